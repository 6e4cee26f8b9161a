import { resolve } from 'node:path';
import { StandinError } from '../../errors.ts';
import { selectOperations } from '../../model/index.ts';
import type { ChangeState, PactOptions } from '../../pact/index.ts';
import { exitCode, type Invocation } from '../command.ts';
import { plain } from '../output.ts';
import { readPacts } from '../pacts.ts';
import { openReports } from '../reports.ts';
import { loadApiFrom, sourceOf } from '../source.ts';
import { headerOf, identityOf, mustAllBeKnown, type VerifyFlags } from './verify.ts';

/** Of `verify`, where pacts are among what it is given. */
export interface PactFlags {
  readonly providerStatesUrl?: string;
  readonly hooks?: string;
}

/** Holds a provider to pacts, and each exchange to a description that stands beside them: 0 kept, 1 broken, 2 could not be told. */
export async function verifyPacts(
  { pacts: files, others }: { readonly pacts: readonly string[]; readonly others: readonly string[] },
  { output, flags }: Invocation<VerifyFlags & PactFlags>,
): Promise<number> {
  await mustAllBeKnown(flags);
  const [pacts, api, engine] = await Promise.all([
    readPacts(files),
    others.length === 0 ? undefined : loadApiFrom(sourceOf(others, flags), flags, output.terminal),
    import('../../pact/index.ts'),
  ]);
  if (flags.dryRun) {
    for (const { file, interactions } of pacts)
      for (const { description, request } of interactions)
        output.print(`${plain(file)}  ${request.method} ${plain(request.path)}  ${plain(description)}`);
    return exitCode.fine;
  }
  if (flags.target === undefined)
    throw new StandinError(
      'Failed to verify: no target is given. Name the provider by --target http://127.0.0.1:8000.',
      { code: 'no-target' },
    );
  const chosen = selectOperations(
    api ?? (await engine.operationsOf(pacts)).api,
    flags.include,
    flags.exclude,
  );
  const reports = await openReports(flags.reporter, engine.pactReportContext(pacts, api), output);
  const result = await engine
    .verifyPacts(pacts, flags.target, {
      headers: (flags.header ?? []).map(headerOf),
      identities: (flags.identity ?? []).map(identityOf),
      ...effort(flags),
      ...(api === undefined ? {} : { api }),
      ...(flags.include || flags.exclude ? { select: chosen } : {}),
      ...(await changeState(flags)),
      now: Date.now(),
      clock: () => performance.now(),
      onEvent: reports.report,
    })
    .finally(reports.close);
  if (flags.case !== undefined && result.cases === 0)
    throw new StandinError(
      `Failed to run the case ${flags.case}: there is none of this name. A finding names its case.`,
      { code: 'unknown-case' },
    );
  if (!result.conclusive) return exitCode.failed;
  return result.kept ? exitCode.fine : exitCode.notFine;
}

function effort({
  seed,
  basePath,
  checks,
  maxTime,
  bail,
  timeout,
  case: caseId,
}: VerifyFlags): Partial<PactOptions> {
  return {
    timeout,
    ...(seed === undefined ? {} : { seed }),
    ...(basePath === undefined ? {} : { basePath }),
    ...(checks === undefined ? {} : { checks }),
    ...(maxTime === undefined ? {} : { maxTime: maxTime * 1000 }),
    ...(bail === undefined ? {} : { bail }),
    ...(caseId === undefined ? {} : { caseId }),
  };
}

async function changeState({
  providerStatesUrl,
  hooks,
  timeout,
}: VerifyFlags & PactFlags): Promise<{ changeState?: ChangeState }> {
  if (providerStatesUrl !== undefined && hooks !== undefined)
    throw new StandinError(
      'Failed to verify: --provider-states-url and --hooks both bring the provider into its states. Give one of them.',
      { code: 'two-state-hooks' },
    );
  const { statesByModule, statesByUrl } = await import('../../pact/index.ts');
  if (providerStatesUrl !== undefined)
    return { changeState: statesByUrl(providerStatesUrl, (request) => fetch(request), timeout) };
  if (hooks === undefined) return {};
  const { loadModule } = await import('../../fixture/index.ts');
  return { changeState: statesByModule(await loadModule(resolve(hooks)), hooks) };
}
