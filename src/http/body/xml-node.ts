import { isJsonObject } from '../../schema/index.ts';
import { layersOf, type SchemaPart } from '../schema-shape.ts';
import { xmlName } from './xml-name.ts';

/** The `xml` object of OpenAPI 2.0 to 3.2, with `attribute` and `wrapped` read as the `nodeType` that they stand for. */
export interface XmlNode {
  readonly name: string | undefined;
  readonly prefix: string | undefined;
  readonly namespace: string | undefined;
  readonly nodeType: (typeof NODE_TYPES)[number] | undefined;
}

const NODE_TYPES = ['element', 'attribute', 'text', 'cdata', 'none'] as const;

/** Prefixes that are bound where an element stands. */
export type Bound = ReadonlyMap<string, string>;

export const NOTHING: XmlNode = {
  name: undefined,
  prefix: undefined,
  namespace: undefined,
  nodeType: undefined,
};
/** The name with its prefix, and the namespace declaration that it needs where it stands. */
export function qualify(
  xml: XmlNode,
  name: string,
  bound: Bound,
): { qualified: string; declaration: [name: string, uri: string] | undefined } {
  const { prefix, local } = splitName(xml, name);
  if (prefix === undefined) {
    return {
      qualified: local,
      declaration: xml.namespace === undefined ? undefined : ['xmlns', xml.namespace],
    };
  }
  const uri = namespaceOf(xml, prefix, bound);
  return {
    qualified: `${prefix}:${local}`,
    declaration: bound.get(prefix) === uri ? undefined : [`xmlns:${prefix}`, uri],
  };
}

/** Some descriptions put the prefix into `xml.name`. */
function splitName(xml: XmlNode, name: string): { prefix: string | undefined; local: string } {
  const colon = xml.prefix === undefined && xml.name === name ? name.indexOf(':') : -1;
  const prefix = colon > 0 ? name.slice(0, colon) : xml.prefix;
  const usable = prefix !== undefined && prefix !== '' && !/^xml/i.test(prefix);
  return {
    prefix: usable ? xmlName(prefix) : undefined,
    local: xmlName(colon > 0 ? name.slice(colon + 1) : name),
  };
}

/** A prefix without a namespace is bound to a name of its own: unbound, the document would not be well-formed. */
function namespaceOf(xml: XmlNode, prefix: string, bound: Bound): string {
  return xml.namespace ?? bound.get(prefix) ?? `urn:${prefix}`;
}

export function bindOwn(xml: XmlNode, bound: Bound): Bound {
  if (xml.name === undefined && xml.prefix === undefined) return bound;
  const { prefix } = splitName(xml, xml.name ?? '');
  return prefix === undefined ? bound : new Map([...bound, [prefix, namespaceOf(xml, prefix, bound)]]);
}

/** What the outermost layer that speaks of it says, member by member. */
export function xmlOf(part: SchemaPart): XmlNode {
  const layers = layersOf(part);
  const objects = layers.map((json) => json['xml']).filter(isJsonObject);
  if (objects.length === 0) return NOTHING;
  const text = (key: string) => {
    const value = objects.find((xml) => typeof xml[key] === 'string')?.[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const flag = (key: string) => objects.some((xml) => xml[key] === true);
  const stated = text('nodeType');
  const old = flag('attribute') ? 'attribute' : flag('wrapped') ? 'element' : undefined;
  return {
    name: text('name'),
    prefix: text('prefix'),
    namespace: text('namespace'),
    nodeType: NODE_TYPES.find((type) => type === stated) ?? old,
  };
}
