import type { Operation } from '../model/index.ts';
import { isJsonObject, type JsonObject, parsePointer, type Schema, setOwn } from '../schema/index.ts';

/** What a request's schema says of one member. */
export interface BodyMember {
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  /** Undefined where there is none. */
  readonly default: unknown;
}

export type BodyMembers = ReadonlyMap<string, BodyMember>;

const none: BodyMembers = new Map();
const known = new WeakMap<Schema, Map<string, BodyMembers>>();

/** The members that a request may say of the thing at a pointer into its body; `*` stands for the items of an array. */
export function bodyMembers(operation: Operation, sentType: string | undefined, at: string): BodyMembers {
  const content = operation.requestBody?.content ?? [];
  const [only] = content;
  const mediaType =
    content.length < 2 ? only : (content.find(({ type }) => type.split(';')[0]?.trim() === sentType) ?? only);
  const schema = mediaType?.schema?.for('request');
  if (!schema) return none;
  let byPointer = known.get(schema);
  if (!byPointer) known.set(schema, (byPointer = new Map()));
  let members = byPointer.get(at);
  if (!members) byPointer.set(at, (members = readMembers(schema, at)));
  return members;
}

const held = new WeakMap<BodyMembers, WeakMap<readonly Schema[], BodyMembers>>();

/** With what the body's schema is silent about and views call readOnly: that is the server's too. */
export function heldMembers(members: BodyMembers, views: readonly Schema[]): BodyMembers {
  let byViews = held.get(members);
  if (!byViews) held.set(members, (byViews = new WeakMap()));
  let whole = byViews.get(views);
  if (!whole) {
    const shown = views.flatMap((view) => [...readMembers(view, '')]);
    const readOnly = shown.filter(([name, member]) => member.readOnly && !members.has(name));
    byViews.set(views, (whole = new Map([...members, ...readOnly])));
  }
  return whole;
}

function readMembers(schema: Schema, at: string): BodyMembers {
  let nodes = inPlace(schema, [schema.json]);
  for (const token of parsePointer(at) ?? []) {
    nodes = inPlace(
      schema,
      nodes.flatMap((node) => (token === '*' ? [node['items']] : [propertyOf(node, token)])),
    );
  }
  const members = new Map<string, BodyMember>();
  for (const { properties } of nodes) {
    if (!isJsonObject(properties)) continue;
    for (const name of Object.keys(properties)) {
      const parts = inPlace(schema, [properties[name]]);
      const before = members.get(name);
      members.set(name, {
        readOnly: before?.readOnly === true || parts.some((part) => part['readOnly'] === true),
        writeOnly: before?.writeOnly === true || parts.some((part) => part['writeOnly'] === true),
        default: before?.default ?? parts.find((part) => part['default'] !== undefined)?.['default'],
      });
    }
  }
  return members;
}

function propertyOf({ properties }: JsonObject, name: string): unknown {
  return isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function inPlace(schema: Schema, nodes: readonly unknown[]): JsonObject[] {
  const found: JsonObject[] = [];
  const waiting = [...nodes];
  while (waiting.length > 0 && found.length < 400) {
    const node = waiting.shift();
    if (!isJsonObject(node) || found.includes(node)) continue;
    found.push(node);
    if (typeof node['$ref'] === 'string') waiting.push(schema.scope.byId(node['$ref']).json);
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      if (Array.isArray(node[keyword])) waiting.push(...node[keyword]);
    }
  }
  return found;
}

/** What a client may decide of the thing it sends: neither what is the server's, nor what nobody ever sees again. */
export function writable(sent: JsonObject, members: BodyMembers): JsonObject {
  const kept: JsonObject = {};
  for (const name of Object.keys(sent)) {
    const member = members.get(name);
    if (member?.readOnly !== true && member?.writeOnly !== true) setOwn(kept, name, sent[name]);
  }
  return kept;
}

/** With the defaults of the members that were not sent. */
export function withDefaults(sent: JsonObject, members: BodyMembers): JsonObject {
  const whole = { ...sent };
  for (const [name, value] of defaultsOf(members))
    if (!Object.hasOwn(whole, name)) setOwn(whole, name, value);
  return whole;
}

const defaults = new WeakMap<BodyMembers, ReadonlyArray<readonly [name: string, value: unknown]>>();

function defaultsOf(members: BodyMembers): ReadonlyArray<readonly [name: string, value: unknown]> {
  let found = defaults.get(members);
  if (!found) {
    const open = [...members].filter(([, { readOnly, writeOnly }]) => !readOnly && !writeOnly);
    found = open.flatMap(([name, member]) => (member.default === undefined ? [] : [[name, member.default]]));
    defaults.set(members, found);
  }
  return found;
}
