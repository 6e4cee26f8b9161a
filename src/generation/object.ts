import type { JsonObject } from '../schema/index.ts';
import { chooseMembers } from './choose-members.ts';
import { type Context, type Engine, impossible, type Site, spendValue } from './context.ts';
import { type Member, memberOf, type ObjectMemo, objectMemo } from './member.ts';
import { type AgreeSteps, agree, agreeSteps } from './realistic/agree.ts';
import type { Entity } from './realistic/realism.ts';
import type { Shape } from './shape.ts';

/** An object that satisfies the shape, or `impossible`. Members come in the order of the text, added ones last. */
export function makeObject(engine: Engine, site: Site, shape: Shape, context: Context): unknown {
  const memo = objectMemo(engine, site, shape);
  const choice = chooseMembers(engine, site, shape, memo, context);
  if (!choice) return impossible;
  const { random, budget } = context;
  const { members } = choice;
  const value = choice.open();
  const entity = engine.entity(random, memo.owner, context.entity);
  const pointed = context.fixed !== undefined || context.self !== undefined;
  let missing: string[] | undefined;
  for (const { member, demanded } of members) {
    const { name, leaf } = member;
    let part = pointed || member.wanted.length > 0 ? given(engine, member, context) : undefined;
    if (part === undefined) {
      if (leaf) {
        spendValue(budget);
        part = leaf(entity, random.fork(name), false);
      } else {
        part = member.site
          ? engine.make(member.site, memberContext(site, member, context, entity))
          : impossible;
      }
    }
    if (part !== impossible) value[name] = part;
    else if (demanded || !member.site) return impossible;
    else (missing ??= []).push(name);
  }
  const count = members.length - (missing?.length ?? 0);
  if (count < shape.minProperties) return impossible;
  const made = missing ? without(value, missing) : value;
  if (count > 1) {
    const steps = missing ? agreeSteps(Object.keys(made)) : choice.steps;
    settle(engine, shape, memo, steps, made, context);
  }
  return made;
}

function without(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** What is handed down to a member. */
function memberContext(site: Site, member: Member, context: Context, entity: Entity): Context {
  const { random, depth, fullness, trail, budget, collection, self } = context;
  return {
    random: random.fork(member.name),
    entity,
    depth: depth + 1,
    fullness,
    trail: { plan: site.plan, up: trail },
    budget,
    fixed: undefined,
    collection: depth < 2 ? collection : undefined,
    // To where links stand, and to the list whose items are found below.
    self: member.holdsLinks || collection ? self : undefined,
  };
}

/** Makes members that belong together agree, and leaves alone what was given. */
function settle(
  engine: Engine,
  shape: Shape,
  memo: ObjectMemo,
  steps: AgreeSteps,
  value: JsonObject,
  context: Context,
): void {
  if (steps.length === 0) return;
  const accepts = (name: string, wanted: unknown) => {
    if (context.fixed && Object.hasOwn(context.fixed, name)) return false;
    if (shape.wanted.has(name)) return false;
    return memberOf(engine, shape, memo, name).schemas.every((schema) => engine.scope.holds(schema, wanted));
  };
  agree(value, accepts, steps);
}

/** What is asked for from outside, or by a discriminator, where the member's schema allows it. */
function given(engine: Engine, member: Member, context: Context): unknown {
  const { fixed, self } = context;
  const holds = (value: unknown) => member.schemas.every((schema) => engine.scope.holds(schema, value));
  if (fixed && Object.hasOwn(fixed, member.name)) {
    const wanted = fixed[member.name];
    if (wanted !== undefined && holds(wanted)) return wanted;
    // A key out of a path is text, whatever it is in the body.
    if (typeof wanted === 'string' && /^-?\d{1,15}$/.test(wanted) && holds(Number(wanted)))
      return Number(wanted);
  }
  for (const value of member.wanted) if (holds(value)) return value;
  if (self === undefined || !isSelfLink(member, context)) return undefined;
  // The URL asked for, else its path.
  return [self, self.replace(/^[a-z]+:\/\/[^/]+/, '')].find(holds);
}

function isSelfLink({ selfLink }: Member, { trail }: Context): boolean {
  return selfLink === 'always' || (selfLink === 'below' && trail !== undefined);
}
