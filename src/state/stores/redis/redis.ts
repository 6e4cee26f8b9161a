import { type Change, type Commit, origin, type Position, type Reading, type Store } from '../../store.ts';
import { idOf, readChange, writeChange } from '../change-text.ts';
import { resolveStoreOptions, type StoreOptions, type StoreSettings } from '../options.ts';
import { isDefaultSession } from '../scope.ts';
import { type RedisAddress, readRedisAddress } from './address.ts';
import { connectToRedis, type RedisConnection } from './connection.ts';
import { appendScript, dropScript, sessionsScript, sinceScript } from './scripts.ts';

/** Commits that are kept for who follows; beyond, the older half is folded. */
const keptCommits = 128;

type Following = [life: string, version: number, log: string[]];
type Whole = [...Following, base: number, fold: string[], order: string[]];

/**
 * Keeps worlds in Redis or Valkey, so that several instances share them. What was answered is as safe as Redis keeps it
 * (its `appendonly` and `appendfsync`). Sessions expire by its clock.
 */
export async function openRedisStore(spec: string, options: StoreOptions = {}): Promise<Store> {
  const settings = resolveStoreOptions(options);
  const address = readRedisAddress(spec);
  return new RedisStore(await connectToRedis(address, settings.onNotice), address, settings);
}

class RedisStore implements Store {
  readonly isRemote: boolean = true;
  readonly #redis: RedisConnection;
  readonly #prefix: string;
  readonly #settings: StoreSettings;
  /** Tells our own appends from those of others, to find out whether one was done whose answer was lost. */
  readonly #instance: string = crypto.randomUUID();
  #appends = 0;

  constructor(redis: RedisConnection, { prefix }: RedisAddress, settings: StoreSettings) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#settings = settings;
  }

  async since(session: string, from: Position): Promise<Reading> {
    const { epoch } = this.#redis;
    const follows = epochOf(from) === epoch;
    const known = follows ? [lifeOf(from), String(from.version)] : ['', '-1'];
    const read = (await this.#run(sinceScript, session, known)) as Following | Whole | null;
    if (read === null) return { snapshot: from.version > 0, commits: [], position: origin };
    const [life, version, log, base, fold, order] = read as Whole;
    const position = { life: `${life}@${epoch}`, version };
    const commits = log.map((text, index) => readCommit(text, version - log.length + index + 1));
    if (fold === undefined) return { snapshot: false, commits, position };
    const changes = inOrder(fold, order);
    const first: Commit = { version: base, at: commits[0]?.at ?? 0, changes };
    return { snapshot: true, commits: base > 0 ? [first, ...commits] : commits, position };
  }

  async append(
    session: string,
    position: Position,
    at: number,
    changes: readonly Change[],
  ): Promise<Position | undefined> {
    const { epoch } = this.#redis;
    const commit = JSON.stringify({ t: at, c: changes.map((change) => [idOf(change), writeSigned(change)]) });
    if (position.version > 0 && epochOf(position) !== epoch) return undefined;
    const { maxEntities, maxSessions } = this.#settings;
    const life = (await this.#run(appendScript, session, [
      lifeOf(position),
      String(position.version),
      `${this.#instance}.${++this.#appends}`,
      String(at),
      commit,
      String(keptCommits),
      String(maxEntities),
      String(maxSessions),
    ])) as string | null;
    return life === null ? undefined : { life: `${life}@${epoch}`, version: position.version + 1 };
  }

  async drop(session: string): Promise<void> {
    await this.#run(dropScript, session, []);
  }

  async sessions(): Promise<readonly string[]> {
    const names = (await this.#run(sessionsScript, '', [])) as string[];
    return names.map((name) => JSON.parse(`"${name}"`) as string);
  }

  close(): Promise<void> {
    return this.#redis.close();
  }

  #run(script: string, session: string, args: readonly string[]): Promise<unknown> {
    // Names may hold what UTF-8 cannot.
    const name = JSON.stringify(session).slice(1, -1);
    const parts = [`head:${name}`, `log:${name}`, `fold:${name}`, `order:${name}`, 'sessions', 'lives'];
    const ttl = isDefaultSession(session) ? 'stays' : String(this.#settings.idleMs);
    const keys = parts.map((part) => this.#prefix + part);
    return this.#redis.run(script, keys, [name, ttl, this.#prefix, ...args]);
  }
}

/** A life is that of Redis and the connection that it was read through. */
function lifeOf({ life }: Position): string {
  return life.slice(0, Math.max(life.lastIndexOf('@'), 0));
}

function epochOf({ life }: Position): number {
  return Number(life.slice(life.lastIndexOf('@') + 1));
}

function writeSigned(change: Change): string {
  const sign = change.value !== undefined ? '+' : change.created ? '~' : '-';
  return sign + writeChange(change);
}

function readCommit(text: string, version: number): Commit {
  const { t, c } = JSON.parse(text.slice(text.indexOf('\n') + 1)) as { t: number; c: [string, string][] };
  return { version, at: t, changes: c.map(([, signed]) => readChange(signed.slice(1))) };
}

function inOrder(fold: readonly string[], order: readonly string[]): Change[] {
  const texts = new Map<string, string>();
  for (let index = 0; index < fold.length; index += 2) texts.set(fold[index]!, fold[index + 1]!);
  return order.flatMap((id) => {
    const text = texts.get(id);
    return text === undefined ? [] : [readChange(text.slice(1))];
  });
}
