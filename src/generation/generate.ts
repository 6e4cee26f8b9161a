import { StandinError } from '../errors.ts';
import type { Direction, Schema, SchemaScope } from '../schema/index.ts';
import type { Budget, Collection, Context, Engine, Fullness, Settings, Site } from './context.ts';
import { Exhausted, impossible } from './context.ts';
import { createEngine } from './engine.ts';
import { firstKeys } from './keys.ts';
import { createRandom, type Random } from './random.ts';
import { createRealism, type Realism } from './realistic/realism.ts';

export interface GeneratorOptions {
  /**
   * Decides every value: the same seed, schema and key give the same value.
   * @default 'standin'
   */
  seed?: string | number;
  /**
   * Names, cities and texts in this language: one of faker's locales, `de` or `pt-BR`.
   * @default 'en'
   */
  locale?: string;
  /**
   * Milliseconds since 1970 around which dates lie. Fixed unless given, so that tomorrow's answers are today's.
   * @default 2026-01-15T09:30:00Z
   */
  now?: number;
  /**
   * How many items lists have, within what their schemas allow.
   * @default { min: 3, max: 5 }
   */
  listSize?: { min: number; max: number };
  /**
   * Generate also where a nested schema has an example of its own.
   * @default false
   */
  dynamic?: boolean;
}

export interface GenerateOptions {
  /** Names what the value is of, for example `GET /users/7`: the same key gives the same value. @default the schema's id */
  key?: string;
  /** Members of the value that are given, taken where the schema allows them. */
  fixed?: Readonly<Record<string, unknown>>;
  /**
   * Members of the value that are not made where an object is as valid without them and nothing else depends on them; all
   * others are what they would be beside them. The same set for the same names, since what it leads to is kept by it.
   */
  unwanted?: ReadonlySet<string>;
  /** The collection that the value shows, as a list of its entities (also inside an envelope). */
  collection?: CollectionOptions;
  /** Takes the place of `key`: the value is this entity of that collection. */
  entity?: CollectionOptions & { readonly id: string };
  /** The URL at which the value is found, for links to itself. */
  self?: string;
  /** What the value is about, where its schema has no name. */
  subject?: string;
}

export interface CollectionOptions {
  /** Names the collection, for example `/teams/5/members`. */
  readonly name: string;
  /** The member that holds an entity's key, for example `id`. */
  readonly key: string;
}

export interface Generator {
  readonly settings: Settings;
  readonly realism: Realism;
  /**
   * A value that satisfies the schema, confirmed by Ajv. Throws StandinError `unsatisfiable-schema` where none was
   * found within bounds. `prepareValidation` must have been awaited.
   */
  generate(schema: Schema, options?: GenerateOptions): unknown;
  /**
   * The keys of the first `count` entities of a collection whose entities `schema` describes, all different: those that
   * `generate` gives them in a list (`options.collection` with the same name and key) where no other member that
   * identifies, such as a slug, repeats. Whole numbers count up from 1 or the minimum. `generate` with
   * `entity: { name, key, id: String(it) }` and `fixed: { [key]: it }` makes the entity, the same that the list shows.
   * Fewer keys where no more can be made; none where the entities are no objects with a member of that name whose
   * values are strings or numbers. `subject` as in `GenerateOptions`.
   */
  keys(
    schema: Schema,
    collection: CollectionOptions,
    count: number,
    subject?: string,
  ): Array<string | number>;
}

/** 2026-01-15T09:30:00Z. */
const defaultNow = 1_768_469_400_000;
const stepsPerAttempt = 30_000;
const valuesPerAttempt = 4_000;
const expansionsPerAttempt = 300;
const exhausted: unique symbol = Symbol('exhausted');
const ladder: readonly Fullness[] = ['full', 'full', 'full', 'lean', 'lean', 'bare', 'bare', 'bare'];

function resolveSettings(options: GeneratorOptions): Settings {
  return {
    seed: options.seed ?? 'standin',
    locale: options.locale ?? 'en',
    now: options.now ?? defaultNow,
    listSize: options.listSize ?? { min: 3, max: 5 },
    dynamic: options.dynamic ?? false,
  };
}

/** Loads what the locale needs (some 30 ms the first time). Everything after that is synchronous. */
export async function createGenerator(options: GeneratorOptions = {}): Promise<Generator> {
  const settings = resolveSettings(options);
  const realism = await createRealism({ locale: settings.locale, now: settings.now });
  const root = createRandom(settings.seed);
  const engines = new WeakMap<SchemaScope, Map<Direction, Engine>>();
  const sites = new WeakMap<Schema, Map<string, Site>>();
  /** To search in vain is the costliest of all: once is enough. */
  const failures = new WeakMap<Schema, StandinError>();

  function engineFor({ scope, direction }: Schema): Engine {
    let byDirection = engines.get(scope);
    if (!byDirection) engines.set(scope, (byDirection = new Map()));
    let engine = byDirection.get(direction);
    if (!engine) byDirection.set(direction, (engine = createEngine(scope, direction, settings, realism)));
    return engine;
  }

  function siteFor(schema: Schema, name: string | undefined): Site {
    let named = sites.get(schema);
    if (!named) sites.set(schema, (named = new Map()));
    const key = name ?? '';
    let site = named.get(key);
    if (!site) {
      const subject = { name, owner: undefined, item: false, title: undefined, description: undefined };
      site = engineFor(schema).site([{ $ref: schema.id }], subject);
      named.set(key, site);
    }
    return site;
  }

  function contextFor(schema: Schema, options: GenerateOptions): Context {
    const { entity, collection, key = schema.name ?? schema.source.pointer } = options;
    const random = entity ? entityRandom(root, entity).fork(entity.id) : root.fork(key);
    return {
      random,
      entity: realism.entity(random, schema.name),
      depth: 0,
      fullness: 'full',
      trail: undefined,
      budget: newBudget(new Set()),
      fixed: options.fixed,
      unwanted: options.unwanted,
      collection: collection && collectionOf(root, collection),
      self: options.self,
    };
  }

  return {
    settings,
    realism,
    generate(schema, options = {}) {
      const failed = failures.get(schema);
      if (failed) throw failed;
      const engine = engineFor(schema);
      const site = siteFor(schema, options.subject);
      const context = contextFor(schema, options);
      let spent: Fullness | undefined;
      for (const [attempt, fullness] of ladder.entries()) {
        // What was too much once is too much again: only a barer value can help.
        if (fullness === spent) continue;
        const random = attempt === 0 ? context.random : context.random.fork(`attempt ${attempt}`);
        const value = attemptOnce(engine, site, {
          ...context,
          random,
          fullness,
          budget: newBudget(context.budget.branches),
        });
        if (value === exhausted) spent = fullness;
        else if (value !== impossible && schema.accepts(value)) return value;
      }
      const failure = unsatisfiable(schema);
      failures.set(schema, failure);
      throw failure;
    },
    keys(schema, collection, count, subject) {
      const context = contextFor(schema, {});
      const from = collectionOf(root, collection);
      return firstKeys(engineFor(schema), siteFor(schema, subject), from, { ...context, depth: 1 }, count);
    },
  };
}

function newBudget(branches: Set<object>): Budget {
  return { steps: stepsPerAttempt, expansions: expansionsPerAttempt, branches, values: valuesPerAttempt };
}

function attemptOnce(engine: Engine, site: Site, context: Context): unknown {
  try {
    return engine.make(site, context);
  } catch (error) {
    if (error instanceof RangeError) return exhausted;
    if (error instanceof Exhausted) return error.what === 'values' ? exhausted : impossible;
    throw error;
  }
}

function entityRandom(root: Random, { name }: CollectionOptions): Random {
  return root.fork('collection').fork(name);
}

function collectionOf(root: Random, options: CollectionOptions): Collection {
  return { key: options.key, random: entityRandom(root, options) };
}

function unsatisfiable(schema: Schema): StandinError {
  const { uri, pointer } = schema.source;
  const name = schema.name ? `schema ${schema.name}` : 'the schema';
  return new StandinError(
    `Failed to generate a value for ${name} at ${uri}#${pointer}: no value was found that satisfies it. ` +
      'Check that its keywords do not contradict each other, or give a valid example.',
    { code: 'unsatisfiable-schema', place: { file: uri, pointer } },
  );
}
