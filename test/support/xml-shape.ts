import { type Found, isObject, type RawDocument, type RawObject } from './raw-document.ts';

/** What a schema, its references and its `allOf` say about the shape of a value, as far as XML needs to know. */
export interface XmlShape {
  readonly name: string | undefined;
  readonly types: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, Found>;
  readonly items: Found | undefined;
  readonly additional: Found | undefined;
  readonly xml: RawObject;
}

export function shapeOfXml(document: RawDocument, schema: Found, branch: number): XmlShape {
  const shape = {
    name: undefined as string | undefined,
    types: new Set<string>(),
    properties: new Map<string, Found>(),
    items: undefined as Found | undefined,
    additional: undefined as Found | undefined,
    xml: {} as RawObject,
  };
  const gather = (at: Found | undefined, depth: number): void => {
    if (!at || !isObject(at.value) || depth > 20) return;
    const value = at.value;
    if (typeof value['$ref'] === 'string') {
      shape.name ??= value['$ref'].split('/').pop();
      gather(document.resolve(value['$ref'], at), depth + 1);
    }
    for (const type of [value['type']].flat()) if (typeof type === 'string') shape.types.add(type);
    for (const name of isObject(value['properties']) ? Object.keys(value['properties']) : []) {
      shape.properties.set(name, document.child(at, 'properties', name)!);
    }
    shape.items ??= document.child(at, 'items');
    if (isObject(value['additionalProperties']))
      shape.additional ??= document.child(at, 'additionalProperties');
    if (isObject(value['xml'])) Object.assign(shape.xml, value['xml']);
    for (const index of Array.isArray(value['allOf']) ? value['allOf'].keys() : []) {
      gather(document.child(at, 'allOf', index), depth + 1);
    }
    for (const keyword of ['oneOf', 'anyOf']) {
      const list = value[keyword];
      if (Array.isArray(list))
        gather(document.child(at, keyword, Math.min(branch, list.length - 1)), depth + 1);
    }
  };
  gather(schema, 0);
  return shape;
}
