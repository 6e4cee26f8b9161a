import { describedMembers, type Generator } from '../generation/index.ts';
import { isJsonObject, type JsonObject, own, type Schema, setOwn } from '../schema/index.ts';
import { attempted } from './attempt.ts';
import type { Entity } from './entity.ts';
import { type Identity, identityOf } from './key-values.ts';
import { changedAs, fill } from './merge.ts';
import { withMember } from './pointer.ts';
import { project } from './project.ts';
import type { Space } from './space.ts';

/** What a view makes of a value. */
interface Look {
  readonly value: JsonObject;
  readonly projected: unknown;
  readonly accepted: boolean;
}

/** More views than these take no part in what an entity consists of; they are fitted when they are asked for. */
const maxViews = 6;
/** Of alternatives, until one takes what is given. */
const tries = 6;
/** Longer lists are not completed item by item. */
const mostItems = 50;

/** Shows values under schemas, and makes up what these demand beyond the values. */
export class Views {
  readonly #generator: Generator;
  /** Of some server, for links of entities to themselves. */
  readonly #origin: string;
  readonly #ordered = new WeakMap<readonly Schema[], readonly Schema[]>();
  /** What each view was asked about last: the steps of a change ask about the same value again and again. */
  readonly #looks = new WeakMap<Schema, Look>();
  /** What was generated last, which is valid and asked about at once. */
  #fresh: { readonly view: Schema; readonly value: JsonObject } | undefined;

  constructor(generator: Generator, origin: string) {
    this.#generator = generator;
    this.#origin = origin;
  }

  get now(): number {
    return this.#generator.settings.now;
  }

  /** The views that say most first. */
  ordered(views: readonly Schema[]): readonly Schema[] {
    let ordered = this.#ordered.get(views);
    if (!ordered) {
      const sized = views.map((view, index) => ({ view, index, size: describedMembers(view).size }));
      sized.sort((left, right) => right.size - left.size || left.index - right.index);
      this.#ordered.set(views, (ordered = sized.slice(0, maxViews).map(({ view }) => view)));
    }
    return ordered;
  }

  /** Is as much of the value as the view speaks of valid? */
  takes(view: Schema, value: JsonObject): boolean {
    return this.#look(view, value).accepted;
  }

  /** Does another value suit all the views that take this one? They are found out once somebody asks. */
  suiting(views: readonly Schema[], value: JsonObject): (other: JsonObject) => boolean {
    let taking: readonly Schema[] | undefined;
    return (other) => {
      taking ??= this.ordered(views).filter((view) => this.takes(view, value));
      return taking.every((view) => this.takes(view, other));
    };
  }

  /** As much of the value as the view speaks of. */
  project(view: Schema, value: JsonObject): unknown {
    return this.#look(view, value).projected;
  }

  #look(view: Schema, value: JsonObject): Look {
    const last = this.#looks.get(view);
    if (last?.value === value) return last;
    const projected = project(view, value);
    const isFresh = projected === value && this.#fresh?.value === value && this.#fresh.view === view;
    const look = { value, projected, accepted: isFresh || view.accepts(projected) };
    this.#looks.set(view, look);
    return look;
  }

  /** The entity of a space as a schema shows it, always valid; undefined where there is no such value. Worked out once. */
  show(entity: Entity, view: Schema, space: Space): unknown {
    for (let { shown } = entity; shown !== undefined; shown = shown.before)
      if (shown.view === view) return shown.value;
    const { projected, accepted } = this.#look(view, entity.value);
    const value = accepted ? projected : this.fit(view, entity.value, identityOf(space, entity.key));
    entity.shown = { view, value, before: entity.shown };
    return value;
  }

  /** As much of the value as the schema takes, and no more besides than it demands; undefined: nothing was found. */
  fit(view: Schema, value: JsonObject, identity: Identity): unknown {
    const { projected, accepted } = this.#look(view, value);
    if (accepted) return projected;
    const made = this.make(view, identity, isJsonObject(projected) ? projected : {});
    return isJsonObject(made) && isJsonObject(projected) ? lean(view, made, projected) : made;
  }

  /**
   * A value around given members, which are taken as far as the schema allows; undefined where none was found. Of
   * alternatives that shut a given text out (a `type`), another one is tried.
   *
   * @param unwanted see `GenerateOptions`
   */
  make(view: Schema, identity: Identity, fixed: JsonObject, unwanted?: ReadonlySet<string>): unknown {
    const made = this.#around(view, identity, fixed, unwanted);
    return completed(view, made, fixed, (attempt) =>
      this.#made(view, identity, `${identity.id} list ${attempt}`, {}, unwanted),
    );
  }

  #around(view: Schema, identity: Identity, fixed: JsonObject, unwanted?: ReadonlySet<string>): unknown {
    const first = this.#made(view, identity, identity.id, fixed, unwanted);
    if (!denies(first, fixed)) return first;
    for (let attempt = 1; attempt < tries; attempt++) {
      const made = this.#made(view, identity, `${identity.id} ${attempt}`, fixed, unwanted);
      if (!denies(made, fixed)) return made;
    }
    return first;
  }

  #made(
    view: Schema,
    { name, member, id }: Identity,
    stream: string,
    fixed: JsonObject,
    unwanted: ReadonlySet<string> | undefined,
  ): unknown {
    const made = attempted(this.#generator, view, {
      entity: { name, key: member, id: stream },
      fixed,
      ...(unwanted && { unwanted }),
      self: `${this.#origin}${name}${id && `/${encodeURIComponent(id)}`}`,
    });
    if (isJsonObject(made)) this.#fresh = { view, value: made };
    return made;
  }

  /**
   * The value, and what its views demand beyond it, so that all of them agree. A member that one of them can show only as
   * another value becomes that value, where those that took the value still do.
   */
  grow(views: readonly Schema[], value: JsonObject, identity: Identity): JsonObject {
    const ordered = this.ordered(views);
    let grown = value;
    for (const view of ordered) {
      const shown = this.fit(view, grown, identity);
      if (isJsonObject(shown)) grown = fill(grown, shown) as JsonObject;
    }
    for (const view of ordered) {
      if (this.takes(view, grown)) continue;
      const taking = ordered.filter((each) => this.takes(each, grown));
      const projected = this.project(view, grown);
      const shown = this.fit(view, grown, identity);
      if (!isJsonObject(projected) || !isJsonObject(shown)) continue;
      for (const name of Object.keys(projected)) {
        if (name === identity.member) continue;
        const agreed = changedAs(grown, { [name]: projected[name] }, shown);
        if (taking.every((each) => this.takes(each, agreed))) grown = agreed;
      }
    }
    return grown;
  }
}

/** Nested values that were given without what only a server says: they stay, and what they lack is added. */
function completed(
  view: Schema,
  made: unknown,
  fixed: JsonObject,
  another: (attempt: number) => unknown,
): unknown {
  if (!isJsonObject(made)) return made;
  let value = made;
  for (const name of Object.keys(fixed)) {
    const given = own(fixed, name);
    if (given === made[name]) continue;
    const full = Array.isArray(given)
      ? completedItems(given, name, made, another)
      : isJsonObject(given) && isJsonObject(made[name])
        ? fill(given, made[name])
        : undefined;
    if (full === undefined) continue;
    const next = withMember(value, name, full);
    if (view.accepts(next)) value = next;
  }
  return value;
}

/** Each item with what one of those that were made has beyond it, a different one for each; undefined: there are too few. */
function completedItems(
  given: readonly unknown[],
  name: string,
  made: JsonObject,
  another: (attempt: number) => unknown,
): unknown[] | undefined {
  if (given.length > mostItems || !given.every(isJsonObject)) return undefined;
  const spare: unknown[] = [];
  const seen = new Set<string>();
  for (let attempt = 0; spare.length < given.length && attempt <= tries; attempt++) {
    const source = attempt === 0 ? made : another(attempt);
    const items = isJsonObject(source) ? own(source, name) : undefined;
    for (const item of Array.isArray(items) ? items : []) {
      const text = JSON.stringify(item);
      if (!seen.has(text)) spare.push(item);
      seen.add(text);
    }
  }
  return spare.length < given.length ? undefined : given.map((item, index) => fill(item, spare[index]));
}

/** Has a given text become another one? */
function denies(made: unknown, fixed: JsonObject): boolean {
  if (!isJsonObject(made)) return false;
  return Object.keys(fixed).some((name) => {
    const given = own(fixed, name);
    const shown = own(made, name);
    return typeof given === 'string' && typeof shown === 'string' && shown !== given;
  });
}

/** Without what was made up although nothing demands it, and with nested values as they were where these are taken. */
function lean(view: Schema, made: JsonObject, projected: JsonObject): JsonObject {
  let value = made;
  for (const name of Object.keys(made)) {
    const given = own(projected, name);
    let next: JsonObject | undefined;
    if (!Object.hasOwn(projected, name)) {
      next = { ...value };
      delete next[name];
    } else if (isJsonObject(given) && made[name] !== given) {
      next = withMember(value, name, fill(given, made[name]));
    }
    if (next && view.accepts(next)) value = next;
  }
  return inOrderOf(value, made);
}

function inOrderOf(value: JsonObject, order: JsonObject): JsonObject {
  const ordered: JsonObject = {};
  for (const name of Object.keys(order)) if (Object.hasOwn(value, name)) setOwn(ordered, name, value[name]);
  return ordered;
}
