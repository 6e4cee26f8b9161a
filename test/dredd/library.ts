import {
  type ContractOptions,
  type ContractResult,
  type Fetch,
  runContract,
} from '../../src/contract/index.ts';
import { type DreddOptions, dreddPhase } from '../../src/dredd/index.ts';
import { type Api, loadApi } from '../../src/model/index.ts';

/** The library of `bench/defects`, which keeps its description, or breaks it in the way that is named. */
interface Library {
  readonly defect?: string;
  readonly variation?: string;
}

const bench = (name: string) => import(new URL(`../../bench/defects/${name}.mjs`, import.meta.url).href);
const { describe } = await bench('description');
const { createLibrary } = await bench('server');
const { identities } = await bench('catalogue');

export const root: string = new URL('../..', import.meta.url).pathname;

function libraryApi(variation?: string): Promise<Api> {
  return loadApi(describe(variation));
}

export interface Tried {
  readonly result: ContractResult;
  /** Of the transactions, with whether they failed. */
  readonly cases: ReadonlyArray<readonly [name: string, failed: boolean]>;
  /** `operation: message` */
  readonly findings: readonly string[];
}

/** The library, held to its description by Dredd alone. */
export async function tryByDredd(
  { defect, variation }: Library,
  options: ContractOptions = {},
  dredd: Partial<DreddOptions> = {},
): Promise<Tried> {
  const target: Fetch = createLibrary({ defect, variation });
  return tryTarget(await libraryApi(variation), target, { identities, ...options }, dredd);
}

/** Some target, held to its description by Dredd alone. */
export async function tryTarget(
  api: Api,
  target: Fetch | string,
  options: ContractOptions = {},
  dredd: Partial<DreddOptions> = {},
): Promise<Tried> {
  const cases: Array<readonly [string, boolean]> = [];
  const result = await runContract(api, target, {
    seed: 1,
    clock: () => performance.now(),
    phases: [],
    ...options,
    foreign: [await dreddPhase({ cwd: root, clock: () => performance.now(), ...dredd })],
    onEvent: (event) => {
      if (event.type === 'case-finished') cases.push([event.case.title, event.failed]);
      options.onEvent?.(event);
    },
  });
  const findings = result.findings.map(({ operation, failure }) => `${operation.id}: ${failure.message}`);
  return { result, cases, findings };
}
