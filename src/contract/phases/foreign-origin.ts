import type { CaseDraft } from '../case.ts';
import { originFailures, securityHeaders } from '../checks/security-headers.ts';
import type { Draft } from '../draft.ts';
import { grounded } from '../ground.ts';
import { otherOrigin } from '../other-origin.ts';
import type { PhaseContext } from '../phase.ts';

/** What a browser sends for a page of somebody else: once for each path, and only where headers are looked at. */
export function* foreignOrigin(base: Draft, context: PhaseContext): Iterable<CaseDraft> {
  const { api, options } = context;
  const { operation } = base;
  const first = api.operations.find(({ path }) => path === operation.path);
  if (first !== operation || !options.checks.has(securityHeaders.name)) return;
  const draft: Draft = { ...base, headers: [...(base.headers ?? []), ['Origin', otherOrigin]] };
  yield {
    title: 'a page of another origin',
    run: async (session) => {
      const sent = await grounded(session, draft, base, context);
      const exchange = await session.send(sent, { unchecked: true });
      for (const failure of originFailures(exchange)) session.fail(failure);
    },
  };
}
