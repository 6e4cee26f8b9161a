import { StandinError } from '../errors.ts';
import type { Seeds } from './seeds.ts';
import type { Change, MaybePromise, Store } from './store.ts';
import { World } from './world.ts';

/** What a request does to a world. */
export interface Decision<T> {
  /** Empty: nothing happens. */
  readonly changes: readonly Change[];
  readonly result: T;
}

const maxWorlds = 1_000;
/** Only other instances come in between: those of one wait for each other. */
const maxTries = 200;
/** Between two commits of a session, where no clock is given. */
const tick = 1_000;

/** The worlds of all sessions, each as its log in the store says. */
export class Worlds {
  readonly #seeds: Seeds;
  readonly #store: Store;
  readonly #clock: (() => number) | undefined;
  readonly #start: number;
  readonly #invents: boolean;
  readonly #worlds = new Map<string, World>();
  /** The last of the commits that wait for each other, by session. */
  readonly #commits = new Map<string, Promise<unknown>>();

  /** @param start what the time is where nothing has happened and no clock is given */
  constructor(
    seeds: Seeds,
    store: Store,
    start: number,
    clock: (() => number) | undefined,
    invents: boolean,
  ) {
    this.#invents = invents;
    this.#seeds = seeds;
    this.#store = store;
    this.#start = start;
    this.#clock = clock;
  }

  /** The time of the next commit. */
  now(world: World): number {
    return this.#clock?.() ?? this.#start + tick * (world.position.version + 1);
  }

  /** The time of the seeds. */
  get start(): number {
    return this.#start;
  }

  /** Does every reading of a world have to be waited for? */
  get isRemote(): boolean {
    return this.#store.isRemote ?? false;
  }

  /** A session's world as it was when it was last read, which asks nobody. */
  seen(session: string): World {
    return this.#world(session);
  }

  /** A session's world as it is now. */
  at(session: string): MaybePromise<World> {
    const world = this.#world(session);
    const from = world.position;
    const reading = this.#store.since(session, from);
    if (reading instanceof Promise) {
      return reading.then((read) => {
        // Another reading may have come in between: what both have read must not be applied twice.
        const { life, version } = world.position;
        if (life === from.life && version === from.version) world.apply(read);
        else if (life !== read.position.life || version < read.position.version) return this.at(session);
        return world;
      });
    }
    world.apply(reading);
    return world;
  }

  /** Decides on a world as it is, and anew where another commit came first. */
  commit<T>(session: string, decide: (world: World, at: number) => Decision<T>): MaybePromise<T> {
    if (!this.isRemote) return this.#commit(session, decide, 0);
    const before = this.#commits.get(session) ?? Promise.resolve();
    const commit = before.then(
      () => this.#commit(session, decide, 0),
      () => this.#commit(session, decide, 0),
    );
    this.#commits.set(session, commit);
    const ended = () => {
      if (this.#commits.get(session) === commit) this.#commits.delete(session);
    };
    commit.then(ended, ended);
    return commit;
  }

  #commit<T>(
    session: string,
    decide: (world: World, at: number) => Decision<T>,
    tries: number,
  ): MaybePromise<T> {
    return after(this.at(session), (world) => {
      const at = this.now(world);
      const { changes, result } = decide(world, at);
      if (changes.length === 0) return result;
      return after(this.#store.append(session, world.position, at, changes), (position) => {
        if (position === undefined) {
          if (tries >= maxTries) throw contended(session);
          return this.#commit(session, decide, tries + 1);
        }
        return after(this.at(session), () => result);
      });
    });
  }

  /** Forgets what has happened. */
  drop(session: string): MaybePromise<void> {
    this.#worlds.delete(session);
    return this.#store.drop(session);
  }

  /** Those in which anything has happened. */
  sessions(): MaybePromise<readonly string[]> {
    return this.#store.sessions();
  }

  #world(session: string): World {
    let world = this.#worlds.get(session);
    if (world) {
      // The worlds that nobody has asked for go first.
      if (this.#worlds.size > maxWorlds / 2) {
        this.#worlds.delete(session);
        this.#worlds.set(session, world);
      }
      return world;
    }
    world = new World(session, this.#seeds, this.#invents);
    this.#worlds.set(session, world);
    if (this.#worlds.size > maxWorlds) this.#worlds.delete(this.#worlds.keys().next().value as string);
    return world;
  }
}

/** Goes on with a value, at once where it is there. */
export function after<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

function contended(session: string): StandinError {
  return new StandinError(
    `Failed to change the state of session "${session}": other requests changed it ${maxTries} times in between. Try again.`,
    { code: 'state-contended' },
  );
}
