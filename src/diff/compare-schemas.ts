import { isJsonObject, type JsonObject, type Schema, sameJson } from '../schema/index.ts';
import type { Effect, Travel } from './change.ts';
import { branches, compareChoices, compareDiscriminators } from './compare-choices.ts';
import { compareKeywords, tailOf } from './compare-keywords.ts';
import { compareMembers } from './compare-members.ts';
import type { SchemaChange } from './schema-change.ts';
import { flagged, membersOf, said, sayer, type View, viewOf } from './schema-view.ts';
import type { Verdict, Witnesses } from './witness.ts';

/** Levels of nesting below which schemas are taken to be the same. */
const maxDepth = 40;
/** Keywords that hold one schema, with the name under which what lies below is told. */
const single: ReadonlyArray<readonly [string, string]> = [
  ['items', '*'],
  ['additionalProperties', '*'],
  ['unevaluatedItems', '*'],
  ['unevaluatedProperties', '*'],
];
/** Applicators that are compared as a whole: what they come to is asked of values. */
const wholes: readonly string[] = [
  'not',
  'if',
  'then',
  'else',
  'contains',
  'prefixItems',
  'propertyNames',
  'patternProperties',
  'dependentRequired',
  'dependentSchemas',
  'contentSchema',
];

/** Compares schemas of two descriptions for one direction of travel; what has been compared is not compared again. */
export class SchemaComparison {
  readonly #direction: Travel;
  readonly #witnesses: Witnesses;
  readonly #known = new WeakMap<JsonObject, WeakMap<JsonObject, readonly SchemaChange[]>>();
  /** What is being compared, with how deep it lies. */
  readonly #open = new Map<JsonObject, Map<JsonObject, number>>();
  #depth = 0;
  /** How far out the comparison lies that has cut one short. */
  #outermost: number = Number.POSITIVE_INFINITY;

  constructor(direction: Travel, witnesses: Witnesses) {
    this.#direction = direction;
    this.#witnesses = witnesses;
  }

  /** Everything that differs, from the root down. */
  compare(before: Schema, after: Schema): readonly SchemaChange[] {
    const views = [before, after].map(({ scope, json }) => viewOf(scope, [json])) as [View, View];
    const changes = this.#views(...views);
    if (changes.length > 0 || alike(before, after)) return changes;
    const { effect, proof } = this.#witnesses.compare(before, after);
    if (effect === undefined) return changes;
    const shown = proof(effect, undefined);
    return [
      {
        tail: effect === 'widens' ? 'schema-widened' : 'schema-narrowed',
        effect,
        names: [],
        idle: false,
        words: 'the schema as a whole accepts other values than before',
        before: { json: views[0].parts[0], keyword: undefined },
        after: { json: views[1].parts[0], keyword: undefined },
        proof: shown,
      },
    ];
  }

  #views = (before: View, after: View): readonly SchemaChange[] => {
    if (before.parts.length === 0 || after.parts.length === 0) return this.#boundary(before, after);
    const [left, right] = [before.identity, after.identity];
    if (!left || !right)
      return this.#depth >= maxDepth ? [] : this.#deeper(() => [...this.#here(before, after)]);
    const known = this.#known.get(left)?.get(right);
    if (known) return known;
    const row = this.#open.get(left) ?? new Map<JsonObject, number>();
    const opened = row.get(right);
    if (opened !== undefined || this.#depth >= maxDepth) {
      // Recursion: what is being compared further out says there what is to be said.
      this.#outermost = Math.min(this.#outermost, opened ?? 0);
      return [];
    }
    this.#open.set(left, row.set(right, this.#depth));
    const further = this.#outermost;
    this.#outermost = Number.POSITIVE_INFINITY;
    const depth = this.#depth;
    const changes = this.#deeper(() => [...this.#here(before, after)]);
    row.delete(right);
    // What was cut off because something further out is being compared holds there alone.
    if (this.#outermost >= depth)
      this.#known.set(left, (this.#known.get(left) ?? new WeakMap()).set(right, changes));
    this.#outermost = Math.min(
      further,
      this.#outermost >= depth ? Number.POSITIVE_INFINITY : this.#outermost,
    );
    return changes;
  };

  #deeper<T>(compare: () => T): T {
    this.#depth++;
    try {
      return compare();
    } finally {
      this.#depth--;
    }
  }

  /** Where one side says nothing at all, or accepts nothing. */
  #boundary(before: View, after: View): readonly SchemaChange[] {
    if (before.never === after.never && before.parts.length === after.parts.length) return [];
    const narrows = after.parts.length > 0 || after.never;
    return [
      {
        tail: narrows ? 'schema-set' : 'schema-unset',
        effect: narrows ? 'narrows' : 'widens',
        names: [],
        idle: false,
        words: narrows ? 'any value could come, and now it has a schema' : 'any value may come now',
        before: { json: before.parts[0], keyword: undefined },
        after: { json: after.parts[0], keyword: undefined },
      },
    ];
  }

  *#here(before: View, after: View): Iterable<SchemaChange> {
    const wrapped = this.#wrapped(before, after);
    if (wrapped) {
      yield wrapped;
      return;
    }
    const verdict = () => this.#verdict(before, after);
    for (const change of compareKeywords(before, after)) yield* this.#asked(change, before, after, verdict);
    for (const keyword of wholes) yield* this.#whole(keyword, before, after, verdict);
    for (const change of compareMembers(before, after, this.#direction))
      yield this.#proven(
        change,
        change.names.length === 0 || change.tail.startsWith('became') ? verdict : undefined,
      );
    yield* compareDiscriminators(before, after);
    for (const found of compareChoices(before, after, this.#views))
      if ('change' in found) yield this.#proven(found.change, verdict);
      else yield* found.below;
    yield* this.#below(before, after);
  }

  *#below(before: View, after: View): Iterable<SchemaChange> {
    for (const [keyword, name] of single) {
      const [old, now] = [said(before, keyword), said(after, keyword)];
      if (keyword.endsWith('Properties') && [...old, ...now].includes(false)) continue;
      if (old.length + now.length === 0) continue;
      yield* this.#at(name, viewOf(before.scope, old), viewOf(after.scope, now));
    }
    const members = membersOf(after);
    for (const [name, schemas] of membersOf(before)) {
      const now = members.get(name);
      if (now) yield* this.#at(name, viewOf(before.scope, schemas), viewOf(after.scope, now));
    }
  }

  *#at(name: string, before: View, after: View): Iterable<SchemaChange> {
    const keyword = this.#direction === 'request' ? 'readOnly' : 'writeOnly';
    const idle = flagged(before, keyword) && flagged(after, keyword);
    for (const change of this.#views(before, after))
      yield {
        ...change,
        names: [name, ...change.names],
        ...(idle
          ? { idle, level: 'info' as const, member: change.member && { ...change.member, idle } }
          : {}),
      };
  }

  /** One that became an alternative of several. */
  #wrapped(before: View, after: View): SchemaChange | undefined {
    const [old, now] = [branches(before, 'oneOf'), branches(after, 'oneOf')];
    if (old.length > 0 === now.length > 0) return undefined;
    const [plain, several] = now.length > 0 ? [before, now] : [after, old];
    // Alternatives beside members of its own only add to what was there.
    if (membersOf(plain).size === 0 || membersOf(now.length > 0 ? after : before).size > 0) return undefined;
    const kept = several.some(
      (view) => (now.length > 0 ? this.#views(plain, view) : this.#views(view, plain)).length === 0,
    );
    const { effect, proof } = this.#verdict(before, after) ?? { effect: undefined, proof: () => undefined };
    const fallback: Effect = now.length > 0 ? (kept ? 'widens' : 'differs') : kept ? 'narrows' : 'differs';
    return {
      tail: `${now.length > 0 ? 'wrapped-in' : 'unwrapped-from'}-one-of${kept ? '-original-preserved' : ''}`,
      effect: effect ?? fallback,
      names: [],
      idle: false,
      words: now.length > 0 ? 'is one of several now' : 'is no longer one of several',
      before: { json: sayer(before, 'oneOf'), keyword: undefined },
      after: { json: sayer(after, 'oneOf'), keyword: undefined },
      proof: proof(effect ?? fallback, undefined),
    };
  }

  *#asked(
    {
      tail,
      effect,
      words,
      keyword,
    }: { tail: string; effect: Effect | 'ask'; words: string; keyword: string },
    before: View,
    after: View,
    verdict: () => Verdict | undefined,
  ): Iterable<SchemaChange> {
    const change = {
      names: [],
      idle: false,
      words,
      before: {
        json: sayer(before, keyword),
        keyword: said(before, keyword).length > 0 ? keyword : undefined,
      },
      after: { json: sayer(after, keyword), keyword: said(after, keyword).length > 0 ? keyword : undefined },
    };
    if (effect !== 'ask') {
      yield this.#proven({ ...change, tail, effect }, verdict);
      return;
    }
    const judged = verdict();
    const narrows = judged?.proof('narrows', keyword);
    const widens = judged?.proof('widens', keyword);
    const real: Effect = narrows && widens ? 'differs' : narrows ? 'narrows' : widens ? 'widens' : 'none';
    yield {
      ...change,
      tail: tailOf(tail, keyword, real),
      effect: real,
      // No value tells the two apart, which proves nothing.
      ...(real === 'none' ? { level: 'warning' as const } : {}),
      proof: narrows ?? widens,
    };
  }

  *#whole(
    keyword: string,
    before: View,
    after: View,
    verdict: () => Verdict | undefined,
  ): Iterable<SchemaChange> {
    const [old, now] = [said(before, keyword), said(after, keyword)];
    if (sameJson(named(old, before), named(now, after))) return;
    const what = old.length === 0 ? 'added' : now.length === 0 ? 'removed' : 'changed';
    const tail = `${keyword.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-${what}`;
    yield* this.#asked(
      { tail, effect: 'ask', words: `${keyword} is ${what === 'added' ? 'new' : what}`, keyword },
      before,
      after,
      verdict,
    );
  }

  #proven(change: SchemaChange, verdict: (() => Verdict | undefined) | undefined): SchemaChange {
    if (change.effect === 'none' || !verdict) return change;
    const keyword = change.after?.keyword ?? change.before?.keyword;
    const proof = verdict()?.proof(change.effect, keyword);
    return proof ? { ...change, proof } : change;
  }

  #verdict(before: View, after: View): Verdict | undefined {
    const [old, now] = [schemaOf(before, this.#direction), schemaOf(after, this.#direction)];
    return old && now && this.#witnesses.compare(old, now);
  }
}

/** The schema that can be asked: what stands at the place itself. */
function schemaOf({ scope, parts }: View, direction: Travel): Schema | undefined {
  const [first] = parts;
  const source = first && scope.originOf(first);
  return source && scope.schema(source, direction);
}

/** Do both say the same, letter by letter? */
function alike(before: Schema, after: Schema): boolean {
  return sameJson(before.source.value, after.source.value);
}

/** References as names, since ids say nothing outside of their scope. */
function named(value: unknown, view: View): unknown {
  if (Array.isArray(value)) return value.map((item) => named(item, view));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string'
        ? (view.scope.byId(member).name ?? 'unnamed')
        : named(member, view),
    ]),
  );
}
