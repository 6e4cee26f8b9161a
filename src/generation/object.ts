import { isJsonObject, type JsonObject, setOwn } from '../schema/index.ts';
import { type Context, type Engine, type Fullness, impossible, remembered, type Site } from './context.ts';
import { extraNames } from './extra-names.ts';
import { knownNames, memberSchemas } from './members.ts';
import { agree } from './realistic/agree.ts';
import { type Shape, type Subschema, typeBit } from './shape.ts';

const maxNesting = 7;
const containers = typeBit.array | typeBit.object;

/** What is known of one member, whatever the value. */
interface Member {
  readonly name: string;
  /** Undefined where the member may not be there. */
  readonly site: Site | undefined;
  readonly schemas: readonly Subschema[];
  /** Height of the flattest value: 0 for scalars. */
  readonly height: number;
  readonly scalar: boolean;
  /** Belongs to the other direction: writeOnly in a response, readOnly in a request. */
  readonly hidden: boolean;
  readonly doubtful: boolean;
}

interface ObjectMemo {
  readonly known: readonly string[];
  readonly members: Map<string, Member>;
  readonly owner: string | undefined;
}

/** An object that satisfies the shape, or `impossible`. Members come in the order of the text, added ones last. */
export function makeObject(engine: Engine, site: Site, shape: Shape, context: Context): unknown {
  const memo = memoOf(engine, site, shape);
  const names = chooseNames(engine, site, shape, memo, context);
  if (!names) return impossible;
  const value: JsonObject = {};
  const entity = engine.entity(context.random, memo.owner, context.entity);
  const inner = {
    entity,
    depth: context.depth + 1,
    fullness: context.fullness,
    trail: { plan: site.plan, up: context.trail },
    budget: context.budget,
    fixed: undefined,
    collection: context.depth < 2 ? context.collection : undefined,
    self: undefined,
  };
  let count = 0;
  for (const [name, demanded] of names) {
    const member = memberOf(engine, shape, memo, name);
    if (!member.site) return impossible;
    let part = given(engine, shape, member, context);
    if (part === undefined)
      part = engine.make(member.site, {
        ...inner,
        random: context.random.fork(name),
        self: selfFor(name, context),
      });
    if (part === impossible) {
      if (demanded) return impossible;
      continue;
    }
    setOwn(value, name, part);
    count++;
  }
  if (count < shape.minProperties) return impossible;
  if (count > 1) settle(engine, shape, memo, value, context);
  return value;
}

/** Makes members that belong together agree, and leaves alone what was given. */
function settle(engine: Engine, shape: Shape, memo: ObjectMemo, value: JsonObject, context: Context): void {
  agree(value, (name, wanted) => {
    if (context.fixed && Object.hasOwn(context.fixed, name)) return false;
    if (shape.wanted.has(name)) return false;
    return memberOf(engine, shape, memo, name).schemas.every((schema) => engine.scope.holds(schema, wanted));
  });
}

/** What is asked for from outside, or by a discriminator, where the member's schema allows it. */
function given(engine: Engine, shape: Shape, member: Member, context: Context): unknown {
  const candidates: unknown[] = [];
  if (context.fixed && Object.hasOwn(context.fixed, member.name)) {
    const wanted = context.fixed[member.name];
    candidates.push(wanted);
    // A key out of a path is text, whatever it is in the body.
    if (typeof wanted === 'string' && /^-?\d{1,15}$/.test(wanted)) candidates.push(Number(wanted));
  }
  candidates.push(...(shape.wanted.get(member.name) ?? []), ...selfLinks(member.name, context));
  return candidates.find((value) => member.schemas.every((schema) => engine.scope.holds(schema, value)));
}

const selfNames = new Set(['self', '@id', 'self_link', 'selfLink', 'self_url', 'selfUrl']);
const linkHolders = new Set(['_links', 'links', 'self', 'data', 'items', 'results', 'meta']);

/** A link to the value itself: the URL asked for, else its path. */
function selfLinks(name: string, { self, trail }: Context): unknown[] {
  if (self === undefined || !(selfNames.has(name) || (name === 'href' && trail !== undefined))) return [];
  return [self, self.replace(/^[a-z]+:\/\/[^/]+/, '')];
}

/** Handed down to where links stand, and to the list whose items are found below. */
function selfFor(name: string, { self, collection }: Context): string | undefined {
  return linkHolders.has(name) || collection ? self : undefined;
}

/** Names with whether they must be there, in the order of the text; undefined where it cannot be done. */
function chooseNames(
  engine: Engine,
  site: Site,
  shape: Shape,
  memo: ObjectMemo,
  context: Context,
): Map<string, boolean> | undefined {
  const names = new Map<string, boolean>();
  const allowed = (name: string) => memberOf(engine, shape, memo, name).site !== undefined;
  for (const name of withDependencies(shape, shape.required)) {
    if (!allowed(name)) return undefined;
    names.set(name, true);
  }
  if (names.size > shape.maxProperties) return undefined;
  const spare: string[] = [];
  for (const name of memo.known) {
    const member = memberOf(engine, shape, memo, name);
    if (names.has(name) || !member.site || member.hidden) continue;
    const fixed = context.fixed !== undefined && Object.hasOwn(context.fixed, name);
    if (fixed || shape.wanted.has(name) || (!member.doubtful && wantsOptional(member, context)))
      addOptional(name);
    else spare.push(name);
  }
  for (const name of spare) {
    if (names.size >= shape.minProperties) break;
    addOptional(name);
  }
  for (const name of extraNames(engine, site, shape, names, context)) names.set(name, false);
  if (names.size < shape.minProperties) return undefined;
  return inOrder(names, memo.known);

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

function inOrder(names: Map<string, boolean>, known: readonly string[]): Map<string, boolean> {
  const ordered = new Map<string, boolean>();
  for (const name of known) {
    const demanded = names.get(name);
    if (demanded !== undefined) ordered.set(name, demanded);
  }
  for (const [name, demanded] of names) ordered.set(name, demanded);
  return ordered;
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

function memoOf(engine: Engine, site: Site, shape: Shape): ObjectMemo {
  return remembered(site, shape, 'object', () => {
    const owner = shape.name ?? site.subject.name ?? site.subject.owner;
    const allowed = (name: string) => shape.propertyNames.every((schema) => engine.scope.holds(schema, name));
    return { known: knownNames(shape).filter(allowed), members: new Map(), owner };
  });
}

function memberOf(engine: Engine, shape: Shape, memo: ObjectMemo, name: string): Member {
  let member = memo.members.get(name);
  if (!member) {
    const schemas = memberSchemas(shape, name);
    const named = shape.propertyNames.every((schema) => engine.scope.holds(schema, name));
    const subject = { name, owner: memo.owner, item: false, title: undefined, description: undefined };
    const site = schemas.includes(false) || !named ? undefined : engine.site(schemas, subject);
    const types = site?.plan.only?.types;
    member = {
      name,
      site,
      schemas,
      height: Math.max(0, ...schemas.map((schema) => engine.heights.of(schema))),
      scalar: types !== undefined && types !== typeBit.null && (types & containers) === 0,
      hidden: schemas.some((schema) => belongsElsewhere(engine, schema, 0)),
      doubtful: site?.plan.only?.doubtful === true,
    };
    // Names made up for maps would fill it without end.
    if (memo.members.size < 1_000) memo.members.set(name, member);
  }
  return member;
}

/** The site of one member, for those who look into an object before it is made. */
export function memberSite(engine: Engine, site: Site, shape: Shape, name: string): Site | undefined {
  return memberOf(engine, shape, memoOf(engine, site, shape), name).site;
}

function belongsElsewhere(engine: Engine, schema: Subschema, depth: number): boolean {
  if (typeof schema === 'boolean' || engine.direction === 'any' || depth > 5) return false;
  if (schema[engine.direction === 'response' ? 'writeOnly' : 'readOnly'] === true) return true;
  const parts: unknown[] = Array.isArray(schema['allOf']) ? [...schema['allOf']] : [];
  if (typeof schema['$ref'] === 'string') parts.push(engine.scope.byId(schema['$ref']).json);
  return parts.some((part) => isJsonObject(part) && belongsElsewhere(engine, part, depth + 1));
}
