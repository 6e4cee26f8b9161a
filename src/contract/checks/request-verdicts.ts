import type { Check, Checked } from '../check.ts';
import { type Failure, placeOf } from '../failure.ts';

/** A request that no reasonable reading makes valid is answered with success. */
export const invalidAccepted: Check = {
  name: 'invalid-accepted',
  group: 'requests',
  title: 'An invalid request is accepted',
  byDefault: true,
  look: (checked) => (isSuccess(checked) ? brokenRules(checked, 'invalid-accepted') : []),
};

function isSuccess({ exchange: { response } }: Checked): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}

/** The first rule that the bytes break: others follow from the same value. */
function brokenRules({ exchange, judgement, mutation }: Checked, check: string): Failure[] {
  const { verdict, violations } = judgement;
  if (verdict !== 'invalid' && verdict !== 'lenient') return [];
  const violation = violations.find(({ pointer }) => pointer === mutation?.pointer) ?? violations[0];
  if (!violation) return [];
  const { keyword, message, pointer, schemaPointer, schemaUri } = violation;
  const what = mutation ? `with ${mutation.title}` : 'that breaks the description';
  return [
    {
      check,
      kind: keyword,
      message: `A request ${what} is answered ${exchange.response?.status}: ${violation.in} ${pointer} ${message}.`,
      severity: verdict === 'lenient' ? 'lenient' : 'failure',
      place: { uri: schemaUri, pointer: schemaPointer },
      where: `${violation.in} ${pointer}`,
      exchanges: [exchange],
    },
  ];
}

/**
 * A valid request is refused with a status that says that it is malformed, and no such answer is documented. What is
 * documented is an answer: a 4xx that the description lists explains itself.
 */
export const validRefused: Check = {
  name: 'valid-refused',
  group: 'requests',
  title: 'A valid request is refused',
  byDefault: true,
  look({ exchange, judgement, reading, mutation }) {
    const { response, operation } = exchange;
    if (judgement.verdict !== 'valid' || !response || !saysMalformed(response.status)) return [];
    if (reading?.spec) return [];
    const what = mutation ? ` with ${mutation.title}` : '';
    return [
      {
        check: 'valid-refused',
        kind: mutation?.keyword ?? String(response.status),
        message: `A valid request${what} is refused with ${response.status}, which is not documented.`,
        severity: 'failure',
        place: mutation?.place ?? placeOf(operation.node),
        where: mutation ? `${mutation.in} ${mutation.pointer}` : 'status',
        exchanges: [exchange],
      },
    ];
  },
};

function saysMalformed(status: number): boolean {
  return status === 400 || status === 415 || status === 422;
}
