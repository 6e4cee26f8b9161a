import { type JsonObject, setOwn } from '../schema/index.ts';
import type { Context, Engine, Fullness, Site } from './context.ts';
import { extraNames, mayHaveExtras } from './extra-names.ts';
import {
  type Choice,
  type Chosen,
  type Member,
  memberOf,
  type ObjectMemo,
  type UsualNames,
} from './member.ts';
import { agreeSteps } from './realistic/agree.ts';
import type { Shape } from './shape.ts';

const maxNesting = 7;
const levels: readonly Fullness[] = ['bare', 'lean', 'full'];

/** Which members an object gets; undefined where it cannot be done. */
export function chooseMembers(
  engine: Engine,
  site: Site,
  shape: Shape,
  memo: ObjectMemo,
  context: Context,
): Choice | undefined {
  const { fixed, unwanted } = context;
  let chosen = usualNames(engine, shape, memo, context);
  if (fixed && chosen.spare.size > 0 && Object.keys(fixed).some((name) => chosen.spare.has(name)))
    chosen = knownNames(engine, shape, memo, context);
  if (chosen.choice && unwanted) return without(engine, shape, memo, chosen.choice, unwanted);
  if (chosen.choice || !chosen.names) return chosen.choice;
  const names = new Map(chosen.names);
  for (const name of extraNames(engine, site, shape, names, context)) names.set(name, false);
  if (names.size < shape.minProperties) return undefined;
  return choiceOf(engine, shape, memo, names);
}

/** What is chosen where nothing is given; depends on the fullness and the depth alone. */
function usualNames(engine: Engine, shape: Shape, memo: ObjectMemo, context: Context): UsualNames {
  const depth = Math.min(context.depth, maxNesting);
  const level = levels.indexOf(context.fullness) * (maxNesting + 1) + depth;
  return (memo.choices[level] ??= knownNames(engine, shape, memo, { ...context, fixed: undefined }));
}

function knownNames(engine: Engine, shape: Shape, memo: ObjectMemo, context: Context): UsualNames {
  const names = new Map<string, boolean>();
  const spare = new Set<string>();
  const impossible = { names: undefined, spare, choice: undefined };
  const allowed = (name: string) => memberOf(engine, shape, memo, name).site !== undefined;
  for (const name of withDependencies(shape, shape.required)) {
    if (!allowed(name)) return impossible;
    names.set(name, true);
  }
  if (names.size > shape.maxProperties) return impossible;
  for (const name of memo.known) {
    const member = memberOf(engine, shape, memo, name);
    if (names.has(name) || !member.site || member.hidden) continue;
    const fixed = context.fixed !== undefined && Object.hasOwn(context.fixed, name);
    if (fixed || shape.wanted.has(name) || (!member.doubtful && wantsOptional(member, context)))
      addOptional(name);
    else spare.add(name);
  }
  for (const name of spare) {
    if (names.size >= shape.minProperties) break;
    addOptional(name);
  }
  const complete = names.size >= shape.minProperties && !mayHaveExtras(shape, names);
  return { names, spare, choice: complete ? choiceOf(engine, shape, memo, names) : undefined };

  /** With everything that it demands, or not at all. */
  function addOptional(name: string): void {
    if (shape.dependentRequired.length === 0) {
      if (names.size < shape.maxProperties) names.set(name, false);
      return;
    }
    const missing = [...withDependencies(shape, [name])].filter((other) => !names.has(other));
    if (names.size + missing.length > shape.maxProperties || !missing.every(allowed)) return;
    for (const other of missing) names.set(other, missing.length > 1);
  }
}

function choiceOf(
  engine: Engine,
  shape: Shape,
  memo: ObjectMemo,
  names: ReadonlyMap<string, boolean>,
): Choice {
  const members: Chosen[] = [];
  const skeleton: JsonObject = {};
  const add = (name: string, demanded: boolean) => {
    members.push({ member: memberOf(engine, shape, memo, name), demanded });
    setOwn(skeleton, name, 0);
  };
  for (const name of memo.known) {
    const demanded = names.get(name);
    if (demanded !== undefined) add(name, demanded);
  }
  for (const [name, demanded] of names) if (!Object.hasOwn(skeleton, name)) add(name, demanded);
  return { members, open: opener(skeleton), steps: agreeSteps(Object.keys(skeleton)) };
}

const bared = new WeakMap<ReadonlySet<string>, WeakMap<Choice, Choice>>();

/** The choice without members that nobody wants, none of which another one needs or follows. */
function without(
  engine: Engine,
  shape: Shape,
  memo: ObjectMemo,
  choice: Choice,
  unwanted: ReadonlySet<string>,
): Choice {
  let byChoice = bared.get(unwanted);
  if (!byChoice) bared.set(unwanted, (byChoice = new WeakMap()));
  let bare = byChoice.get(choice);
  if (!bare) byChoice.set(choice, (bare = bareOf()));
  return bare;

  function bareOf(): Choice {
    const gone = new Set<string>();
    for (const { member, demanded } of choice.members)
      if (!demanded && member.wanted.length === 0 && unwanted.has(member.name)) gone.add(member.name);
    for (let before = -1; before !== gone.size; ) {
      before = gone.size;
      for (const { names } of choice.steps)
        if (names.some((name) => !gone.has(name))) for (const name of names) gone.delete(name);
    }
    if (gone.size === 0) return choice;
    const kept = choice.members.filter(({ member }) => !gone.has(member.name));
    if (kept.length < Math.max(shape.minProperties, 2) || shape.dependentRequired.length > 0) return choice;
    const names = new Map(kept.map(({ member, demanded }) => [member.name, demanded]));
    const steps = choice.steps.filter((step) => step.names.every((name) => !gone.has(name)));
    return { ...choiceOf(engine, shape, memo, names), steps };
  }
}

/** Engines turn an object that grows beyond this, member by member, into a slow hash table. */
const mostGrown = 16;

function opener(skeleton: JsonObject): () => JsonObject {
  const few = Object.keys(skeleton).length <= mostGrown && !Object.hasOwn(skeleton, '__proto__');
  if (few) return () => ({});
  const text = JSON.stringify(skeleton);
  return () => JSON.parse(text) as JsonObject;
}

function wantsOptional(member: Member, { fullness, depth }: { fullness: Fullness; depth: number }): boolean {
  if (fullness === 'bare') return false;
  if (fullness === 'lean') return member.scalar;
  return member.height + depth < maxNesting;
}

/** The names and all that `dependentRequired` adds for them. */
function withDependencies(shape: Shape, names: Iterable<string>): Set<string> {
  const all = new Set(names);
  if (shape.dependentRequired.length === 0) return all;
  for (const name of all) {
    for (const [trigger, others] of shape.dependentRequired) {
      if (trigger === name) for (const other of others) all.add(other);
    }
  }
  return all;
}
