import type { Operation } from '../model/index.ts';
import type { Session } from './case.ts';
import type { LearntKnowledge } from './knowledge.ts';
import type { PhaseContext } from './phase.ts';
import { generatedDraft } from './request-values.ts';

/** Looks for a request that the target takes, operation by operation, before anything is judged. */
export async function scout(
  operations: readonly Operation[],
  { generator }: PhaseContext,
  session: Session,
  knowledge: LearntKnowledge,
): Promise<void> {
  for (const operation of operations) {
    for (const full of [false, true]) {
      if (knowledge.accepted(operation)) break;
      const draft = generatedDraft(operation, generator, { key: 'scout', full });
      knowledge.learn(draft, await session.send(draft, { unchecked: true }));
    }
  }
}
