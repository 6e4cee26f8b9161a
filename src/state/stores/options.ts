/** The description that a store is filled by. */
export interface StoreDescription {
  readonly title: string;
  /** Equal for descriptions whose worlds can be taken for each other. */
  readonly hash: string;
}

export interface StoreOptions {
  /**
   * Milliseconds since 1970, to tell which sessions are idle. Without it none ever is. Redis has its own clock.
   * @default undefined
   */
  now?: (() => number) | undefined;
  /**
   * Sessions that nobody has asked for that long, in seconds, are forgotten; 0 keeps them. The default session `''` is
   * never idle.
   * @default 1800
   */
  sessionTtl?: number | undefined;
  /**
   * Beyond so many, the session that has not been asked for the longest is forgotten, never the default one.
   * @default 1000
   */
  maxSessions?: number | undefined;
  /**
   * Entities of one session that differ from the seeds. Beyond so many, a tenth is forgotten: first that entities which were
   * created are gone again, then those that have differed the longest. Created ones are gone then; those of the seeds are
   * as they were at first, also if they were deleted.
   * @default 10000
   */
  maxEntities?: number | undefined;
  /**
   * All entities that are kept, in characters of JSON (not with Redis, which has its own bound). Beyond that, sessions are
   * forgotten as by `maxSessions`, then entities as by `maxEntities`.
   * @default 67108864
   */
  maxSize?: number | undefined;
  /** For a word when another description has filled the store. Files keep it. */
  description?: StoreDescription | undefined;
  /** Told of what is worth to be known, a sentence each: what was forgotten, cut off or found. */
  onNotice?: ((notice: string) => void) | undefined;
}

export interface StoreSettings {
  readonly now: (() => number) | undefined;
  readonly idleMs: number;
  readonly maxSessions: number;
  readonly maxEntities: number;
  readonly maxSize: number;
  readonly description: StoreDescription | undefined;
  readonly onNotice: (notice: string) => void;
}

export function resolveStoreOptions(options: StoreOptions): StoreSettings {
  return {
    now: options.now,
    idleMs: (options.sessionTtl ?? 1800) * 1000,
    maxSessions: options.maxSessions ?? 1000,
    maxEntities: options.maxEntities ?? 10_000,
    maxSize: options.maxSize ?? 64 * 1024 * 1024,
    description: options.description,
    onNotice: options.onNotice ?? (() => undefined),
  };
}
