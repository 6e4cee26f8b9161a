import { joinPointer } from '../../schema/index.ts';
import type { JsonType, SchemaPart } from '../schema-shape.ts';
import { type BodyReading, type BodyRemark, valueReading } from './reading.ts';
import { type ElementReader, XmlMembers } from './xml-members.ts';
import { isCalled, namesOf, type XmlShape, xmlShape } from './xml-shape.ts';
import { parseXml, type XmlElement } from './xml-tree.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * Reads an XML document by the `xml` objects of the schema (OpenAPI 3.2, XML Object), the way `writeXml` writes it.
 * Texts become numbers, booleans or null only where the schema takes these. What stands where the schema has no place for
 * it is a problem with the keyword `xml`.
 */
export function readXml(text: string, part: SchemaPart | undefined): BodyReading {
  const root = parseXml(text);
  if ('kind' in root) return root;
  const shape = part && xmlShape(part);
  const onlyText = shape?.types !== undefined && [...shape.types].every((type) => type === 'string');
  if (onlyText && root.elements.length > 0) return valueReading(text);
  const reader = new XmlReader();
  reader.checkRoot(root, shape);
  const value = reader.read(root, shape, '', undefined);
  return reader.problems.length === 0
    ? valueReading(value)
    : valueReading(value, { problems: reader.problems });
}

type Form = 'object' | 'list' | 'text';

class XmlReader implements ElementReader {
  readonly problems: BodyRemark[] = [];

  /** The root is called as `xml.name` or the component; where neither is known, it may be called anything. */
  checkRoot(root: XmlElement, shape: XmlShape | undefined): void {
    const names = namesOf(shape, []);
    if (names.locals.length === 0 || isCalled(root, names)) return;
    const namespace = names.uri === undefined ? '' : ` of the namespace "${names.uri}"`;
    const [expected] = names.locals;
    this.problem('', `the root element must be <${expected}>${namespace}, not <${root.local}>`);
  }

  problem(pointer: string, message: string): void {
    this.problems.push({ pointer, keyword: 'xml', message });
  }

  /**
   * The value that an element stands for. Of several forms that the schema takes, the first whose value it holds for.
   *
   * @param itemName what the items of a list are called where their schema does not say; undefined: anything
   */
  read(
    element: XmlElement,
    shape: XmlShape | undefined,
    pointer: string,
    itemName: string | undefined,
  ): unknown {
    const nil = element.attributes.find(({ local, uri }) => local === 'nil' && uri === XSI);
    if (nil && /^\s*(true|1)\s*$/.test(nil.value)) return null;
    const forms = formsOf(element, shape?.types);
    if (shape === undefined || forms.length === 1) {
      return this.#readAs(forms[0] as Form, element, shape, pointer, itemName);
    }
    const { part } = shape;
    let first: { value: unknown; problems: BodyRemark[] } | undefined;
    const before = this.problems.length;
    for (const form of forms) {
      const value = this.#readAs(form, element, shape, pointer, itemName);
      const problems = this.problems.splice(before);
      if (problems.length === 0 && part.scope.holds(part.json, value)) return value;
      first ??= { value, problems };
    }
    this.problems.push(...(first?.problems ?? []));
    return first?.value;
  }

  #readAs(
    form: Form,
    element: XmlElement,
    shape: XmlShape | undefined,
    pointer: string,
    itemName: string | undefined,
  ): unknown {
    if (form === 'object') return new XmlMembers(this, element).read(shape, pointer);
    return form === 'list' ? this.items(element, shape, pointer, itemName) : textOf(element, shape);
  }

  /** The items of a list that has an element of its own. */
  items(
    wrapper: XmlElement,
    list: XmlShape | undefined,
    pointer: string,
    itemName: string | undefined,
  ): unknown[] {
    if (wrapper.content.trim() !== '')
      this.problem(pointer, `<${wrapper.local}> holds text beside its items`);
    return wrapper.elements.map((element, i) => {
      const at = joinPointer(pointer, i);
      const item = list?.item(i);
      const names = namesOf(item, itemName === undefined ? [] : [itemName]);
      const isNamed = itemName !== undefined || item?.xml.name !== undefined;
      if (isNamed && !isCalled(element, names)) {
        this.problem(
          at,
          `the items of <${wrapper.local}> must be <${names.locals[0]}>, not <${element.local}>`,
        );
      }
      return this.read(element, item, at, itemName);
    });
  }
}

function textOf({ content }: XmlElement, shape: XmlShape | undefined): unknown {
  return shape === undefined ? content : shape.text(content);
}

/** The forms that an element may be read in, the most likely first. */
function formsOf(element: XmlElement, types: ReadonlySet<JsonType> | undefined): Form[] {
  const isStructured = element.elements.length > 0 || element.attributes.some(({ uri }) => uri !== XSI);
  if (types === undefined) return [isStructured ? 'object' : 'text'];
  const forms: Form[] = [];
  if (types.has('object')) forms.push('object');
  if (types.has('array')) forms.push('list');
  if (forms.length === 0) return ['text'];
  const takesText = [...types].some((type) => type !== 'object' && type !== 'array' && type !== 'null');
  if (takesText) {
    if (isStructured) forms.push('text');
    else forms.unshift('text');
  }
  return forms;
}
