import { type JsonObject, joinPointer, own, setOwn } from '../../schema/index.ts';
import { wireReader } from '../parameters/wire.ts';
import { isAttributeCalled, isCalled, type XmlProperty, type XmlShape } from './xml-shape.ts';
import type { XmlAttribute, XmlElement } from './xml-tree.ts';

/** What reads the elements below. */
export interface ElementReader {
  read(
    element: XmlElement,
    shape: XmlShape | undefined,
    pointer: string,
    itemName: string | undefined,
  ): unknown;
  items(
    wrapper: XmlElement,
    list: XmlShape | undefined,
    pointer: string,
    itemName: string | undefined,
  ): unknown[];
  problem(pointer: string, message: string): void;
}

/** Namespaces whose attributes say something about the document, not the value. */
const META = /^http:\/\/www\.w3\.org\/(2001\/XMLSchema-instance|XML\/1998\/namespace)$/;

/** `nodeType: none` within itself would not end. */
const BESIDE_LIMIT = 20;

/** Reads an element as an object: each attribute, child and text becomes a member once. */
export class XmlMembers {
  readonly #reader: ElementReader;
  readonly #element: XmlElement;
  readonly #claimed = new Set<XmlElement | XmlAttribute>();
  #textClaimed = false;

  constructor(reader: ElementReader, element: XmlElement) {
    this.#reader = reader;
    this.#element = element;
  }

  read(shape: XmlShape | undefined, pointer: string): JsonObject {
    const members: JsonObject = {};
    this.#declared(shape, members, pointer, 0);
    this.#others(shape, members, pointer);
    if (!this.#textClaimed && this.#element.content.trim() !== '') {
      this.#reader.problem(pointer, `<${this.#element.local}> holds text, for which its schema has no place`);
    }
    return members;
  }

  /** Are there any of the properties here? */
  #declared(shape: XmlShape | undefined, members: JsonObject, pointer: string, depth: number): boolean {
    if (shape === undefined || depth > BESIDE_LIMIT) return false;
    let found = false;
    for (const property of shape.properties()) {
      const value = this.#member(property, shape, joinPointer(pointer, property.name), depth);
      if (value === undefined) continue;
      setOwn(members, property.name, value);
      found = true;
    }
    return found;
  }

  #member(property: XmlProperty, parent: XmlShape, pointer: string, depth: number): unknown {
    const { name, shape } = property;
    const isList = shape.types?.has('array') === true;
    const isRequired = parent.required.has(name);
    switch (shape.xml.nodeType) {
      case 'attribute':
        return this.#attribute(property);
      case 'text':
      case 'cdata':
        return this.#text(shape, isRequired);
      case 'none':
        if (isList) return this.#list(property, pointer, isRequired);
        return shape.types?.has('object') || shape.properties().length > 0
          ? this.#beside(shape, pointer, depth)
          : this.#text(shape, isRequired);
      case 'element':
        return this.#single(property, pointer);
      default:
        return isList ? this.#list(property, pointer, isRequired) : this.#single(property, pointer);
    }
  }

  #attribute({ names, shape }: XmlProperty): unknown {
    const found = this.#element.attributes.find((each) => isAttributeCalled(each, names, shape.xml));
    if (found === undefined) return undefined;
    this.#claimed.add(found);
    if (!shape.types?.has('array')) return shape.text(found.value);
    return wireReader(shape.part)(found.value.split(/\s+/).filter((piece) => piece !== ''));
  }

  /** An empty text is there only where the schema asks for it. */
  #text(shape: XmlShape, isRequired: boolean): unknown {
    const { content, elements, cdata } = this.#element;
    this.#textClaimed = true;
    const text = elements.length > 0 && cdata === undefined ? content.trim() : content;
    if (text === '' && !isRequired && cdata === undefined) return undefined;
    if (!shape.types?.has('array')) return shape.text(text);
    return wireReader(shape.part)(text.split(/\s+/).filter((piece) => piece !== ''));
  }

  #beside(shape: XmlShape, pointer: string, depth: number): unknown {
    const inner: JsonObject = {};
    return this.#declared(shape, inner, pointer, depth + 1) ? inner : undefined;
  }

  /** In an element of its own; a wrapped list calls its items as itself where they have no name. */
  #single({ names, shape }: XmlProperty, pointer: string): unknown {
    const found = this.#unclaimed((element) => isCalled(element, names));
    for (const element of found) this.#claimed.add(element);
    const read = (element: XmlElement, at: string) => this.#reader.read(element, shape, at, element.local);
    const [first] = found;
    if (first === undefined) return undefined;
    return found.length === 1
      ? read(first, pointer)
      : found.map((element, i) => read(element, joinPointer(pointer, i)));
  }

  /** Its items stand here beside other things. Where the list is required, that there is none means it is empty. */
  #list(property: XmlProperty, pointer: string, isRequired: boolean): unknown {
    const { name, shape } = property;
    const names = property.itemNames();
    const found = this.#unclaimed((element) => isCalled(element, names));
    for (const element of found) this.#claimed.add(element);
    if (found.length === 0) return isRequired ? [] : undefined;
    const items = found.map((element, i) =>
      this.#reader.read(element, shape.item(i), joinPointer(pointer, i), name),
    );
    const [only] = items;
    const { part, types } = shape;
    const isOther = items.length === 1 && types !== undefined && types.size > 1;
    if (!isOther || part.scope.holds(part.json, items)) return items;
    const single = this.#reader.read(found[0] as XmlElement, shape, pointer, name);
    return part.scope.holds(part.json, single) ? single : part.scope.holds(part.json, only) ? only : items;
  }

  #unclaimed(test: (element: XmlElement) => boolean): XmlElement[] {
    return this.#element.elements.filter((element) => !this.#claimed.has(element) && test(element));
  }

  /** What no declared property has taken. */
  #others(shape: XmlShape | undefined, members: JsonObject, pointer: string): void {
    const misplaced = (local: string, what: string): boolean => {
      const property = shape?.properties().find(({ name }) => name === local);
      if (property === undefined && own(members, local) === undefined) return false;
      this.#reader.problem(joinPointer(pointer, local), `${what} is not expected${expectation(property)}`);
      return true;
    };
    for (const attribute of this.#element.attributes) {
      const { local, uri, value } = attribute;
      if (this.#claimed.has(attribute) || META.test(uri)) continue;
      if (!misplaced(local, `the attribute "${local}"`))
        setOwn(members, local, shape?.other(local)?.text(value) ?? value);
    }
    const groups = new Map<string, XmlElement[]>();
    for (const element of this.#unclaimed(() => true)) {
      const group = groups.get(element.local);
      if (group) group.push(element);
      else groups.set(element.local, [element]);
    }
    for (const [local, group] of groups) {
      if (misplaced(local, `the element <${local}>`)) continue;
      const other = shape?.other(local);
      const at = joinPointer(pointer, local);
      const isList = group.length > 1 || (other?.types?.has('array') && other.xml.nodeType !== 'element');
      const values = group.map((element, i) =>
        isList
          ? this.#reader.read(element, other?.item(i), joinPointer(at, i), local)
          : this.#reader.read(element, other, at, local),
      );
      setOwn(members, local, isList ? values : values[0]);
    }
  }
}

function expectation(property: XmlProperty | undefined): string {
  if (property === undefined) return '';
  const { xml, types } = property.shape;
  const [name] = property.names.locals;
  const namespace = xml.namespace === undefined ? '' : ` of the namespace "${xml.namespace}"`;
  switch (xml.nodeType) {
    case 'attribute':
      return `: "${property.name}" is the attribute "${name}"${namespace}`;
    case 'text':
    case 'cdata':
      return `: "${property.name}" is the text of its element`;
    default: {
      const isList = types?.has('array') === true && xml.nodeType === undefined;
      const [itemName = name] = isList ? property.itemNames().locals : [];
      return `: "${property.name}" is the element <${isList ? itemName : name}>${namespace}`;
    }
  }
}
