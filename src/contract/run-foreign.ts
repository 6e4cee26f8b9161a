import type { Random } from '../generation/index.ts';
import type { Operation } from '../model/index.ts';
import type { Case } from './case.ts';
import type { Draft } from './draft.ts';
import type { ContractEvent, Notice } from './event.ts';
import type { Failure } from './failure.ts';
import type { ForeignContext, ForeignPhase } from './foreign.ts';
import { grounded } from './ground.ts';
import type { Occasion } from './occasion.ts';
import { occasionsOf } from './occasions.ts';
import type { PhaseContext } from './phase.ts';
import { generatedDraft } from './request-values.ts';
import { jsonOf } from './response-reading.ts';
import { inOrder } from './scout.ts';
import { CaseSession, type SessionContext } from './session.ts';
import type { Fetch } from './target.ts';

/** What a foreign phase is run with: parts of the run that it belongs to. */
export interface ForeignRun {
  readonly target: string | URL | Fetch;
  readonly operations: readonly Operation[];
  readonly context: PhaseContext;
  readonly session: SessionContext;
  readonly random: Random;
  secrets(): Iterable<string>;
  timeLeft(): number;
  isOver(): boolean;
  emit(event: ContractEvent): void;
  notice(notice: Notice): void;
  /** Makes findings of what a case shows. */
  tell(it: Case, failures: readonly Failure[]): void;
}

/** The number of cases. */
export async function runForeign(phase: ForeignPhase, run: ForeignRun): Promise<number> {
  const { context, session, operations, emit } = run;
  const { options } = context;
  const own = new CaseSession(session, run.random, phase.name);
  let cases = 0;
  const renewed = async (operation: Operation, draft: Draft): Promise<Draft> => {
    const { things } = session.knowledge;
    const key = `again ${own.random.next()}`;
    if (draft.body) return things.fill(generatedDraft(operation, context.generator, { key, full: false }));
    const filled = things.fill(draft);
    return grounded(own, filled, filled, context);
  };
  const given: ForeignContext = {
    ...run,
    api: context.api,
    operations: inOrder(operations, context.resources),
    base: (operation) => session.target.base(operation),
    caseId: options.caseId,
    timeout: options.timeout,
    turn: () => session.turn(),
    occasions: (operation) => occasionsOf(operation, context),
    async ready({ operation, kind, draft, base }, again) {
      const identity = kind === 'unauthorized' ? null : options.identities[0];
      const request = await own.request(
        again ? await renewed(operation, draft) : await grounded(own, draft, base, context),
        identity,
      );
      return { request, identity: identity?.name };
    },
    finished(it: Case, occasion: Occasion, exchange, failures) {
      cases++;
      if (exchange) {
        session.sent(exchange, it.id);
        own.undoLater(occasion.draft, exchange);
        if (exchange.response)
          session.knowledge.things.learn(occasion.draft, exchange, jsonOf(exchange.response));
      }
      run.tell(it, failures);
      emit({
        type: 'case-finished',
        case: it,
        requests: exchange ? 1 : 0,
        failed: failures.length > 0,
      });
    },
  };
  emit({ type: 'phase-started', phase: phase.name });
  try {
    await phase.run(given);
  } finally {
    await own.cleanUp();
  }
  emit({ type: 'phase-finished', phase: phase.name, cases });
  return cases;
}
