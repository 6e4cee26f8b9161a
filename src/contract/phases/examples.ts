import type { CaseDraft } from '../case.ts';
import type { Phase } from '../phase.ts';
import { exampleDrafts } from '../request-examples.ts';

/** Every request that the description's examples make. */
export const examples: Phase = {
  name: 'examples',
  *cases(operation, context): Iterable<CaseDraft> {
    for (const { title, draft } of exampleDrafts(operation, context)) {
      const given = context.knowledge.things.given(draft);
      yield { title, run: async (session) => void (await session.send(given)) };
    }
  },
};
