import type { ContractOptions, Identity, PhaseName } from '../../contract/index.ts';
import { StandinError } from '../../errors.ts';
import { type Api, type Operation, selectOperations } from '../../model/index.ts';
import type { ResourceCorrections } from '../../resource/index.ts';
import { type CommonFlags, exitCode, type Invocation } from '../command.ts';
import { type EngineFlags, enginesOf } from '../engines.ts';
import { mustBeKnown } from '../known.ts';
import { type Output, plain } from '../output.ts';
import { openReports } from '../reports.ts';
import { type ShardFlags, sharingOf } from '../shard.ts';
import { sourceOf } from '../source.ts';
import { loadSubject, type WorkflowFlags } from '../workflows.ts';

export interface VerifyFlags extends CommonFlags, EngineFlags, WorkflowFlags, ShardFlags {
  readonly target?: string;
  readonly basePath?: string;
  readonly header?: readonly string[];
  readonly identity?: readonly string[];
  readonly timeout: number;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly since?: string;
  readonly phases?: readonly string[];
  readonly checks?: readonly string[];
  readonly case?: string;
  readonly maxCases: number;
  /** Seconds. */
  readonly maxTime?: number;
  /** Milliseconds. */
  readonly maxResponseTime?: number;
  readonly workers: number;
  readonly rate?: number;
  readonly bail?: number;
  readonly seed?: string;
  readonly dryRun?: boolean;
  readonly selfCheck?: boolean;
  readonly reporter?: readonly string[];
  /** Of the configuration. */
  readonly resources?: ResourceCorrections;
}

const phaseNames = ['workflows', 'examples', 'boundary', 'generated', 'stateful'];

/** Holds a real server to its description: 0 kept, 1 broken, 2 could not be told. */
export async function verify(
  specs: readonly string[],
  { output, flags }: Invocation<VerifyFlags>,
): Promise<number> {
  const source = sourceOf(specs, flags);
  const [{ api, workflows, isOfWorkflows }, contract] = await Promise.all([
    loadSubject(source, flags, output),
    import('../../contract/index.ts'),
  ]);
  const known = await mustAllBeKnown(flags);
  const select = await selected(api, source, flags, output);
  if (flags.since !== undefined && !api.operations.some(select)) return exitCode.fine;
  const { endpoint, ...engines } = await enginesOf(flags, output);
  const target = flags.target ?? endpoint;
  const whole: ContractOptions = {
    ...(isOfWorkflows ? { phases: ['workflows'] } : {}),
    ...effort(flags),
    ...engines,
    workflows,
    ...(flags.resources === undefined ? {} : { resources: flags.resources }),
    headers: [...(engines.headers ?? []), ...(flags.header ?? []).map(headerOf)],
    identities: (flags.identity ?? []).map(identityOf),
    select,
  };
  const options = await shared(api, whole, flags);
  if (flags.shard !== undefined && !api.operations.some(options.select ?? (() => true))) return exitCode.fine;
  if (flags.dryRun) return list(contract.planContract(api, options), known, output);
  if (flags.selfCheck) return (await import('./self-check.ts')).printSelfCheck(api, options, output);
  if (target === undefined)
    throw new StandinError(
      'Failed to verify: no target is given. Name the server by --target http://127.0.0.1:8000.',
      { code: 'no-target' },
    );
  const reports = await openReports(flags.reporter, api, output);
  const result = await contract
    .runContract(api, target, { ...options, onEvent: reports.report })
    .finally(reports.close);
  if (!result.conclusive) return exitCode.failed;
  if (flags.case !== undefined && result.cases === 0)
    throw new StandinError(
      `Failed to run the case ${flags.case}: there is none of this name. See all by --dry-run, and give the seed of the run that named it.`,
      { code: 'unknown-case' },
    );
  return result.kept ? exitCode.fine : exitCode.notFine;
}

/** The names of all checks. Rejects with StandinError `unknown-check` and `unknown-phase`. */
export async function mustAllBeKnown({
  checks = [],
  phases = [],
}: Pick<VerifyFlags, 'checks' | 'phases'>): Promise<readonly string[]> {
  const { allChecks } = await import('../../contract/index.ts');
  const known = allChecks().map(({ name }) => name);
  const words = ['default', 'all', ...known];
  for (const word of checks) await mustBeKnown(word.replace(/^-/, ''), words, 'check');
  for (const name of phases) await mustBeKnown(name, phaseNames, 'phase');
  return known;
}

/** The options of one shard. */
async function shared(api: Api, options: ContractOptions, flags: ShardFlags): Promise<ContractOptions> {
  const { shard, costs } = await sharingOf(flags);
  if (shard === undefined) return options;
  const { shardOf } = await import('../../suite/index.ts');
  const chosen = await shardOf(api, shard, options, costs);
  return { ...options, select: (operation) => chosen.has(operation) };
}

async function selected(
  api: Api,
  source: string,
  flags: VerifyFlags,
  output: Output,
): Promise<(operation: Operation) => boolean> {
  const named = selectOperations(api, flags.include, flags.exclude);
  if (flags.since === undefined) return named;
  const { touchedSince } = await import('../since.ts');
  const touched = await touchedSince(flags.since, api, source, flags, output);
  return (operation) => named(operation) && touched(operation);
}

/** What flags say of how much is tried. */
export function effort(flags: VerifyFlags): ContractOptions {
  const { seed, phases, checks, rate, bail, maxTime, maxResponseTime, maxCases, workers, timeout } = flags;
  return {
    maxCases,
    workers,
    timeout,
    clock: () => performance.now(),
    ...(seed === undefined ? {} : { seed }),
    ...(phases === undefined ? {} : { phases: phases as readonly PhaseName[] }),
    ...(checks === undefined ? {} : { checks }),
    ...(rate === undefined ? {} : { rate }),
    ...(bail === undefined ? {} : { bail }),
    ...(maxTime === undefined ? {} : { maxTime: maxTime * 1000 }),
    ...(maxResponseTime === undefined ? {} : { maxResponseTime }),
    ...(flags.basePath === undefined ? {} : { basePath: flags.basePath }),
    ...(flags.case === undefined ? {} : { caseId: flags.case }),
  };
}

export function headerOf(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}

/** `main='Authorization: Bearer …'`, or `main='?key=…'` for the query; more headers of one person are separated by `; ` before another `Name:`. */
export function identityOf(text: string): Identity {
  const keys = /^([\w.-]+)=\?(.+=.*)$/s.exec(text);
  if (keys) return { name: keys[1]!, headers: [], query: [...new URLSearchParams(keys[2])] };
  const match = /^([\w.-]+)=(.+:.*)$/s.exec(text);
  if (!match)
    throw new StandinError(
      `Failed to read the identity ${text.split('=', 1)[0]}: it is no name with a header. Write main='Authorization: Bearer …'.`,
      { code: 'bad-identity' },
    );
  const [, name, lines] = match as unknown as [string, string, string];
  return { name, headers: lines.split(/;\s*(?=[\w-]+:\s)/).map(headerOf) };
}

async function list(
  cases: ReturnType<typeof import('../../contract/index.ts')['planContract']>,
  checks: readonly string[],
  output: Output,
): Promise<number> {
  let count = 0;
  for await (const { id, title, phase, operation } of cases) {
    count++;
    if (output.json) output.printJson({ id, phase, operation: operation.id, title });
    else output.print(`${plain(id)}  ${output.paint.dim(plain(title))}`);
  }
  output.say(`${count} cases.`);
  if (output.verbose) output.say(`Checks: ${checks.join(', ')}.`);
  return exitCode.fine;
}
