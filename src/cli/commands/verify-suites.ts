import type { ContractOptions, ContractResult, Finding } from '../../contract/index.ts';
import { StandinError } from '../../errors.ts';
import { selectOperations } from '../../model/index.ts';
import type { PreparedSuite, Project, SuiteFile, SuiteOptions } from '../../suite/index.ts';
import { exitCode, type Invocation } from '../command.ts';
import { enginesOf } from '../engines.ts';
import { counted, type Output, plain } from '../output.ts';
import { type ShardFlags, sharingOf } from '../shard.ts';
import { loadApiFrom } from '../source.ts';
import { openSuiteReports, type SuiteReports } from '../suite-reports.ts';
import { inputsOf, loadWorkflowFile } from '../workflows.ts';
import { effort, headerOf, identityOf, mustAllBeKnown, type VerifyFlags } from './verify.ts';

export interface SuiteFlags extends VerifyFlags, ShardFlags {
  readonly env?: string;
  readonly updateBaseline?: boolean;
  /** Names of the flags that are given, on the command line or by other means: these come before the suite. */
  readonly given: ReadonlySet<string>;
}

/** How one suite ended. */
interface Ended {
  readonly suite: SuiteFile;
  /** Undefined where it could not be run. */
  readonly result: ContractResult | undefined;
  readonly error: StandinError | undefined;
}

/** Runs suites one after another: 0 all are kept, 1 one is broken, 2 one could not be told. */
export async function verifySuites(
  names: readonly string[],
  { output, flags }: Invocation<SuiteFlags>,
): Promise<number> {
  await mustAllBeKnown(flags);
  const { loadSuite } = await import('../../suite/index.ts');
  const files = await Promise.all(names.map(loadSuite));
  const [{ openProject, prepareSuite }, { loadModule }, { breaks }, sharing] = await Promise.all([
    import('../../suite/index.ts'),
    import('../../fixture/index.ts'),
    import('../../contract/index.ts'),
    sharingOf(flags),
  ]);
  const project = await openProject((path) => loadModule(path));
  const suites: PreparedSuite[] = [];
  for (const file of files)
    suites.push(await prepareSuite(file, { ...optionsOf(file, project, flags, output), ...sharing }));
  if (flags.dryRun) return listCases(suites, output);
  const reports = await openSuiteReports(suites, flags.reporter, output);
  const ended: Ended[] = [];
  try {
    for (const suite of suites)
      ended.push(await runOne(suite, suites.length === 1, { reports, project, flags, output }));
    reports.finish(ended.flatMap(({ result }) => result ?? []));
  } finally {
    reports.close();
  }
  if (suites.length > 1) summarize(ended, output, breaks);
  return codeOf(ended, flags);
}

function codeOf(ended: readonly Ended[], flags: SuiteFlags): number {
  const results = ended.flatMap(({ result }) => result ?? []);
  // An operation that a case names may be of one suite among several.
  if (
    flags.case !== undefined &&
    results.length === ended.length &&
    results.every(({ cases }) => cases === 0)
  )
    throw new StandinError(
      `Failed to run the case ${flags.case}: there is none of this name. See all by --dry-run, and give the seed of the run that named it.`,
      { code: 'unknown-case' },
    );
  const isTold = ({ result }: Ended) => result?.conclusive === true || isEmptyShard(result, flags);
  if (!ended.every(isTold)) return exitCode.failed;
  if (flags.updateBaseline) return exitCode.fine;
  return results.every((result) => result.kept || isEmptyShard(result, flags))
    ? exitCode.fine
    : exitCode.notFine;
}

/** More shards than parts, or nothing that was touched: there is nothing to do, and nothing is wrong. */
function isEmptyShard(result: ContractResult | undefined, { shard, since }: SuiteFlags): boolean {
  return result !== undefined && (shard !== undefined || since !== undefined) && result.coverage.length === 0;
}

function optionsOf(file: SuiteFile, project: Project, flags: SuiteFlags, output: Output): SuiteOptions {
  const { terminal } = output;
  return {
    project,
    env: terminal.env,
    loadApi: (source) => loadApiFrom(source, flags, terminal),
    now: Date.now(),
    clock: () => performance.now(),
    environment: flags.env,
    target: flags.target,
    overrides: overridesOf(flags),
    engines: flags.engine,
    engineOptions: (engine, { suite: { dredd } }) =>
      enginesOf(
        {
          engine,
          ...(dredd?.hookfiles ? { hookfiles: dredd.hookfiles } : {}),
          ...(dredd?.config ? { dreddConfig: dredd.config } : {}),
          ...(flags.hookfiles ? { hookfiles: flags.hookfiles } : {}),
          ...(flags.dreddConfig ? { dreddConfig: flags.dreddConfig } : {}),
        },
        output,
        folderOf(file.file),
      ),
    loadWorkflows: async (workflows, api) => ({
      workflows: await Promise.all(
        workflows.map(async ({ file: name, inputs, only }) => ({
          set: await loadWorkflowFile(name, flags, output, api),
          inputs: { ...inputs, ...inputsOf(flags.input ?? []) },
          ...(only === undefined ? {} : { only }),
        })),
      ),
    }),
    select: async (api, source) => {
      const named = selectOperations(api, flags.include, flags.exclude);
      if (flags.since === undefined) return named;
      const { touchedSince } = await import('../since.ts');
      const touched = await touchedSince(flags.since, api, source, flags, output);
      return (operation) => named(operation) && touched(operation);
    },
  };
}

function folderOf(file: string): string {
  return file.replace(/[^/\\]*$/, '') || '.';
}

/** Flags that have a value without being given leave it to the suite. */
function overridesOf(flags: SuiteFlags): ContractOptions {
  const { given, resources } = flags;
  const { maxCases, workers, timeout, clock: _, ...others } = effort(flags);
  return {
    ...others,
    ...(given.has('maxCases') ? { maxCases } : {}),
    ...(given.has('workers') ? { workers } : {}),
    ...(given.has('timeout') ? { timeout } : {}),
    ...(resources === undefined ? {} : { resources }),
    headers: (flags.header ?? []).map(headerOf),
    identities: (flags.identity ?? []).map(identityOf),
  };
}

interface Running {
  readonly reports: SuiteReports;
  readonly project: Project;
  readonly flags: SuiteFlags;
  readonly output: Output;
}

/** One that cannot be run keeps no other from running. */
async function runOne(
  suite: PreparedSuite,
  isAlone: boolean,
  { reports, project, flags, output }: Running,
): Promise<Ended> {
  const { file } = suite;
  const report = await reports.of(suite);
  const { createSayer } = await import('../../report/index.ts');
  const sayer = createSayer();
  try {
    const result = await suite.run((event) => {
      sayer.report(event);
      report(event);
    });
    if (flags.updateBaseline && result.conclusive)
      await writeBaseline(suite, result, sayer.said, { project, output });
    return { suite: file, result, error: undefined };
  } catch (error) {
    if (!(error instanceof StandinError) || isAlone) throw error;
    output.terminal.err(`${output.paintError.red('error:')} ${plain(error.message)}\n`);
    return { suite: file, result: undefined, error };
  }
}

async function writeBaseline(
  { file }: PreparedSuite,
  result: ContractResult,
  said: (finding: Finding) => string,
  { project, output }: Pick<Running, 'project' | 'output'>,
): Promise<void> {
  const { baselineName, dayOf, updateBaseline } = await import('../../suite/index.ts');
  const name = baselineName(file);
  if (name === undefined)
    throw new StandinError(
      `Failed to update the baseline of ${file.file}: the suite wants none (baseline: false). Take that line out.`,
      { code: 'no-baseline', place: file.place('/baseline') },
    );
  const before = await project.read(name, file.file);
  const { text, added, pruned, reopened, expired } = await updateBaseline(
    before,
    result,
    dayOf(Date.now()),
    said,
  );
  if (added + pruned + reopened > 0) await project.write(name, file.file, text);
  const left = expired > 0 ? `, ${expired} expired and left as they are` : '';
  output.say(`${name}: ${added} added, ${pruned} taken out, ${reopened} expected again${left}.`);
}

/** One line for each suite. */
function summarize(ended: readonly Ended[], output: Output, isBroken: (finding: Finding) => boolean): void {
  const { paint } = output;
  const width = Math.max(...ended.map(({ suite }) => suite.file.length));
  for (const { suite, result } of ended) {
    const verdict = !result?.conclusive
      ? paint.red('not verified')
      : result.kept
        ? paint.green('kept')
        : paint.red('broken');
    const { findings = [], coverage = [], cases = 0 } = result ?? {};
    const broken = findings.filter(isBroken).length;
    const about = result
      ? `${counted(coverage.length, 'operation')}, ${counted(cases, 'case')}, ${counted(broken, 'finding')}`
      : '';
    output.say(`${plain(suite.file).padEnd(width)}  ${verdict}  ${paint.dim(about)}`);
  }
}

async function listCases(suites: readonly PreparedSuite[], output: Output): Promise<number> {
  let count = 0;
  for (const suite of suites)
    for await (const { id, title, phase, operation } of suite.plan()) {
      count++;
      if (output.json)
        output.printJson({ suite: suite.file.name, id, phase, operation: operation.id, title });
      else output.print(`${plain(id)}  ${output.paint.dim(plain(title))}`);
    }
  output.say(`${count} cases of ${counted(suites.length, 'suite')}.`);
  return exitCode.fine;
}
