import { type Found, isObject, type RawDocument } from './raw-document.ts';
import { shapeOfXml, type XmlShape } from './xml-shape.ts';

/** A value as XML by the `xml` objects of its schema (OpenAPI 3.0 to 3.2, XML Object). */
export function writeXml(document: RawDocument, schema: Found, value: unknown): string {
  const { xml, name } = shapeOfXml(document, schema, 0);
  return new XmlWriter(document).element(String(xml['name'] ?? name ?? 'root'), schema, value);
}

class XmlWriter {
  readonly #document: RawDocument;

  constructor(document: RawDocument) {
    this.#document = document;
  }

  element(name: string, schema: Found | undefined, value: unknown): string {
    const shape = schema && shapeOfXml(this.#document, schema, 0);
    const { xml = {} } = shape ?? {};
    const prefix = typeof xml['prefix'] === 'string' ? `${xml['prefix']}:` : '';
    const attributes: string[] = [];
    if (typeof xml['namespace'] === 'string') {
      attributes.push(` xmlns${prefix === '' ? '' : `:${xml['prefix']}`}="${xml['namespace']}"`);
    }
    if (value === null) {
      attributes.push(' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"');
    }
    const inner = this.#content(shape, value, attributes, name);
    const tag = `${prefix}${checked(name)}`;
    return `<${tag}${attributes.join('')}>${inner}</${tag}>`;
  }

  #content(shape: XmlShape | undefined, value: unknown, attributes: string[], name: string): string {
    if (value === null) return '';
    if (Array.isArray(value))
      return value.map((item) => this.element(this.#itemName(shape, name), shape?.items, item)).join('');
    if (!isObject(value)) return escaped(value);
    return Object.entries(value)
      .map(([key, member]) =>
        this.#member(key, shape?.properties.get(key) ?? shape?.additional, member, attributes),
      )
      .join('');
  }

  #itemName(shape: XmlShape | undefined, otherwise: string): string {
    const named = shape?.items && shapeOfXml(this.#document, shape.items, 0).xml['name'];
    return typeof named === 'string' ? named : otherwise;
  }

  #member(key: string, schema: Found | undefined, value: unknown, attributes: string[]): string {
    const shape = schema && shapeOfXml(this.#document, schema, 0);
    const { xml = {} } = shape ?? {};
    const name = typeof xml['name'] === 'string' ? xml['name'] : key;
    if (xml['attribute'] === true || xml['nodeType'] === 'attribute') {
      const prefix = typeof xml['prefix'] === 'string' ? `${xml['prefix']}:` : '';
      const namespace =
        prefix && typeof xml['namespace'] === 'string' ? ` xmlns:${xml['prefix']}="${xml['namespace']}"` : '';
      attributes.push(`${namespace} ${prefix}${checked(name)}="${escaped(value)}"`);
      return '';
    }
    if (xml['nodeType'] === 'text' || xml['nodeType'] === 'cdata') return escaped(value);
    const wrapped = xml['wrapped'] === true || xml['nodeType'] === 'element';
    if (!Array.isArray(value) || wrapped) return this.element(name, schema, value);
    if (value.length === 0) throw new Error('no XML has an empty list without a wrapper');
    return value.map((item) => this.element(this.#itemName(shape, key), shape?.items, item)).join('');
  }
}

function checked(name: string): string {
  if (!/^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/.test(name)) throw new Error(`no XML has the name ${name}`);
  return name;
}

function escaped(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
