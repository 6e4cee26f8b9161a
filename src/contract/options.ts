import type { Operation } from '../model/index.ts';
import type { ResourceCorrections } from '../resource/index.ts';
import type { PhaseName } from './case.ts';
import type { ContractEvent } from './event.ts';
import type { Exchange } from './exchange.ts';
import type { Finding, Known } from './finding.ts';
import type { ForeignPhase } from './foreign.ts';
import type { SettingsOf } from './operation-settings.ts';
import type { Fetch } from './target.ts';
import type { WorkflowSelection } from './workflow-selection.ts';

/** Someone who sends requests. */
export interface Identity {
  readonly name: string;
  /** Sent with each of their requests. */
  readonly headers: ReadonlyArray<readonly [string, string]>;
  /** As headers; for API keys that go there. @default [] */
  readonly query?: ReadonlyArray<readonly [string, string]>;
  /** What they are allowed, by the names that the description's security requirements use; undefined: not known. */
  readonly scopes?: readonly string[];
  /**
   * In place of `headers` and `query`, for credentials that expire: asked before each request.
   *
   * @param refused what was answered with 401 though it carried the last credentials; it is sent once more with others
   */
  readonly credentials?: (refused?: Exchange) => Promise<Pick<Identity, 'headers' | 'query'>>;
}

export interface ContractOptions {
  /** Decides every request: the same seed, description and answers give the same ones. @default 'standin' */
  seed?: string | number;
  /** Sent with every request, whoever sends it. @default [] */
  headers?: ReadonlyArray<readonly [string, string]>;
  /** The first is the caller; the others are other people, for the checks of authorization. @default [] */
  identities?: readonly Identity[];
  /**
   * Stands before the paths of all operations, `/` for nothing.
   * @default the target's path; where it has none, that of the description's server
   */
  basePath?: string;
  /** Which operations are tried. @default all */
  select?: (operation: Operation) => boolean;
  /** What of collections and their keys is known better than it is inferred, by path or operation. @default {} */
  resources?: ResourceCorrections;
  /** What is wanted of single operations. @default the same of all */
  settingsOf?: SettingsOf;
  /** What is known of a finding from before: a known one does not break the contract. @default nothing */
  known?: (finding: Finding) => Known | undefined;
  /** @default all */
  phases?: readonly PhaseName[];
  /** Tried before the other phases, which then know what these have made and seen. @default [] */
  workflows?: readonly WorkflowSelection[];
  /** What other tools try after the phases, against the same target. @default [] */
  foreign?: readonly ForeignPhase[];
  /** Names of checks; `default`, `all`, and `-name` for one that is left out. @default ['default'] */
  checks?: readonly string[];
  /** Of each operation in each phase. @default 100 */
  maxCases?: number;
  /** Milliseconds after which no case is begun. @default Infinity */
  maxTime?: number;
  /** Operations that are tried at the same time. @default 1 */
  workers?: number;
  /** Requests per second. @default Infinity */
  rate?: number;
  /** Stop after so many findings. @default Infinity */
  bail?: number;
  /** Run this case alone. */
  caseId?: string;
  /** Milliseconds until an answer must be there. @default 10000 */
  timeout?: number;
  /** How much of a body is taken, in bytes. @default 8388608 (8 MiB) */
  maxBodyBytes?: number;
  /** Above how many milliseconds an answer is too slow; a check of its own. @default Infinity */
  maxResponseTime?: number;
  /** Milliseconds, monotonic: without it nothing is timed and `maxTime` has no effect. */
  clock?: () => number;
  /** Asks a target that is a URL. @default the global one */
  fetch?: Fetch;
  onEvent?: (event: ContractEvent) => void;
}

export type ResolvedContractOptions = Required<
  Omit<ContractOptions, 'caseId' | 'clock' | 'checks' | 'basePath'>
> &
  Pick<ContractOptions, 'caseId' | 'clock' | 'basePath'> & { readonly checks: ReadonlySet<string> };

/** @param chosen gives the names that are meant */
export function resolveContractOptions(
  options: ContractOptions,
  chosen: (words: readonly string[]) => readonly string[],
): ResolvedContractOptions {
  return {
    seed: options.seed ?? 'standin',
    headers: options.headers ?? [],
    identities: options.identities ?? [],
    resources: options.resources ?? {},
    select: options.select ?? (() => true),
    settingsOf: options.settingsOf ?? (() => undefined),
    known: options.known ?? (() => undefined),
    phases: options.phases ?? ['workflows', 'examples', 'boundary', 'generated', 'stateful'],
    workflows: options.workflows ?? [],
    foreign: options.foreign ?? [],
    checks: new Set(chosen(options.checks ?? ['default'])),
    maxCases: options.maxCases ?? 100,
    maxTime: options.maxTime ?? Number.POSITIVE_INFINITY,
    workers: options.workers ?? 1,
    rate: options.rate ?? Number.POSITIVE_INFINITY,
    bail: options.bail ?? Number.POSITIVE_INFINITY,
    timeout: options.timeout ?? 10_000,
    maxBodyBytes: options.maxBodyBytes ?? 8 * 1024 * 1024,
    maxResponseTime: options.maxResponseTime ?? Number.POSITIVE_INFINITY,
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    onEvent: options.onEvent ?? (() => {}),
    ...(options.caseId === undefined ? {} : { caseId: options.caseId }),
    ...(options.basePath === undefined ? {} : { basePath: options.basePath }),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  };
}
