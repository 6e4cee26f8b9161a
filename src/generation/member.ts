import { isJsonObject, type JsonObject } from '../schema/index.ts';
import { type Engine, type Leaf, remembered, type Site } from './context.ts';
import { knownNames, memberSchemas } from './members.ts';
import type { AgreeSteps } from './realistic/agree.ts';
import { type Shape, type Subschema, typeBit } from './shape.ts';

const containers = typeBit.array | typeBit.object;
const selfNames = new Set(['self', '@id', 'self_link', 'selfLink', 'self_url', 'selfUrl']);
const linkHolders = new Set(['_links', 'links', 'self', 'data', 'items', 'results', 'meta']);

/** What is known of one member, whatever the value. */
export interface Member {
  readonly name: string;
  /** Undefined where the member may not be there. */
  readonly site: Site | undefined;
  /** The maker of its values, where they have no parts and take no choice. */
  readonly leaf: Leaf | null;
  readonly schemas: readonly Subschema[];
  /** Height of the flattest value: 0 for scalars. */
  readonly height: number;
  readonly scalar: boolean;
  /** Belongs to the other direction: writeOnly in a response, readOnly in a request. */
  readonly hidden: boolean;
  readonly doubtful: boolean;
  /** What a discriminator wants in it. */
  readonly wanted: readonly string[];
  /** Holds a link to the object itself: always, only below the top, never. */
  readonly selfLink: 'always' | 'below' | undefined;
  /** Links to the object itself stand in it. */
  readonly holdsLinks: boolean;
}

/** What is known of the objects of one shape that belong to one owner, wherever they are. */
export interface ObjectMemo {
  /** The names that the shape describes, in the order of the text. */
  readonly known: readonly string[];
  readonly members: Map<string, Member>;
  /** The members that are chosen where nothing is given, by fullness and depth. */
  readonly choices: UsualNames[];
  readonly owner: string | undefined;
}

/** Names that the shape describes, with whether they must be there. */
export interface UsualNames {
  /** Undefined where it cannot be done. */
  readonly names: ReadonlyMap<string, boolean> | undefined;
  /** Left out, or taken only to reach `minProperties`: to be chosen anew where one of them is given. */
  readonly spare: ReadonlySet<string>;
  /** Undefined where names have to be made up too, which differ from object to object. */
  readonly choice: Choice | undefined;
}

/** The members that an object gets. */
export interface Choice {
  /** In the order of the text, added ones last. */
  readonly members: readonly Chosen[];
  /** An object to put them into; its members may be there already, as numbers. */
  readonly open: () => JsonObject;
  /** What makes the members agree, where all of them are there. */
  readonly steps: AgreeSteps;
}

export interface Chosen {
  readonly member: Member;
  /** Without it there is no object. */
  readonly demanded: boolean;
}

export function objectMemo(engine: Engine, site: Site, shape: Shape): ObjectMemo {
  return remembered(site, shape, 'object', () => {
    const owner = shape.name ?? site.subject.name ?? site.subject.owner;
    let byOwner = memos.get(shape);
    if (!byOwner) memos.set(shape, (byOwner = new Map()));
    let memo = byOwner.get(owner);
    if (!memo) byOwner.set(owner, (memo = createMemo(engine, shape, owner)));
    return memo;
  });
}

/** A shape belongs to one engine. */
const memos = new WeakMap<Shape, Map<string | undefined, ObjectMemo>>();

function createMemo(engine: Engine, shape: Shape, owner: string | undefined): ObjectMemo {
  const allowed = (name: string) => shape.propertyNames.every((schema) => engine.scope.holds(schema, name));
  return { known: knownNames(shape).filter(allowed), members: new Map(), choices: [], owner };
}

export function memberOf(engine: Engine, shape: Shape, memo: ObjectMemo, name: string): Member {
  let member = memo.members.get(name);
  if (!member) {
    member = readMember(engine, shape, memo, name);
    // Names made up for maps would fill it without end.
    if (memo.members.size < 1_000) memo.members.set(name, member);
  }
  return member;
}

function readMember(engine: Engine, shape: Shape, memo: ObjectMemo, name: string): Member {
  const schemas = memberSchemas(shape, name);
  const named = shape.propertyNames.every((schema) => engine.scope.holds(schema, name));
  const subject = { name, owner: memo.owner, item: false, title: undefined, description: undefined };
  const site = schemas.includes(false) || !named ? undefined : engine.site(schemas, subject);
  const types = site?.plan.only?.types;
  return {
    name,
    site,
    leaf: site ? engine.leaf(site) : null,
    schemas,
    height: Math.max(0, ...schemas.map((schema) => engine.heights.of(schema))),
    scalar: types !== undefined && types !== typeBit.null && (types & containers) === 0,
    hidden: schemas.some((schema) => belongsElsewhere(engine, schema, 0)),
    doubtful: site?.plan.only?.doubtful === true,
    wanted: shape.wanted.get(name) ?? [],
    selfLink: selfNames.has(name) ? 'always' : name === 'href' ? 'below' : undefined,
    holdsLinks: linkHolders.has(name),
  };
}

/** The site of one member, for those who look into an object before it is made. */
export function memberSite(engine: Engine, site: Site, shape: Shape, name: string): Site | undefined {
  return memberOf(engine, shape, objectMemo(engine, site, shape), name).site;
}

function belongsElsewhere(engine: Engine, schema: Subschema, depth: number): boolean {
  if (typeof schema === 'boolean' || engine.direction === 'any' || depth > 5) return false;
  if (schema[engine.direction === 'response' ? 'writeOnly' : 'readOnly'] === true) return true;
  const parts: unknown[] = Array.isArray(schema['allOf']) ? [...schema['allOf']] : [];
  if (typeof schema['$ref'] === 'string') parts.push(engine.scope.byId(schema['$ref']).json);
  return parts.some((part) => isJsonObject(part) && belongsElsewhere(engine, part, depth + 1));
}
