import type { ContractEvent, ContractOptions, ContractResult, Fetch, Finding } from '../contract/index.ts';
import { StandinError } from '../errors.ts';
import type { Operation } from '../model/index.ts';
import type { PreparedSuite } from '../suite/index.ts';

export interface DescribeContractOptions {
  /** A URL, or a handler that is asked in-process. @default the suite's first target */
  readonly target?: string | URL | Fetch;
  /** One of the suite's targets. */
  readonly environment?: string;
  /** In place of the process's environment variables. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What is said here comes before the suite. */
  readonly options?: ContractOptions;
  /** Milliseconds that the run may take. @default 600000 */
  readonly timeout?: number;
}

/** What is needed of a test runner; Vitest's functions. */
export interface TestFunctions {
  describe(name: string, body: () => void | Promise<void>): void;
  beforeAll(work: () => Promise<void>, timeout?: number): void;
  test(name: string, body: (context: TestContext) => void): void;
}

interface TestContext {
  skip(note?: string): void;
}

/** What a run has told of one operation by one check. */
interface Told {
  readonly finding: Finding;
  readonly text: string;
  readonly isBroken: boolean;
}

/** Makes `describeContract` of a runner's functions: it describes a suite as tests, one for each operation and check. */
export function contractDescriber(
  runner: TestFunctions,
): (file: string, options?: DescribeContractOptions) => void {
  return (file, options = {}) => {
    runner.describe(file, async () => {
      const suite = await prepare(file, options);
      let told = new Map<string, Told[]>();
      runner.beforeAll(async () => {
        told = await run(suite, file);
      }, options.timeout ?? 600_000);
      for (const operation of suite.operations)
        runner.describe(`${operation.method} ${operation.path}`, () => {
          for (const check of suite.checksOf(operation))
            runner.test(check, (context) => tell(told.get(keyOf(operation, check)) ?? [], context));
        });
    });
  };
}

async function prepare(file: string, options: DescribeContractOptions): Promise<PreparedSuite> {
  const [{ loadSuite, openProject, prepareSuite }, { loadModule }, { apiOf }] = await Promise.all([
    import('../suite/index.ts'),
    import('../fixture/index.ts'),
    import('./load.ts'),
  ]);
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return prepareSuite(await loadSuite(file), {
    project: await openProject((path) => loadModule(path)),
    env: options.env ?? process?.env ?? {},
    loadApi: (source) => apiOf(source),
    now: performance.timeOrigin + performance.now(),
    clock: () => performance.now(),
    target: options.target,
    environment: options.environment,
    overrides: options.options,
    engineOptions: async (engines) => {
      throw new StandinError(
        `Failed to run ${file} as tests: its engine ${engines.join(', ')} runs on the command line alone. Use standin verify ${file}.`,
        { code: 'unsupported-engine' },
      );
    },
    loadWorkflows: async (files, api) => {
      const { loadWorkflows } = await import('../workflow/index.ts');
      const workflows = files.map(async ({ file: name, inputs, only }) => ({
        set: await loadWorkflows(name, { api }),
        inputs,
        ...(only === undefined ? {} : { only }),
      }));
      return { workflows: await Promise.all(workflows) };
    },
  });
}

/** Runs the suite; what it finds, by operation and check. */
async function run(suite: PreparedSuite, file: string): Promise<Map<string, Told[]>> {
  const [{ breaks }, { collectReport }] = await Promise.all([
    import('../contract/index.ts'),
    import('./contract-failure.ts'),
  ]);
  const report = collectReport(suite.api);
  const texts = new Map<string, string>();
  let result: ContractResult | undefined;
  const onEvent = (event: ContractEvent): void => {
    const before = report.text().length;
    report.onEvent(event);
    if (event.type === 'finding') texts.set(event.finding.fingerprint, report.text().slice(before).trim());
    if (event.type === 'run-finished') result = event.result;
  };
  await suite.run(onEvent);
  if (!result?.conclusive)
    throw new StandinError(
      `Failed to run ${file}: ${result?.notices.map(({ message }) => message).join(' ') ?? 'nothing came of it.'}`,
      { code: 'inconclusive' },
    );
  const told = new Map<string, Told[]>();
  for (const finding of result.findings) {
    const key = keyOf(finding.operation, finding.failure.check);
    const text = texts.get(finding.fingerprint) || finding.failure.message;
    told.set(key, [...(told.get(key) ?? []), { finding, text, isBroken: breaks(finding) }]);
  }
  return told;
}

function keyOf({ method, path }: Operation, check: string): string {
  return `${method} ${path} ${check}`;
}

function tell(told: readonly Told[], context: TestContext): void {
  const broken = told.filter(({ isBroken }) => isBroken);
  if (broken.length > 0)
    throw new StandinError(broken.map(({ text }) => text).join('\n\n'), { code: 'contract-broken' });
  const known = told.flatMap(({ finding }) => finding.known ?? []);
  if (known.length > 0)
    context.skip(`known: ${known.map(({ reason }) => reason ?? 'no reason given').join('; ')}`);
}
