import type { Generator } from '../generation/index.ts';
import type { Api } from '../model/index.ts';
import { inferResources, type ResourceCorrections, type Resources } from '../resource/index.ts';
import { type SeedList, type SeedOptions, Seeds } from './seeds.ts';
import type { MaybePromise, Store } from './store.ts';
import { createMemoryStore } from './stores/memory.ts';
import { Views } from './views.ts';
import { Worlds } from './worlds.ts';

export interface StateOptions {
  /**
   * How many entities each collection has at first, examples and seeds included; fewer where a path takes few keys.
   * @default 12
   */
  population?: number;
  /**
   * What an id that names nothing gets: the documented 404, or a thing made up for it.
   * @default '404'
   */
  unknownIds?: '404' | 'generate';
  /**
   * Where changes are kept, or what gives that when it is first needed.
   * @default in memory
   */
  store?: Store | (() => MaybePromise<Store>);
  /**
   * Entities that collections begin with, by the collection's id (`/teams/{team}/members`) or name (`members`).
   * @default {}
   */
  seeds?: Readonly<Record<string, SeedList>>;
  /**
   * Milliseconds since 1970, for moments of creation and change.
   * @default the `now` of generated data and a second more for each change of the session
   */
  clock?: () => number;
  /**
   * What the operations are about.
   * @default inferred from the description
   */
  resources?: Resources;
  /**
   * What is known better than it is inferred, by path or operation: `{ '/users': { key: 'login' } }`.
   * @default {}
   */
  corrections?: ResourceCorrections;
}

/** The entities of an api: what they are, and the worlds they live in. */
export interface State {
  readonly resources: Resources;
  readonly views: Views;
  readonly seeds: Seeds;
  readonly worlds: Worlds;
  /** Does every id name something? */
  readonly invents: boolean;
}

/** The state of an api; nothing is made before it is asked for. `prepareValidation` must have been awaited. */
export async function createState(
  api: Api,
  generator: Generator,
  options: StateOptions = {},
): Promise<State> {
  const {
    population = 12,
    unknownIds = '404',
    store = createMemoryStore(),
    seeds: given = {},
    clock,
  } = options;
  const { resources = inferResources(api, options.corrections) } = options;
  const opened = typeof store === 'function' ? await store() : store;
  const { views, seeds } = beginning(api, generator, resources, { population, given });
  const invents = unknownIds === 'generate';
  const worlds = new Worlds(seeds, opened, generator.settings.now, clock, invents);
  return { resources, views, seeds, worlds, invents };
}

type Beginning = Pick<State, 'views' | 'seeds'>;

const beginnings = new WeakMap<Generator, WeakMap<Resources, Map<number, Beginning>>>();

/** What all worlds begin with. It depends on nothing that happens, so that the states of one description share it. */
function beginning(api: Api, generator: Generator, resources: Resources, options: SeedOptions): Beginning {
  const make = (): Beginning => {
    const views = new Views(generator, originOf(api));
    return { views, seeds: new Seeds(resources, views, generator, options) };
  };
  if (Object.keys(options.given).length > 0) return make();
  let ofGenerator = beginnings.get(generator);
  if (!ofGenerator) beginnings.set(generator, (ofGenerator = new WeakMap()));
  let bySize = ofGenerator.get(resources);
  if (!bySize) ofGenerator.set(resources, (bySize = new Map()));
  let made = bySize.get(options.population);
  if (!made) {
    made = make();
    if (bySize.size < MOST_POPULATIONS) bySize.set(options.population, made);
  }
  return made;
}

/** Sizes of populations that are kept for one description. */
const MOST_POPULATIONS = 8;

/** Where links of entities to themselves lead, whichever way they are asked for. */
function originOf({ servers }: Api): string {
  const absolute = servers.find(({ url }) => /^https?:/i.test(url));
  return absolute ? absolute.url.replace(/\/+$/, '') : 'http://localhost';
}
