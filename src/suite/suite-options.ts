import type { ContractOptions, Fetch } from '../contract/index.ts';
import { StandinError } from '../errors.ts';
import type { Api, Operation } from '../model/index.ts';
import type { Project } from './project.ts';
import type { SuiteFile } from './read-suite.ts';
import type { Shard } from './shard.ts';

/** What a suite is run with. What is said here comes before what the suite says. */
export interface SuiteOptions {
  readonly project: Project;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Loads the description, by its address. */
  readonly loadApi: (source: string) => Promise<Api>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** One of the suite's targets. @default the first */
  readonly environment?: string | undefined;
  /** In place of those targets: a URL, or a handler in-process. */
  readonly target?: string | URL | Fetch | undefined;
  readonly overrides?: ContractOptions | undefined;
  /** Beside what the suite selects. `source` is the description's address. */
  readonly select?: ((api: Api, source: string) => Promise<(operation: Operation) => boolean>) | undefined;
  readonly shard?: Shard | undefined;
  /** By operationId, of an earlier run. */
  readonly costs?: ReadonlyMap<string, number> | undefined;
  /** In place of the suite's. */
  readonly engines?: readonly string[] | undefined;
  /** What a run is given so that these engines run; called when the run begins, unless only ours is to run. */
  readonly engineOptions?:
    | ((engines: readonly string[], suite: SuiteFile) => Promise<ContractOptions>)
    | undefined;
  /** Loads Arazzo files for a run. */
  readonly loadWorkflows?:
    | ((files: readonly WorkflowFile[], api: Api) => Promise<ContractOptions>)
    | undefined;
}

/** An Arazzo file, as a suite names it. */
export interface WorkflowFile {
  /** An absolute path or a URL. */
  readonly file: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** workflowIds; undefined: all that no other one calls. */
  readonly only: readonly string[] | undefined;
}

/** Throws StandinError `no-target` and `unknown-environment`. */
export function targetOf(
  { file, suite }: SuiteFile,
  { environment, target }: Pick<SuiteOptions, 'environment' | 'target'>,
): { readonly name: string | undefined; readonly target: NonNullable<SuiteOptions['target']> | undefined } {
  const names = Object.keys(suite.targets ?? {});
  if (environment !== undefined && !names.includes(environment))
    throw new StandinError(
      `Failed to verify ${file}: it has no target called ${environment}. ${names.length > 0 ? `There are: ${names.join(', ')}.` : 'Add it below targets.'}`,
      { code: 'unknown-environment', place: { file } },
    );
  const name = environment ?? (target === undefined ? names[0] : undefined);
  if (name === undefined && target === undefined)
    throw new StandinError(
      `Failed to verify ${file}: no target is given. Name the server by --target http://127.0.0.1:8000, or below targets.`,
      { code: 'no-target', place: { file } },
    );
  return { name, target };
}
