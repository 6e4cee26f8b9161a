import {
  allChecks,
  type Case,
  type ContractEvent,
  type ContractOptions,
  type ContractResult,
  chosenChecks,
  planContract,
} from '../contract/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { type Baseline, readBaselineOf } from './baseline-file.ts';
import { expand, type Variables } from './expand.ts';
import { mustFit, wantedOf } from './operation-settings.ts';
import type { SuiteFile } from './read-suite.ts';
import { runPrepared } from './run-suite.ts';
import { shardOf } from './shard.ts';
import type { Suite } from './suite.ts';
import type { SuiteOptions } from './suite-options.ts';

/** A suite whose description is loaded and whose names all mean something. */
export interface PreparedSuite {
  readonly file: SuiteFile;
  readonly title: string;
  readonly api: Api;
  /** All that are made of any operation. */
  readonly checks: readonly string[];
  readonly operations: readonly Operation[];
  /** Those of the checks that are made of one operation. */
  checksOf(operation: Operation): readonly string[];
  readonly baseline: Baseline | undefined;
  /** Of the suite; undefined where it says nothing. */
  readonly reporters: readonly string[] | undefined;
  /** The cases of a run, without a target. */
  plan(): AsyncIterable<Case>;
  /**
   * Setup, run, teardown. Rejects with a StandinError where it cannot be run: a variable that is not set, no token, a step of
   * the setup that fails.
   */
  run(onEvent: (event: ContractEvent) => void): Promise<ContractResult>;
}

/**
 * Loads what a suite needs and holds its names to the description. Rejects with StandinError `bad-suite` and with what
 * `loadApi` rejects with.
 */
export async function prepareSuite(file: SuiteFile, options: SuiteOptions): Promise<PreparedSuite> {
  const { suite } = file;
  const { project, overrides = {} } = options;
  const source = await project.locate(suite.description, file.file);
  const api = await options.loadApi(source);
  mustFit(
    file,
    api,
    allChecks().map(({ name }) => name),
  );
  const baseline = await readBaselineOf(file, project, options.now);
  const variables: Variables = { env: options.env, steps: new Map(), used: () => {} };
  // Before the setup has run, what its steps save is not known: nothing but the run itself needs it.
  const wanted = wantedOf(suite, suite.operations ?? {}, checksOf(suite, overrides));
  const also = (await options.select?.(api, source)) ?? (() => true);
  const named = overrides.select ?? (() => true);
  const selected = api.operations.filter(
    (operation) => wanted.select(operation) && named(operation) && also(operation),
  );
  const base: ContractOptions = {
    ...limitsOf(suite),
    ...overrides,
    checks: wanted.checks,
    settingsOf: wanted.settingsOf,
    select: (operation) => chosen.has(operation),
  };
  let chosen: ReadonlySet<Operation> = new Set(selected);
  if (options.shard) chosen = await shardOf(api, options.shard, base, options.costs);
  const prepared = { file, api, baseline, base, options };
  return {
    file,
    title: suite.title ?? file.name,
    api,
    checks: wanted.checks,
    operations: api.operations.filter((operation) => chosen.has(operation)),
    checksOf: (operation) =>
      wanted.checks.filter((name) => wanted.settingsOf(operation)?.without?.has(name) !== true),
    baseline,
    reporters: suite.reporters,
    plan: () => planContract(api, base),
    run: (onEvent) =>
      runPrepared({
        ...prepared,
        onEvent,
        variables,
        settingsOf: () =>
          wantedOf(
            suite,
            expand(suite.operations ?? {}, '/operations', variables, file),
            checksOf(suite, overrides),
          ).settingsOf,
      }),
  };
}

function checksOf({ checks = {} }: Suite, overrides: ContractOptions): readonly string[] {
  if (overrides.checks) return chosenChecks(overrides.checks);
  if (Array.isArray(checks)) return chosenChecks(checks);
  const toggles = Object.entries(checks as Readonly<Record<string, boolean>>);
  return chosenChecks(['default', ...toggles.map(([name, isOn]) => (isOn ? name : `-${name}`))]);
}

function limitsOf({ limits = {}, phases, seed, resources }: Suite): ContractOptions {
  const { maxTime, ...others } = limits;
  return {
    ...others,
    ...(maxTime === undefined ? {} : { maxTime: maxTime * 1000 }),
    ...(phases === undefined ? {} : { phases }),
    ...(seed === undefined ? {} : { seed }),
    ...(resources === undefined ? {} : { resources: resources as NonNullable<ContractOptions['resources']> }),
  };
}
