import type { PhaseName } from '../contract/index.ts';

/**
 * A contract suite as it is written, `contracts/NAME.contract.yaml`. Paths are seen from the file's folder. `${NAME}` in a
 * text of targets, headers, auth, identities, data, setup and teardown stands for an environment variable,
 * `${NAME:-text}` for one that need not be set, `${steps.NAME}` for what a step of the setup has saved, `$${` for `${`.
 */
export interface Suite {
  readonly $schema?: string;
  /** For people; the file's name where it is left out. */
  readonly title?: string;
  /** The description that is held to: a file, a URL, or a pattern of documentation pages. */
  readonly description: string;
  /** By environment. The first is meant where none is asked for. */
  readonly targets?: Readonly<Record<string, string | SuiteTarget>>;
  /** Before the paths of all operations, in place of the description's server. */
  readonly basePath?: string;
  /** Sent with every request, whoever sends it. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Credentials of the caller. */
  readonly auth?: Auth;
  /** Other people, for the checks of authorization; without `auth` the first one is the caller. */
  readonly identities?: Readonly<Record<string, SuiteIdentity>>;
  /** operationId, method, tag or path with `*`. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly phases?: readonly PhaseName[];
  /** As `--checks` takes them, or what is added to those that are on by default (true) and taken away (false). */
  readonly checks?: readonly string[] | Readonly<Record<string, boolean>>;
  readonly limits?: Limits;
  readonly seed?: string | number;
  /** By operationId, method, tag or path with `*`; where several apply, later ones win. */
  readonly operations?: Readonly<Record<string, SuiteOperation>>;
  /** What of collections and their keys is known better than it is inferred, as in the configuration. */
  readonly resources?: Readonly<Record<string, unknown>>;
  /** Done before the run, in this order; one that fails ends it. */
  readonly setup?: readonly Step[];
  /** Done after the run, whatever came of it. */
  readonly teardown?: readonly Step[];
  /** Arazzo files. */
  readonly workflows?: ReadonlyArray<string | SuiteWorkflow>;
  /** @default [standin] */
  readonly engines?: readonly EngineName[];
  /** Of that engine. */
  readonly dredd?: DreddFiles;
  /** Known failures: a file, or false for none. @default NAME.baseline.yaml beside the suite */
  readonly baseline?: string | false;
  /** As `--reporter` takes them. */
  readonly reporters?: readonly string[];
}

export type EngineName = 'standin' | 'dredd';

export interface DreddFiles {
  /** Hooks: files or patterns. */
  readonly hookfiles?: readonly string[];
  /** A dredd.yml. */
  readonly config?: string;
}

export interface SuiteTarget {
  readonly url: string;
  readonly basePath?: string;
  /** Beside those of the suite. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of that of the suite. */
  readonly auth?: Auth;
}

/** Where credentials come from; several ways add up. */
export interface Auth {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
  /** A token for `Authorization: Bearer`. */
  readonly bearer?: string;
  readonly basic?: { readonly username: string; readonly password: string };
  readonly oauth2?: OAuth2;
  readonly login?: Login;
  /** `./auth.ts` or `./auth.ts#name`: a function that gives headers, query and how many seconds they hold. */
  readonly hook?: string;
}

/** RFC 6749 sections 4.3, 4.4 and 6. */
export interface OAuth2 {
  /** A path is below the target. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** Begins with a refresh in place of client credentials. */
  readonly refreshToken?: string;
  /** With a password: the resource owner's name. */
  readonly username?: string;
  readonly password?: string;
  readonly scopes?: readonly string[];
  readonly audience?: string;
  /** How the client authenticates (section 2.3.1). @default header */
  readonly authentication?: 'header' | 'body';
}

/** An operation whose answer gives the credentials. */
export interface Login {
  /** operationId or `POST /login`. */
  readonly operation: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** JSON Pointer to the token in the answer's body. */
  readonly token?: string;
  /** The token's header. @default Authorization */
  readonly header?: string;
  /** Stands before the token. @default Bearer */
  readonly scheme?: string;
  /** Sends the answer's cookies back. */
  readonly cookies?: boolean;
  /** JSON Pointer to the seconds that the token holds, or the seconds. */
  readonly expiresIn?: string | number;
}

export interface SuiteIdentity extends Auth {
  /** What they are allowed, by the names of the description's security requirements. */
  readonly scopes?: readonly string[];
}

export interface Limits {
  /** Of each operation in each phase. */
  readonly maxCases?: number;
  /** Seconds. */
  readonly maxTime?: number;
  /** Milliseconds until an answer must be there. */
  readonly timeout?: number;
  /** Milliseconds above which an answer is too slow, a finding of the check response-time. */
  readonly maxResponseTime?: number;
  /** Requests a second. */
  readonly rate?: number;
  readonly workers?: number;
  /** Stop after so many findings. */
  readonly bail?: number;
}

export interface SuiteOperation {
  /** Not tried at all. */
  readonly skip?: boolean;
  readonly phases?: readonly PhaseName[];
  /** Added (true) and taken away (false). */
  readonly checks?: Readonly<Record<string, boolean>>;
  readonly maxCases?: number;
  /** Milliseconds. */
  readonly maxResponseTime?: number;
  readonly data?: SuiteData;
}

/** Values that valid requests use: one, or a list of which now one and now another is used. */
export interface SuiteData {
  /** By name, or `query.name` where several places have it. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** By JSON Pointer, where `*` is any item of a list. */
  readonly body?: Readonly<Record<string, unknown>>;
}

export type Step = OperationStep | HookStep;

export interface OperationStep {
  /** operationId or `POST /users`. */
  readonly operation: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** Statuses that are fine. @default all of 2xx */
  readonly expect?: readonly number[];
  /** Of the answer's body, by JSON Pointer, for `${steps.NAME}`. */
  readonly save?: Readonly<Record<string, string>>;
}

export interface HookStep {
  /** `./hooks.ts` or `./hooks.ts#name`. */
  readonly hook: string;
}

export interface SuiteWorkflow {
  readonly file: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly only?: readonly string[];
}
