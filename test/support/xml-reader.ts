import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { type Found, isObject, type RawDocument, type RawObject } from './raw-document.ts';
import { shapeOfXml, type XmlShape } from './xml-shape.ts';

interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly elements: XmlElement[];
  readonly text: string;
}

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
});

/**
 * A document as the values that it may stand for by the `xml` objects of its schema. Where the schema branches
 * (`oneOf`, `anyOf`), there is a value for each branch.
 */
export function readXml(text: string, document: RawDocument, schema: Found | undefined): unknown[] {
  const wellFormed = XMLValidator.validate(text);
  if (wellFormed !== true) throw new Error(wellFormed.err.msg);
  const [root] = elementsOf(PARSER.parse(text) as unknown[]);
  if (!root) throw new Error('there is no root element');
  if (!schema) return [root.text];
  const reader = new XmlReader(document);
  reader.checkRoot(root, schema);
  return [0, 1, 2, 3, 4, 5].map((branch) => reader.read(root, schema, branch, 0));
}

function elementsOf(nodes: unknown[]): XmlElement[] {
  return nodes.flatMap((node) => {
    if (!isObject(node)) return [];
    const name = Object.keys(node).find(
      (key) => key !== ':@' && !key.startsWith('#') && !key.startsWith('?'),
    );
    if (name === undefined) return [];
    const children = Array.isArray(node[name]) ? (node[name] as unknown[]) : [];
    const attributes = isObject(node[':@']) ? Object.entries(node[':@']) : [];
    const texts = children
      .filter(isObject)
      .map((child) => (typeof child['#text'] === 'string' ? child['#text'] : ''));
    return [
      {
        name,
        attributes: new Map(attributes.map(([key, value]) => [key, String(value)])),
        elements: elementsOf(children),
        text: texts.join(''),
      },
    ];
  });
}

class XmlReader {
  readonly #document: RawDocument;

  constructor(document: RawDocument) {
    this.#document = document;
  }

  checkRoot(root: XmlElement, schema: Found): void {
    const { xml, name } = shapeOfXml(this.#document, schema, 0);
    const expected = typeof xml['name'] === 'string' ? xml['name'] : undefined;
    if (expected !== undefined && local(root.name) !== local(expected) && local(root.name) !== name) {
      throw new Error(`the root element is ${root.name}, not ${expected}`);
    }
  }

  read(element: XmlElement, schema: Found, branch: number, depth: number): unknown {
    if (depth > 40) return element.text;
    const shape = shapeOfXml(this.#document, schema, branch);
    if (element.attributes.get('xsi:nil') === 'true') return null;
    if (shape.types.has('array') || (shape.items && shape.properties.size === 0)) {
      return element.elements.map((item) =>
        shape.items ? this.read(item, shape.items, branch, depth + 1) : item.text,
      );
    }
    if (shape.properties.size > 0 || shape.types.has('object') || shape.additional) {
      return this.#object(element, shape, branch, depth);
    }
    return scalar(element.text, shape.types);
  }

  #object(element: XmlElement, shape: XmlShape, branch: number, depth: number): RawObject {
    const out: RawObject = {};
    const used = new Set<XmlElement>();
    for (const [property, schema] of shape.properties) {
      const part = shapeOfXml(this.#document, schema, branch);
      const name = typeof part.xml['name'] === 'string' ? part.xml['name'] : property;
      const nodeType = part.xml['nodeType'];
      if (part.xml['attribute'] === true || nodeType === 'attribute') {
        const text =
          element.attributes.get(name) ?? element.attributes.get(`${String(part.xml['prefix'])}:${name}`);
        if (text !== undefined) out[property] = scalar(text, part.types);
      } else if (nodeType === 'text' || nodeType === 'cdata') {
        out[property] = scalar(element.text, part.types);
      } else if (part.types.has('array') || part.items) {
        const list = this.#list(element, property, part, branch, depth, used);
        if (list) out[property] = list;
      } else {
        const child = element.elements.find((one) => local(one.name) === local(name));
        if (!child) continue;
        used.add(child);
        out[property] = this.read(child, schema, branch, depth + 1);
      }
    }
    for (const child of element.elements) {
      if (used.has(child)) continue;
      out[child.name] = shape.additional ? this.read(child, shape.additional, branch, depth + 1) : child.text;
    }
    return out;
  }

  #list(
    element: XmlElement,
    property: string,
    part: XmlShape,
    branch: number,
    depth: number,
    used: Set<XmlElement>,
  ): unknown[] | undefined {
    const ownName = typeof part.xml['name'] === 'string' ? part.xml['name'] : property;
    const item = part.items && shapeOfXml(this.#document, part.items, branch);
    const itemName = typeof item?.xml['name'] === 'string' ? item.xml['name'] : undefined;
    const wrapped = part.xml['wrapped'] === true || part.xml['nodeType'] === 'element';
    const wrapper = wrapped ? element.elements.find((one) => local(one.name) === local(ownName)) : element;
    if (!wrapper) return undefined;
    if (wrapped) used.add(wrapper);
    const names = [itemName ?? (wrapped ? ownName : property)].map(local);
    const items = wrapper.elements.filter((one) => names.includes(local(one.name)));
    for (const one of items) used.add(one);
    if (items.length === 0 && !wrapped) return undefined;
    return items.map((one) => (part.items ? this.read(one, part.items, branch, depth + 1) : one.text));
  }
}

function local(name: string): string {
  return name.replace(/^.*:/, '');
}

function scalar(text: string, types: ReadonlySet<string>): unknown {
  if ((types.has('number') || types.has('integer')) && text.trim() !== '' && Number.isFinite(Number(text))) {
    return Number(text);
  }
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('null') && text === '') return null;
  return text;
}
