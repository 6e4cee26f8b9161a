import { origin, type Position, type Reading } from '../store.ts';
import type { StoreSettings } from './options.ts';
import { isDefaultSession } from './scope.ts';
import { type KeptChange, SessionLog, sizeOfAll } from './session-log.ts';
import { StoreError } from './store-error.ts';

const nothing: Reading = { snapshot: true, commits: [], position: origin };
const atOrigin: Reading = { ...nothing, snapshot: false };

/** Told when something is forgotten without being asked to, so that others can forget it too. */
export interface ForgettingHooks {
  session(session: string): void;
  /** So many entities of a session in the order of `SessionLog.trim`. */
  entities(session: string, count: number): void;
}

const noHooks: ForgettingHooks = { session: () => undefined, entities: () => undefined };

/** All sessions in memory, within their bounds. */
export class SessionLogs {
  readonly #settings: StoreSettings;
  readonly #hooks: ForgettingHooks;
  /** Those first that nobody has asked for the longest. */
  readonly #logs = new Map<string, SessionLog>();
  #lives = 0;
  #size = 0;
  #latest = -Infinity;
  /** Before this, no session has been idle for long enough; where there are none to forget, it is Infinity. */
  #idleFrom = Infinity;

  constructor(settings: StoreSettings, hooks: ForgettingHooks = noHooks) {
    this.#settings = settings;
    this.#hooks = hooks;
  }

  get size(): number {
    return this.#size;
  }

  since(session: string, from: Position): Reading {
    const log = this.#used(session);
    if (log !== undefined) return log.since(from);
    return from.version === 0 && from.life === '' ? atOrigin : nothing;
  }

  /** Does a session stand at a position? */
  isAt(session: string, position: Position): boolean {
    const log = this.#logs.get(session);
    return log === undefined ? position.version === 0 && position.life === '' : log.isAt(position);
  }

  /** Throws for a commit that alone is more than all that may be kept. */
  assertFits(changes: readonly KeptChange[]): void {
    const { maxEntities, maxSize } = this.#settings;
    const size = sizeOfAll(changes);
    if (changes.length * 10 <= maxEntities * 9 && size * 10 <= maxSize * 9) return;
    throw new StoreError(
      `Failed to keep what a request changes: it is ${changes.length} entities of ${size} characters, which is more than nine tenths of all that is kept (${maxEntities} and ${maxSize}). Send less at once.`,
      'store-full',
    );
  }

  append(session: string, at: number, changes: readonly KeptChange[]): Position {
    const log = this.#logFor(session);
    const { size } = log;
    log.append(at, changes);
    this.#size += log.size - size;
    const { position } = log;
    this.#bound(session, log);
    return position;
  }

  /** Takes what an earlier process has kept, whatever its bounds were. */
  put(session: string, version: number, at: number, changes: readonly KeptChange[]): void {
    const log = this.#logFor(session);
    const { size } = log;
    log.put(version, at, changes);
    this.#size += log.size - size;
  }

  /** Forgets entities as an earlier process has. */
  trim(session: string, count: number): void {
    const log = this.#logs.get(session);
    if (log === undefined) return;
    const { size } = log;
    log.trim(count);
    this.#size += log.size - size;
  }

  /** Brings all that was put within the bounds. */
  bound(): void {
    this.#forgetIdle();
    for (const [session, log] of [...this.#logs]) if (this.#logs.has(session)) this.#bound(session, log);
  }

  has(session: string): boolean {
    return this.#logs.has(session);
  }

  #unsaid = 0;
  #saidAt: number | undefined;

  drop(session: string): void {
    this.#size -= this.#logs.get(session)?.size ?? 0;
    this.#logs.delete(session);
  }

  sessions(): string[] {
    this.#forgetIdle();
    return [...this.#logs.keys()];
  }

  /** Each with its log. */
  entries(): Iterable<[string, SessionLog]> {
    return this.#logs.entries();
  }

  #used(session: string): SessionLog | undefined {
    const now = this.#forgetIdle();
    const log = this.#logs.get(session);
    if (log === undefined || isDefaultSession(session)) return log;
    log.usedAt = now;
    this.#logs.delete(session);
    this.#logs.set(session, log);
    return log;
  }

  #logFor(session: string): SessionLog {
    const known = this.#logs.get(session);
    if (known !== undefined) return known;
    const log = new SessionLog(String(++this.#lives));
    log.usedAt = this.#settings.now?.() ?? 0;
    this.#latest = Math.max(this.#latest, log.usedAt);
    if (!isDefaultSession(session))
      this.#idleFrom = Math.min(this.#idleFrom, log.usedAt + this.#settings.idleMs);
    this.#logs.set(session, log);
    return log;
  }

  /** The time, if there are sessions that it matters to, after those that are idle by it have been forgotten. */
  #forgetIdle(): number {
    const { now, idleMs } = this.#settings;
    // The clock is asked for only where it can make a difference: each request comes here.
    if (now === undefined || idleMs === 0 || this.#idleFrom === Infinity) return 0;
    const time = now();
    // A clock that was set back must not keep sessions for the time it was set back by.
    if (time < this.#latest) for (const log of this.#logs.values()) log.usedAt = Math.min(log.usedAt, time);
    else if (time < this.#idleFrom) {
      this.#latest = time;
      return time;
    }
    this.#latest = time;
    this.#idleFrom = Infinity;
    for (const [session, log] of this.#logs) {
      if (isDefaultSession(session)) continue;
      this.#idleFrom = log.usedAt + idleMs;
      if (time < this.#idleFrom) break;
      this.#idleFrom = Infinity;
      this.#forget(session);
    }
    return time;
  }

  #bound(current: string, log: SessionLog): void {
    const { maxSessions, maxEntities, maxSize } = this.#settings;
    const isTooMuch = () => this.#logs.size > maxSessions || this.#size > maxSize;
    for (const session of isTooMuch() ? this.#logs.keys() : []) {
      if (!isTooMuch()) break;
      if (!isDefaultSession(session) && session !== current) this.#forget(session);
    }
    if (log.entities > maxEntities) this.#trim(current, log, Math.floor(maxEntities * 0.9), Infinity);
    if (this.#size <= maxSize) return;
    const others = [...this.#logs].filter(([session]) => session !== current);
    for (const [session, each] of [...others, [current, log] as const]) {
      const excess = this.#size - Math.floor(maxSize * 0.9);
      if (excess > 0) this.#trim(session, each, Infinity, Math.max(each.size - excess, 0));
    }
  }

  #trim(session: string, log: SessionLog, maxEntities: number, maxSize: number): void {
    const count = log.excess(maxEntities, maxSize);
    if (count === 0) return;
    this.trim(session, count);
    this.#hooks.entities(session, count);
    this.#unsaid += count;
    const time = this.#settings.now?.() ?? 0;
    // Who writes without end would be told without end.
    if (this.#saidAt !== undefined && time >= this.#saidAt && time - this.#saidAt < quietMs) return;
    const forgotten = this.#unsaid;
    this.#saidAt = time;
    this.#unsaid = 0;
    this.#settings.onNotice(
      `Forgot the ${forgotten} oldest entities, last of ${nameOf(session)}, since there were too many.`,
    );
  }

  #forget(session: string): void {
    this.drop(session);
    this.#hooks.session(session);
  }
}

/** So long nothing more is said of what was forgotten. */
const quietMs = 60_000;

function nameOf(session: string): string {
  return isDefaultSession(session) ? 'the default session' : `the session ${session.split('\n', 1)[0]}`;
}
