/** What the process that runs Dredd is told at first. */
export interface Order {
  /** The file of the package's entry. */
  readonly dredd: string;
  /** As Dredd's constructor takes it, without what cannot be sent to another process. */
  readonly config: Readonly<Record<string, unknown>>;
  /** In the order in which they are to run. */
  readonly transactions: ReadonlyArray<{
    readonly name: string;
    /** By which questions and outcomes name it. */
    readonly index: number;
    /** Method, path, status and type as Dredd compiles them. */
    readonly key: string;
  }>;
}

/** What Dredd is to send, in place of what it has compiled. */
export interface DreddRequest {
  readonly method: string;
  /** With the path of the endpoint. */
  readonly fullPath: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly bodyEncoding: 'utf-8' | 'base64';
}

/** An answer as Dredd takes it. */
export interface DreddReal {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: string;
  readonly bodyEncoding?: string;
}

export interface DreddOutcome {
  readonly index: number;
  readonly status: 'pass' | 'fail' | 'skip' | 'error';
  /** As it was sent; undefined where nothing was. */
  readonly request: DreddRequest | undefined;
  readonly real: DreddReal | undefined;
  /** A hook of the user has said what is expected. */
  readonly isTheirs: boolean;
  /** What Dredd says is wrong, by the part of the answer. */
  readonly errors: ReadonlyArray<{
    /** `statusCode`, `headers`, `body`; `hooks`; `transaction` where it came to no answer. */
    readonly field: string;
    readonly message: string;
    /** Into the part. */
    readonly pointer: string | undefined;
  }>;
}

/** From the process that runs Dredd. Where an `id` is given, it waits for the reply of the same one. */
export type FromDredd =
  | { readonly type: 'ready' }
  | { readonly type: 'before'; readonly id: number; readonly index: number }
  | { readonly type: 'judge'; readonly id: number; readonly index: number; readonly real: DreddReal }
  | { readonly type: 'outcome'; readonly outcome: DreddOutcome }
  /** Hooks of names that no transaction has. */
  | { readonly type: 'idle-hooks'; readonly names: readonly string[] }
  | { readonly type: 'hook-error'; readonly message: string }
  | { readonly type: 'done'; readonly error: string | undefined };

export type ToDredd =
  | { readonly type: 'order'; readonly order: Order }
  | {
      readonly type: 'reply';
      readonly id: number;
      /** What a transaction is given; `skip`: it is left out. */
      readonly given: Readonly<Record<string, unknown>>;
    };
