import { xmlLibrary } from './libraries.ts';
import { type BodyReading, malformed, malformedAt } from './reading.ts';
import { forbiddenAt } from './xml-name.ts';

/** An element with its namespaces resolved (Namespaces in XML 1.0). */
export interface XmlElement {
  readonly local: string;
  /** Of the namespace, '' where it is in none. */
  readonly uri: string;
  /** Without namespace declarations. */
  readonly attributes: readonly XmlAttribute[];
  readonly elements: readonly XmlElement[];
  /** CDATA sections, joined; undefined where there is none. */
  readonly cdata: string | undefined;
  /** All character data beside the elements, joined. */
  readonly content: string;
}

export interface XmlAttribute {
  readonly local: string;
  readonly uri: string;
  readonly value: string;
}

const DEPTH_LIMIT = 500;
const TAG_LIMIT = 300_000;

/** What the library makes of a document: an entry for each node in order. */
type Node = Readonly<Record<string, unknown>>;

/**
 * The root element of an XML document, or why it is none. There is no DTD, and so no entities but the five of XML itself;
 * nesting and tags are bounded.
 */
export function parseXml(text: string): XmlElement | BodyReading {
  const fault = textFault(text);
  if (fault) return fault;
  const { XMLParser, XMLValidator } = xmlLibrary();
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) {
    const { msg, line, col = 1 } = verdict.err;
    const offset = lineStart(text, line) + col - 1;
    return malformedAt(`is not XML: ${msg.replace(/\.$/, '')}`, text, offset);
  }
  let nodes: Node[];
  try {
    nodes = new XMLParser(OPTIONS).parse(text) as Node[];
  } catch (error) {
    return malformed(`is not XML: ${(error as Error).message.replace(/^\[SECURITY\] /, '')}`);
  }
  const roots = nodes.filter((node) => nameOf(node) !== undefined);
  const behind = text.lastIndexOf('>') + 1;
  if (text.slice(behind).trim() !== '') return malformedAt('is not XML: text behind the root', text, behind);
  if (roots.length > 1) return malformed('is not XML: it has more than one root element');
  const [root] = roots;
  if (!root) return malformed('is not XML: it has no root element');
  try {
    return elementOf(
      root,
      nameOf(root) as string,
      new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]),
    );
  } catch (error) {
    if (!(error instanceof BadReference)) throw error;
    const at = Math.max(0, text.indexOf(error.written));
    return malformedAt(`is not XML: ${error.message}`, text, at);
  }
}

const OPTIONS = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: DEPTH_LIMIT,
  strictReservedNames: false,
  jPath: false,
  onDangerousProperty: (name: string) => name,
};

/** What the library lets pass or should not see. */
function textFault(text: string): BodyReading | undefined {
  const forbidden = forbiddenAt(text);
  if (forbidden >= 0) return malformedAt('is not XML: a character that XML does not allow', text, forbidden);
  const misc = /\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->/y;
  let start = 0;
  while (misc.test(text)) start = misc.lastIndex;
  if (text.startsWith('<!DOCTYPE', start)) {
    return malformedAt('has a DOCTYPE, which is not read', text, start);
  }
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) tags++;
  return tags > TAG_LIMIT ? malformed(`has more than ${TAG_LIMIT} tags`) : undefined;
}

function lineStart(text: string, line: number): number {
  let start = 0;
  for (let i = 1; i < line; i++) start = text.indexOf('\n', start) + 1;
  return start;
}

/** Of an element; undefined of a text. A node has one member besides its attributes. */
function nameOf(node: Node): string | undefined {
  for (const key in node) if (key !== ':@') return key === '#text' || key === '#cdata' ? undefined : key;
  return undefined;
}

type Bound = ReadonlyMap<string, string>;

function elementOf(node: Node, name: string, outer: Bound): XmlElement {
  const { bound, attributes } = attributesOf(node, outer);
  const elements: XmlElement[] = [];
  let cdata: string | undefined;
  let content = '';
  for (const child of node[name] as Node[]) {
    const childName = nameOf(child);
    if (childName !== undefined) {
      elements.push(elementOf(child, childName, bound));
      continue;
    }
    const section = child['#cdata'] as Node[] | undefined;
    if (section === undefined) {
      content += unescaped(String(child['#text'] ?? ''));
    } else {
      const piece = section.map((inner) => String(inner['#text'] ?? '')).join('');
      cdata = (cdata ?? '') + piece;
      content += piece;
    }
  }
  const { local, uri } = resolved(name, bound, false);
  return { local, uri, attributes, elements, cdata, content };
}

const NO_ATTRIBUTES: readonly XmlAttribute[] = [];

function attributesOf(node: Node, outer: Bound): { bound: Bound; attributes: readonly XmlAttribute[] } {
  const written = node[':@'] as Readonly<Record<string, unknown>> | undefined;
  if (written === undefined) return { bound: outer, attributes: NO_ATTRIBUTES };
  const declared: [prefix: string, uri: string][] = [];
  const others: [name: string, value: string][] = [];
  for (const [key, raw] of Object.entries(written)) {
    // White space in an attribute is normalized before references are (XML 1.0 section 3.3.3).
    const value = unescaped(String(raw).replace(/[\t\n\r]/g, ' '));
    if (key === 'xmlns') declared.push(['', value]);
    else if (key.startsWith('xmlns:')) declared.push([key.slice(6), value]);
    else others.push([key, value]);
  }
  const bound = declared.length === 0 ? outer : new Map([...outer, ...declared]);
  const attributes = others.map(([key, value]) => ({ ...resolved(key, bound, true), value }));
  return { bound, attributes };
}

/** The default namespace is of elements alone (section 6.2). A prefix that is not bound is in no namespace. */
function resolved(
  name: string,
  bound: ReadonlyMap<string, string>,
  isAttribute: boolean,
): { local: string; uri: string } {
  const colon = name.indexOf(':');
  if (colon < 0) return { local: name, uri: isAttribute ? '' : (bound.get('') ?? '') };
  return { local: name.slice(colon + 1), uri: bound.get(name.slice(0, colon)) ?? '' };
}

class BadReference extends Error {
  readonly written: string;

  constructor(written: string) {
    super(`the reference ${written} stands for nothing`);
    this.written = written;
  }
}

const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Character references and the predefined entities (XML 1.0 sections 4.1 and 4.6). */
function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([^;&\s]*));?/g, (written, hex, decimal, name) => {
    if (name !== undefined) {
      if (written.endsWith(';') && Object.hasOwn(PREDEFINED, name)) return PREDEFINED[name] as string;
      throw new BadReference(written);
    }
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const char = code <= 0x10ffff ? String.fromCodePoint(code) : '\0';
    if (forbiddenAt(char) >= 0) throw new BadReference(written);
    return char;
  });
}
