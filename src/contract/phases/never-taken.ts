import type { CaseDraft } from '../case.ts';
import { validRefused } from '../checks/request-verdicts.ts';
import type { Draft } from '../draft.ts';
import type { Exchange } from '../exchange.ts';
import { blame, placeOf } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import { generatedDraft } from '../request-values.ts';

const tries = 6;
/** What a made-up value of such a name can hardly be: it names something of the server's own. */
const naming = /(?:id|ids|key|code|token|ref|slug|number|currency|country|locale)$/i;

/**
 * A documented refusal explains itself, unless no valid request is ever taken: then what is documented is not what is
 * asked for. Several are tried, and only a refusal of all of them for what they say counts.
 */
export function* neverTaken(base: Draft, context: PhaseContext): Iterable<CaseDraft> {
  const { operation } = base;
  const { knowledge, generator } = context;
  if (knowledge.accepted(operation) || !operation.responses.some(({ status }) => /^[23]/.test(status)))
    return;
  yield {
    title: 'several valid requests',
    run: async (session) => {
      const exchanges: Exchange[] = [];
      for (let index = 0; index < tries; index++) {
        const choice = { key: `never taken ${session.random.next()}`, full: index % 2 === 0 };
        const draft = knowledge.things.fill(generatedDraft(operation, generator, choice));
        if (session.judge(draft).verdict !== 'valid') continue;
        const exchange = await session.send(draft);
        if (![400, 415, 422].includes(exchange.response?.status ?? 0)) return;
        exchanges.push(exchange);
      }
      const last = exchanges.at(-1);
      if (exchanges.length < tries / 2 || !last) return;
      const named = namesOf(base).filter((name) => naming.test(name));
      const reason =
        named.length > 0
          ? `It may know only certain values of ${named.join(', ')}`
          : 'It may ask for more than is described';
      session.fail({
        ...blame(operation, {
          check: validRefused.name,
          kind: 'never-taken',
          message: `None of ${exchanges.length} valid requests is taken: ${last.response?.status}. ${reason}.`,
          where: 'status',
          exchanges: [last],
          place: placeOf(operation.node),
        }),
        severity: named.length > 0 ? 'lenient' : 'failure',
      });
    },
  };
}

function namesOf({ operation, body }: Draft): string[] {
  const value = body && 'value' in body ? body.value : undefined;
  const members = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return [...operation.parameters.map(({ name }) => name), ...members];
}
