import { isJsonObject } from '../../schema/index.ts';
import { componentName, itemPart, propertyPart, type SchemaPart } from '../schema-shape.ts';
import { writeText } from './text.ts';
import { cdata, escapeAttribute, escapeText } from './xml-name.ts';
import { type Bound, bindOwn, NOTHING, qualify, type XmlNode, xmlOf } from './xml-node.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** What an element has come to while its parts are written. */
interface Content {
  readonly attributes: Map<string, string>;
  children: string;
}

const DEPTH_LIMIT = 500;

/**
 * As an XML document, by the `xml` objects of the schema (OpenAPI 3.2, XML Object). The root is called by `xml.name`,
 * else by its component, else `root`; a list at the root is wrapped, for a document has one root. A string that
 * already is XML is taken as written.
 */
export function writeXml(value: unknown, part: SchemaPart | undefined): string {
  if (typeof value === 'string' && value.trimStart().startsWith('<')) return value;
  const root: Content = { attributes: new Map(), children: '' };
  const name = rootName(value, part);
  const bound: Bound = new Map([['xsi', XSI]]);
  if (Array.isArray(value)) {
    const inner = emptyContent();
    const item = part && itemPart(part, 0);
    const itemName = (item && (xmlOf(item).name ?? componentName(item))) ?? 'item';
    const xml = part ? xmlOf(part) : NOTHING;
    const scope = bindOwn(xml, bound);
    value.forEach((entry, i) => {
      writeNode(inner, itemName, entry, part && itemPart(part, i), scope, 0);
    });
    root.children = element(xml, name, inner, bound);
  } else {
    writeNode(root, name, value, part, bound, 0, true);
  }
  const document = root.children.includes('xsi:nil="true"')
    ? root.children.replace(/^<[^\s/>]+/, `$& xmlns:xsi="${XSI}"`)
    : root.children;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`;
}

function rootName(value: unknown, part: SchemaPart | undefined): string {
  if (part === undefined) return 'root';
  const own = xmlOf(part).name ?? componentName(part);
  if (own !== undefined) return own;
  const item = Array.isArray(value) ? itemPart(part, 0) : undefined;
  const itemName = item && (xmlOf(item).name ?? componentName(item));
  return itemName === undefined ? 'root' : `${itemName}s`;
}

function emptyContent(): Content {
  return { attributes: new Map(), children: '' };
}

/** Adds one value to its parent as the node that its schema makes of it. */
function writeNode(
  parent: Content,
  fallbackName: string,
  value: unknown,
  part: SchemaPart | undefined,
  bound: Bound,
  depth: number,
  isRoot = false,
): void {
  if (value === undefined || depth > DEPTH_LIMIT) return;
  const xml = part ? xmlOf(part) : NOTHING;
  const name = xml.name ?? fallbackName;
  if (
    Array.isArray(value) &&
    xml.nodeType !== 'attribute' &&
    xml.nodeType !== 'text' &&
    xml.nodeType !== 'cdata'
  ) {
    writeList(parent, fallbackName, value, part, xml, bound, depth);
    return;
  }
  switch (isRoot ? 'element' : xml.nodeType) {
    case 'attribute':
      writeAttribute(parent, xml, name, value, bound);
      return;
    case 'text':
      parent.children += escapeText(listText(value));
      return;
    case 'cdata':
      parent.children += cdata(listText(value));
      return;
    case 'none':
      writeContent(parent, value, part, bound, depth);
      return;
    default: {
      const own = emptyContent();
      if (value === null) own.attributes.set('xsi:nil', 'true');
      else writeContent(own, value, part, bindOwn(xml, bound), depth);
      parent.children += element(xml, name, own, bound);
    }
  }
}

/** Each item beside the others, or inside one element where the list is wrapped. */
function writeList(
  parent: Content,
  name: string,
  items: readonly unknown[],
  part: SchemaPart | undefined,
  xml: XmlNode,
  bound: Bound,
  depth: number,
): void {
  const wrapped = xml.nodeType === 'element';
  const target = wrapped ? emptyContent() : parent;
  const itemName = wrapped ? (xml.name ?? name) : name;
  const scope = wrapped ? bindOwn(xml, bound) : bound;
  items.forEach((item, i) => {
    writeNode(target, itemName, item, part && itemPart(part, i), scope, depth + 1);
  });
  if (wrapped) parent.children += element(xml, xml.name ?? name, target, bound);
}

function writeContent(
  target: Content,
  value: unknown,
  part: SchemaPart | undefined,
  bound: Bound,
  depth: number,
): void {
  if (!isJsonObject(value)) {
    target.children += escapeText(writeText(value));
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    writeNode(target, name, member, part && propertyPart(part, name), bound, depth + 1);
  }
}

/** Null attributes are left out; a name that is taken stays with the first. */
function writeAttribute(parent: Content, xml: XmlNode, name: string, value: unknown, bound: Bound): void {
  if (value === null) return;
  const { qualified, declaration } = qualify(xml, name, bound);
  if (declaration && qualified.includes(':')) parent.attributes.set(...declaration);
  if (!parent.attributes.has(qualified)) parent.attributes.set(qualified, listText(value));
}

function listText(value: unknown): string {
  return Array.isArray(value) ? value.map(writeText).join(' ') : writeText(value);
}

function element(xml: XmlNode, name: string, content: Content, bound: Bound): string {
  const { qualified, declaration } = qualify(xml, name, bound);
  const attributes = new Map([...(declaration ? [declaration] : []), ...content.attributes]);
  let tag = `<${qualified}`;
  for (const [key, text] of attributes) tag += ` ${key}="${escapeAttribute(text)}"`;
  return content.children === '' ? `${tag}/>` : `${tag}>${content.children}</${qualified}>`;
}
