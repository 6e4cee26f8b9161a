import type { JsonObject } from '../schema/index.ts';
import type { Effect, Level, Proof, Travel } from './change.ts';

/** A member that came or went. */
export interface MemberChange {
  readonly what: 'added' | 'removed';
  readonly required: boolean;
  readonly hasDefault: boolean;
  readonly deprecated: boolean;
  /** It does not travel this way: readOnly in a request, writeOnly in a response. */
  readonly idle: boolean;
}

/** One difference between two schemas, seen from their root. */
export interface SchemaChange {
  /** The end of the rule's name: `max-length-decreased`. */
  readonly tail: string;
  readonly effect: Effect;
  readonly level?: Level | undefined;
  /** From the root: names of members, `*` for items. */
  readonly names: readonly string[];
  /** Lies in a member that does not travel this way. */
  readonly idle: boolean;
  /** `maxLength is 5, was 10`. */
  readonly words: string;
  readonly before: SchemaSpot | undefined;
  readonly after: SchemaSpot | undefined;
  readonly proof?: Proof | undefined;
  readonly member?: MemberChange | undefined;
  /** Part of the rule's name, where it counts whether the member is required. */
  readonly necessity?: 'required' | 'optional' | undefined;
}

/** A piece of an adopted schema, and the keyword in it that counts. */
export interface SchemaSpot {
  readonly json: JsonObject | undefined;
  readonly keyword: string | undefined;
}

/** What a schema is the schema of. */
export type SchemaRole = 'body' | 'parameter' | 'header';

/** The rule's whole name. */
export function ruleOf(direction: Travel, role: SchemaRole, change: SchemaChange): string {
  const { member, names, idle, tail, necessity } = change;
  if (member) return memberRule(direction, role, member);
  const below = names.length > 0;
  const noun = role === 'body' ? (below ? 'property' : 'body') : below ? `${role}-property` : role;
  const idleMark = idle ? (direction === 'request' ? 'read-only-' : 'write-only-') : '';
  const mark = `${necessity === undefined ? '' : `${necessity}-`}${idleMark}`;
  return `${direction}-${mark}${noun}-${tail}`;
}

function memberRule(direction: Travel, role: SchemaRole, member: MemberChange): string {
  const noun = role === 'body' ? 'property' : `${role}-property`;
  const { what, required, hasDefault, deprecated, idle } = member;
  const must = required ? 'required' : 'optional';
  const how = what === 'removed' && deprecated ? '-with-deprecation' : '';
  if (direction === 'response') return `response-${must}-${idle ? 'write-only-' : ''}${noun}-${what}${how}`;
  if (what === 'removed') return `request-${idle ? 'read-only-' : ''}${noun}-removed${how}`;
  return `new-${must}-request-${noun}${required && hasDefault ? '-with-default' : ''}`;
}
