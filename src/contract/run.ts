import { StandinError } from '../errors.ts';
import { createRandom } from '../generation/index.ts';
import type { Api, Operation } from '../model/index.ts';
import type { Case } from './case.ts';
import type { Checked } from './check.ts';
import { allChecks, chosenChecks } from './checks.ts';
import { Coverage } from './coverage.ts';
import { diagnose } from './diagnose.ts';
import type { ContractResult, Notice } from './event.ts';
import type { Exchange } from './exchange.ts';
import { type Executed, execute } from './execute.ts';
import type { Failure } from './failure.ts';
import { breaks, Findings } from './finding.ts';
import type { ForeignPhase } from './foreign.ts';
import { LearntKnowledge } from './knowledge.ts';
import { lanesOf } from './lanes.ts';
import { type ContractOptions, resolveContractOptions } from './options.ts';
import { createPace, eachOf } from './pace.ts';
import type { PhaseContext } from './phase.ts';
import { flowsOf, learnFrom, type Sent, seedBy, workflowCases } from './phases/workflows.ts';
import { allPhases } from './phases.ts';
import { casesOf, wantsPhase } from './plan.ts';
import { phaseContext } from './prepare.ts';
import { ResponseReader } from './response-reading.ts';
import { runForeign } from './run-foreign.ts';
import { scout } from './scout.ts';
import { secretsOf } from './secrets.ts';
import { CaseSession, type SessionContext } from './session.ts';
import { createTarget, type Fetch } from './target.ts';
import { Things } from './things.ts';
import { isWaived } from './waived.ts';
import { secretInputs } from './workflow-selection.ts';

/**
 * Holds a target to its description: a URL, or a handler in-process. Emits events and returns what came of it; prints
 * nothing and never throws for what the target does.
 *
 * @throws StandinError `bad-target` for a target that is no http(s) URL, `bad-input` and `workflow-not-run` for workflows that
 * lack what they need
 */
export async function runContract(
  api: Api,
  target: string | URL | Fetch,
  given: ContractOptions = {},
): Promise<ContractResult> {
  const options = resolveContractOptions(given, chosenChecks);
  const emit = options.onEvent;
  const start = options.clock?.() ?? 0;
  const elapsed = () => (options.clock?.() ?? 0) - start;
  const operations = api.operations.filter(options.select);
  const phases = allPhases.filter(({ name }) => options.phases.includes(name));
  const prepared = await phaseContext(api, options);
  const { judge, resources } = prepared;
  const lanes = lanesOf(operations, resources);
  const targetBelow = (basePath: string | undefined) =>
    createTarget({ target, ...options, clock: options.clock, basePath });
  const held = targetBelow(options.basePath);
  const knowledge = new LearntKnowledge(
    new Things(resources, (operation) => options.settingsOf(operation)?.data),
  );
  const coverage = new Coverage(operations);
  const findings = new Findings();
  const notices: Notice[] = [];
  const secrets = new Set([...secretsOf(options, operations), ...secretInputs(options.workflows)]);
  let requests = 0;
  let cases = 0;
  const looks = allChecks().filter(({ name, look }) => look !== undefined && options.checks.has(name));
  const session: SessionContext = {
    target: held,
    judge,
    reader: new ResponseReader(),
    knowledge,
    options,
    look: (checked: Checked): Failure[] =>
      looks.flatMap((check) => check.look?.(checked) ?? []).filter((failure) => !isWaived(failure, options)),
    learnSecrets: (identity) => {
      const fresh = secretsOf({ headers: [], identities: [identity] }, []).filter((it) => !secrets.has(it));
      for (const it of fresh) secrets.add(it);
      if (fresh.length > 0) emit({ type: 'secrets', secrets: fresh });
    },
    turn: createPace(options.rate),
    sent: (exchange, caseId) => {
      emit({ type: 'exchange', caseId, exchange });
      requests++;
      coverage.note(exchange);
    },
  };
  const context: PhaseContext = { ...prepared, knowledge };
  const notice = (it: Notice) => {
    notices.push(it);
    emit({ type: 'notice', notice: it });
  };
  const over = () => elapsed() > options.maxTime || findings.all().filter(isNews).length >= options.bail;

  const early: Notice[] = [];
  const flows = await flowsOf(options.workflows, (it) => early.push(it));
  const tellsFlows = flows.length > 0 && options.phases.includes('workflows');
  if (!tellsFlows && options.phases.length > 0 && phases.length + options.foreign.length === 0)
    throw noWorkflow(early);
  const isAll = tellsFlows && phases.length === 0 && options.foreign.length === 0;

  emit({
    type: 'run-started',
    target: held.name,
    seed: options.seed,
    operations,
    phases: [...(tellsFlows ? [workflowPhase] : []), ...phases, ...options.foreign].map(({ name }) => name),
    checks: [...options.checks],
    secrets: [...secrets],
    maxTime: options.maxTime,
  });
  const scouting = new CaseSession(session, createRandom(options.seed).fork('scout'), 'scout');
  for (const each of early) notice(each);
  const shown = tellsFlows ? await runWorkflows() : [];
  if (!isAll) {
    const sent: Sent[] = [];
    for (const flow of flows) sent.push(...(await seedBy(flow, scouting, knowledge)));
    await scout(operations, context, scouting, knowledge);
    learnFrom(sent, knowledge, resources);
    const reached = operations.filter((operation) => knowledge.accepted(operation) !== undefined).length;
    emit({ type: 'scouted', reached, operations: operations.length });
  }
  const looked = isAll ? shown : scouting.exchanges;
  const verdict = await diagnose(operations, knowledge, looked, held, targetBelow);
  for (const each of verdict.notices) notice(each);
  if (verdict.conclusive) {
    for (const phase of phases) await runPhase(phase);
    for (const phase of options.foreign) await runForeignPhase(phase);
  }
  await scouting.cleanUp();

  const result: ContractResult = {
    kept: verdict.conclusive && !findings.all().some(breaks),
    conclusive: verdict.conclusive,
    findings: inOrder(findings.all(), operations),
    notices,
    coverage: coverage.all(),
    requests,
    cases,
    milliseconds: elapsed(),
  };
  emit({ type: 'run-finished', result });
  return result;

  function tell(it: Case, failures: Executed['failures'], rank: number): void {
    for (const { failure, tags } of failures) {
      const { finding, isNew } = findings.add(
        failure,
        it,
        tags,
        rank,
        (blamed) => knowledge.accepted(blamed)?.exchange,
      );
      const told = { ...finding, known: options.known(finding) };
      findings.note(told);
      if (isNew) emit({ type: 'finding', finding: told });
    }
  }

  async function runForeignPhase(phase: ForeignPhase): Promise<void> {
    const first = (phases.length + options.foreign.indexOf(phase)) * operations.length;
    cases += await runForeign(phase, {
      target,
      operations,
      context,
      session,
      random: createRandom(options.seed).fork(phase.name),
      secrets: () => secrets,
      timeLeft: () => options.maxTime - elapsed(),
      isOver: over,
      emit,
      notice,
      tell(it, failures) {
        coverage.count(it.operation);
        const found = failures.map((failure) => ({ failure, tags: [] }));
        tell(it, found, first + operations.indexOf(it.operation));
      },
    });
  }

  /** Before the scouting, so that they find the target as whoever wrote them does. */
  async function runWorkflows(): Promise<Exchange[]> {
    emit({ type: 'phase-started', phase: workflowPhase.name });
    const before = cases;
    const exchanges: Exchange[] = [];
    for (const it of workflowCases(flows)) {
      if ((options.caseId !== undefined && options.caseId !== it.id) || over()) continue;
      const noted = {
        ...session,
        sent: (exchange: Exchange, caseId: string) => {
          exchanges.push(exchange);
          session.sent(exchange, caseId);
        },
      };
      await runCase(it, noted, operations.indexOf(it.operation) - operations.length);
    }
    emit({ type: 'phase-finished', phase: workflowPhase.name, cases: cases - before });
    return exchanges;
  }

  async function runPhase(phase: (typeof allPhases)[number]): Promise<void> {
    emit({ type: 'phase-started', phase: phase.name });
    const before = cases;
    // Sequences compare what they see at different moments: nothing may happen beside them.
    const workers = phase.name === 'stateful' ? 1 : options.workers;
    await eachOf(lanes, workers, async (lane) => {
      for (const operation of lane) await runOperation(phase, operation);
    });
    emit({ type: 'phase-finished', phase: phase.name, cases: cases - before });
  }

  async function runOperation(phase: (typeof allPhases)[number], operation: Operation): Promise<void> {
    const rank = phases.indexOf(phase) * operations.length + operations.indexOf(operation);
    if (!wantsPhase(phase.name, operation, options)) return;
    for (const it of casesOf(phase, operation, context)) {
      if (over()) return;
      await runCase(it, session, rank);
    }
    emit({ type: 'operation-finished', phase: phase.name, operation });
  }

  async function runCase(it: Case, within: SessionContext, rank: number): Promise<void> {
    const executed = await execute(it, within, (failure) => findings.has(failure, it));
    cases++;
    coverage.count(it.operation);
    tell(it, executed.failures, rank);
    const failed = executed.failures.length > 0;
    emit({ type: 'case-finished', case: it, requests: executed.requests, failed });
  }
}

/** Nothing that was found would look like nothing that is wrong. */
function noWorkflow(notices: readonly Notice[]): StandinError {
  const why = notices[0]?.message ?? 'no workflow is given.';
  return new StandinError(
    `Failed to run workflows: ${why.charAt(0).toLowerCase()}${why.slice(1)} Name a file of others by --workflows.`,
    { code: 'workflow-not-run' },
  );
}

const workflowPhase = { name: 'workflows' } as const;

function isNews({ known }: ContractResult['findings'][number]): boolean {
  return known?.status !== 'known';
}

/** Whatever came first when several were tried at once: by the description's order. */
function inOrder(
  findings: ContractResult['findings'],
  operations: readonly Operation[],
): ContractResult['findings'] {
  const rank = new Map(operations.map((operation, index) => [operation, index]));
  return findings.toSorted(
    (left, right) =>
      (rank.get(left.operation) ?? 0) - (rank.get(right.operation) ?? 0) ||
      (left.fingerprint < right.fingerprint ? -1 : 1),
  );
}
