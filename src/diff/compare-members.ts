import type { Travel } from './change.ts';
import type { SchemaChange } from './schema-change.ts';
import {
  allows,
  flagged,
  isClosed,
  membersOf,
  requiredOf,
  said,
  sayer,
  type View,
  viewOf,
} from './schema-view.ts';

/** Members that one of the two describes, or both describe otherwise than by their schemas. */
export function* compareMembers(before: View, after: View, direction: Travel): Iterable<SchemaChange> {
  if (!allows(before, 'object') || !allows(after, 'object')) return;
  const [old, now] = [membersOf(before), membersOf(after)];
  const [demanded, demands] = [requiredOf(before), requiredOf(after)];
  for (const [name, schemas] of old) {
    if (now.has(name)) continue;
    yield member(
      name,
      viewOf(before.scope, schemas),
      'removed',
      demanded.has(name),
      before,
      after,
      direction,
    );
  }
  for (const [name, schemas] of now) {
    const view = viewOf(after.scope, schemas);
    const known = old.get(name);
    if (!known) {
      yield member(name, view, 'added', demands.has(name), before, after, direction);
      continue;
    }
    const was = viewOf(before.scope, known);
    yield* necessity(name, was, view, { before, after, direction });
    yield* mutability(name, was, view, { before, after, direction });
  }
  yield* openness(before, after);
}

interface Around {
  readonly before: View;
  readonly after: View;
  readonly direction: Travel;
}

function member(
  name: string,
  view: View,
  what: 'added' | 'removed',
  required: boolean,
  before: View,
  after: View,
  direction: Travel,
): SchemaChange {
  const idle = flagged(view, idleBy(direction));
  const hasDefault = said(view, 'default').length > 0;
  const noun = `${required ? 'required' : 'optional'} member ${name}`;
  return {
    tail: what,
    ...(what === 'removed' && flagged(view, 'deprecated')
      ? { effect: 'none' as const }
      : weight(what, required, idle, isClosed(after), direction)),
    names: [],
    idle,
    words: what === 'added' ? `the ${noun} is new` : `the ${noun} is gone`,
    before: { json: what === 'removed' ? view.parts[0] : sayer(before, 'properties'), keyword: undefined },
    after: { json: what === 'added' ? view.parts[0] : sayer(after, 'properties'), keyword: undefined },
    member: { what, required, hasDefault, deprecated: flagged(view, 'deprecated'), idle },
  };
}

/** Members that nobody has described are ignored by good clients and servers, unless they are forbidden. */
function weight(
  what: 'added' | 'removed',
  required: boolean,
  idle: boolean,
  closed: boolean,
  direction: Travel,
): Pick<SchemaChange, 'effect' | 'level'> {
  if (idle) return { effect: 'none' };
  if (what === 'added') return required ? { effect: 'narrows' } : { effect: 'none' };
  if (direction === 'request') return closed ? { effect: 'narrows' } : { effect: 'none', level: 'warning' };
  return required ? { effect: 'widens' } : { effect: 'none', level: 'warning' };
}

function idleBy(direction: Travel): 'readOnly' | 'writeOnly' {
  return direction === 'request' ? 'readOnly' : 'writeOnly';
}

function* necessity(name: string, was: View, is: View, around: Around): Iterable<SchemaChange> {
  const { before, after, direction } = around;
  const demanded = requiredOf(before).has(name);
  const demands = requiredOf(after).has(name);
  const [wasIdle, idle] = [flagged(was, idleBy(direction)), flagged(is, idleBy(direction))];
  // What became idle or ceased to be is told as that.
  if (demanded === demands || wasIdle !== idle) return;
  const withDefault = demands && direction === 'request' && said(is, 'default').length > 0;
  yield {
    tail: demands ? `became-required${withDefault ? '-with-default' : ''}` : 'became-optional',
    effect: idle ? 'none' : demands ? 'narrows' : 'widens',
    names: [name],
    idle,
    words: demands ? 'is required now' : 'is not required any more',
    before: { json: sayer(before, 'required'), keyword: demanded ? 'required' : undefined },
    after: { json: sayer(after, 'required'), keyword: demands ? 'required' : undefined },
  };
}

/** readOnly and writeOnly: which way a member travels at all. */
function* mutability(name: string, was: View, is: View, around: Around): Iterable<SchemaChange> {
  const { before, after, direction } = around;
  for (const keyword of ['readOnly', 'writeOnly'] as const) {
    const [old, now] = [flagged(was, keyword), flagged(is, keyword)];
    if (old === now) continue;
    const required = [before, after].some((view) => requiredOf(view).has(name));
    const word = keyword === 'readOnly' ? 'read-only' : 'write-only';
    yield {
      tail: `became-${now ? '' : 'not-'}${word}`,
      necessity: required ? 'required' : 'optional',
      ...mutabilityWeight(keyword, now, required, direction),
      names: [name],
      idle: false,
      words: now ? `is ${word} now` : `is not ${word} any more`,
      before: { json: was.parts[0], keyword: old ? keyword : undefined },
      after: { json: is.parts[0], keyword: now ? keyword : undefined },
    };
  }
}

function mutabilityWeight(
  keyword: 'readOnly' | 'writeOnly',
  now: boolean,
  required: boolean,
  direction: Travel,
): Pick<SchemaChange, 'effect' | 'level'> {
  if (direction === 'request') {
    if (keyword === 'writeOnly') return { effect: 'none' };
    // It was taken, and may be refused or dropped now; or it is demanded now, and was not.
    if (now) return { effect: 'none', level: 'warning' };
    return required ? { effect: 'narrows' } : { effect: 'none' };
  }
  if (keyword === 'readOnly') return { effect: 'none' };
  return now && required ? { effect: 'widens' } : { effect: 'none', level: now ? 'warning' : 'info' };
}

function* openness(before: View, after: View): Iterable<SchemaChange> {
  const [was, is] = [isClosed(before), isClosed(after)];
  if (was === is) return;
  const keyword = 'additionalProperties';
  yield {
    tail: is ? 'additional-properties-forbidden' : 'additional-properties-allowed',
    effect: is ? 'narrows' : 'widens',
    // Clients that read only what they know do not mind.
    ...(is ? {} : { level: 'info' as const }),
    names: [],
    idle: false,
    words: is
      ? 'members that are not described are forbidden now'
      : 'members that are not described may come',
    before: { json: sayer(before, keyword), keyword: was ? keyword : undefined },
    after: { json: sayer(after, keyword), keyword: is ? keyword : undefined },
  };
}
