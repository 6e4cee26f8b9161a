import { type WireReader, wireReader } from '../parameters/wire.ts';
import {
  componentName,
  declaredProperties,
  itemPart,
  type JsonType,
  keyword,
  layersOf,
  propertyPart,
  type SchemaPart,
  typesOf,
} from '../schema-shape.ts';
import { xmlName } from './xml-name.ts';
import { type XmlNode, xmlOf } from './xml-node.ts';
import type { XmlAttribute, XmlElement } from './xml-tree.ts';

/** What a schema means for elements: worked out once, then asked for each element. */
export interface XmlShape {
  readonly part: SchemaPart;
  readonly types: ReadonlySet<JsonType> | undefined;
  readonly xml: XmlNode;
  /** Of the component that the schema is. */
  readonly component: string | undefined;
  readonly required: ReadonlySet<string>;
  /** The properties that are named, in the schema's order. */
  properties(): readonly XmlProperty[];
  /** The schema of a property that is not named. */
  other(name: string): XmlShape | undefined;
  item(index: number): XmlShape | undefined;
  /** A text as far as the schema allows; white space around what is no string does not count. */
  text(text: string): unknown;
}

export interface XmlProperty {
  readonly name: string;
  readonly shape: XmlShape;
  /** Of its element or attribute. */
  readonly names: XmlNames;
  /** Of its items, where these stand beside other things. */
  itemNames(): XmlNames;
}

const shapes = new WeakMap<object, XmlShape>();

export function xmlShape(part: SchemaPart): XmlShape {
  const { json } = part;
  const key = typeof json === 'object' && json !== null ? json : undefined;
  let shape = key && shapes.get(key);
  if (shape === undefined) {
    shape = makeShape(part);
    if (key) shapes.set(key, shape);
  }
  return shape;
}

function makeShape(part: SchemaPart): XmlShape {
  let properties: readonly XmlProperty[] | undefined;
  let items: ((index: number) => XmlShape | undefined) | undefined;
  let readText: WireReader | undefined;
  const types = typesOf(part);
  const isLoose = types !== undefined && !types.has('string');
  const required = layersOf(part).flatMap((json) =>
    Array.isArray(json['required']) ? json['required'].map(String) : [],
  );
  return {
    part,
    types,
    xml: xmlOf(part),
    component: componentName(part),
    required: new Set(required),
    properties() {
      properties ??= [...declaredProperties(part).names].map((name) => {
        const own = propertyPart(part, name) ?? { json: true, scope: part.scope };
        return propertyOf(name, xmlShape(own));
      });
      return properties;
    },
    other(name) {
      const own = propertyPart(part, name);
      return own && xmlShape(own);
    },
    item(index) {
      items ??= itemShapes(part);
      return items(index);
    },
    text(text) {
      readText ??= wireReader(part);
      return readText(isLoose ? text.trim() : text);
    },
  };
}

function propertyOf(name: string, shape: XmlShape): XmlProperty {
  let itemNames: XmlNames | undefined;
  return {
    name,
    shape,
    names: namesOf(shape, [name]),
    itemNames: () => (itemNames ??= namesOf(shape.item(0), [name])),
  };
}

function itemShapes(part: SchemaPart): (index: number) => XmlShape | undefined {
  const shapeAt = (index: number) => {
    const item = itemPart(part, index);
    return item && xmlShape(item);
  };
  if (keyword(part, 'prefixItems') !== undefined) return shapeAt;
  const same = shapeAt(0);
  return () => same;
}

/** The names that an element or attribute may have; the namespace that it must be in, undefined where none is said. */
export interface XmlNames {
  readonly locals: readonly string[];
  readonly uri: string | undefined;
}

/**
 * `xml.name`, else one of those that are inferred (OpenAPI 3.2, XML Node Names): that of the property, and that of the
 * component which stands there.
 */
export function namesOf(shape: XmlShape | undefined, inferred: readonly string[]): XmlNames {
  if (shape === undefined) return { locals: inferred.map(localName), uri: undefined };
  const { name, namespace } = shape.xml;
  if (name !== undefined) return { locals: [localName(name)], uri: namespace };
  const { component } = shape;
  const names = component === undefined ? inferred : [...inferred, component];
  return { locals: names.map(localName), uri: namespace };
}

/** Some descriptions put the prefix into the name; what no XML name can hold is written as `_`. */
function localName(name: string): string {
  return xmlName(name.slice(name.indexOf(':') + 1));
}

export function isCalled(element: XmlElement, { locals, uri }: XmlNames): boolean {
  return locals.includes(element.local) && (uri === undefined || uri === element.uri);
}

/** An attribute is in a namespace only by its prefix. */
export function isAttributeCalled(attribute: XmlAttribute, names: XmlNames, { prefix }: XmlNode): boolean {
  const inNamespace = prefix === undefined || names.uri === undefined || names.uri === attribute.uri;
  return inNamespace && names.locals.includes(attribute.local);
}
