import type { Draft, Path } from './draft.ts';
import type { ErrorEntry, ErrorFacts } from './error-facts.ts';
import type { ErrorSchema } from './error-schema.ts';
import {
  codes,
  fieldName,
  isAmong,
  locationTokens,
  messagesByField,
  OF_PLACES,
  OF_SENTENCES,
  type Role,
} from './error-words.ts';

/** Writes what is wrong into a list, a map by field, or a text, whichever the place takes. */
export function putList(draft: Draft, path: Path, schema: ErrorSchema, facts: ErrorFacts): boolean {
  const { entries } = facts;
  if (schema.may('object') && !schema.may('array') && putFields(draft, path, schema, entries)) return true;
  if (schema.may('array') && putEntries(draft, path, schema.items(), facts)) return true;
  return draft.put(path, forms(entries, facts));
}

/** What a list may be told as, one after the other: the first is mostly taken. */
function* forms(entries: readonly ErrorEntry[], facts: ErrorFacts): Generator<unknown> {
  yield facts.listed;
  yield entries.map(({ text }) => text);
  yield entries.map((entry) => ({ field: fieldName(entry), message: entry.message }));
  yield entries.map((entry) => ({ loc: locationTokens(entry), msg: entry.message, type: entry.keyword }));
  yield byField(entries, false);
  yield byField(entries, true);
  yield entries.map(({ text }) => text).join('; ');
  yield facts.detail;
}

/** Members of the names of what is wrong: lists of messages, or one message. */
export function putFields(
  draft: Draft,
  path: Path,
  schema: ErrorSchema,
  entries: readonly ErrorEntry[],
): boolean {
  const declared = schema.names;
  if (declared.length === 0) return draft.put(path, [byField(entries, false), byField(entries, true)]);
  const start = draft.at(path);
  if (typeof start !== 'object' || start === null || Array.isArray(start)) return false;
  let done = false;
  for (const [field, messages] of messagesByField(entries)) {
    if (!declared.includes(field) && !schema.invitesMembers) continue;
    done = draft.put([...path, field], [messages, messages.join(' ')]) || done;
  }
  return done;
}

function byField(entries: readonly ErrorEntry[], joined: boolean): Record<string, unknown> {
  const fields = [...messagesByField(entries)].map(([field, messages]) => [
    field,
    joined ? messages.join(' ') : messages,
  ]);
  return Object.fromEntries(fields) as Record<string, unknown>;
}

/** One documented item for each thing that is wrong, made from the generated one. */
function putEntries(draft: Draft, path: Path, items: ErrorSchema, facts: ErrorFacts): boolean {
  const start = draft.at(path);
  const template: unknown = Array.isArray(start) ? start[0] : undefined;
  if (typeof template !== 'object' || template === null || items.names.length === 0) return false;
  if (!draft.put(path, [[template]])) return false;
  let done = 0;
  for (const entry of facts.entries) {
    const at = [...path, done];
    if (done > 0 && !draft.put(at, [template])) break;
    fillEntry(draft, at, items, entry, facts);
    done++;
  }
  return true;
}

function fillEntry(
  draft: Draft,
  path: Path,
  schema: ErrorSchema,
  entry: ErrorEntry,
  facts: ErrorFacts,
): void {
  const start = draft.at(path);
  const roles = schema.rolesIn(typeof start === 'object' && start !== null ? start : {}, true);
  const hasSentence = isAmong(roles, OF_SENTENCES);
  const hasPlace = isAmong(roles, OF_PLACES);
  const message = hasPlace ? entry.message : entry.text;
  for (const [name, role] of roles) {
    const at = [...path, name];
    const member = schema.member(name);
    if (role === 'place' && member.names.length > 0) putSource(draft, at, member, entry);
    else if (
      !draft.put(at, candidatesFor(role, member, { ...entry, message }, facts, hasSentence)) &&
      !draft.drop(at)
    ) {
      if (Array.isArray(draft.at(at))) draft.put(at, [[]]);
    }
  }
}

function candidatesFor(
  role: Role,
  member: ErrorSchema,
  entry: ErrorEntry,
  facts: ErrorFacts,
  hasSentence: boolean,
): unknown[] {
  const { message, pointer, keyword, received } = entry;
  switch (role) {
    case 'sentence':
      return [message, [message], facts.title, 'Invalid'];
    case 'title':
      return hasSentence ? [facts.title, message] : [message, [message], facts.title];
    case 'list':
      return [[message], message];
    case 'status':
      return [facts.status, String(facts.status)];
    case 'code':
    case 'type': {
      const shouted = keyword.replace(/[A-Z]/g, '_$&').toUpperCase();
      const own =
        member.enums.length > 0
          ? member.enums.filter((value) => value === keyword || value === shouted)
          : [keyword];
      return [...own, ...codes(facts, member.enums, !member.may('string'))];
    }
    case 'pointer':
      return [pointer];
    case 'field':
      return entry.in === undefined ? [null] : [fieldName(entry), entry.tokens.at(-1), locationTokens(entry)];
    case 'place':
      return entry.in === undefined ? [] : [locationTokens(entry), entry.in, pointer];
    case 'in':
      return [entry.in, entry.in === 'querystring' ? 'query' : undefined];
    case 'received':
      return [received];
    default:
      return [];
  }
}

/** JSON:API's `source`: a pointer into the body, or a parameter's or header's name. */
function putSource(draft: Draft, path: Path, schema: ErrorSchema, entry: ErrorEntry): void {
  const { pointer, tokens } = entry;
  const [name] = tokens;
  const wanted =
    entry.in === 'body' ? { pointer } : entry.in === 'header' ? { header: name } : { parameter: name };
  const fitting = Object.entries(wanted).filter(
    ([key, value]) => value !== undefined && schema.names.includes(key),
  );
  if (
    fitting.length === 0 ||
    entry.in === undefined ||
    !draft.put(path, [Object.fromEntries(fitting), { pointer }])
  )
    draft.drop(path);
}
