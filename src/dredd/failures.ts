import type { Exchange, Failure, Occasion } from '../contract/index.ts';
import { responseForStatus } from '../http/index.ts';
import type { DreddOutcome } from './run/protocol.ts';
import type { Transaction } from './transactions.ts';

/** So many of one answer are told. */
const mostFailures = 20;

/** What Dredd finds wrong in an answer, each at the place in the description that it is about. */
export function failuresOf(
  { occasion, spec }: Transaction,
  outcome: DreddOutcome,
  exchange: Exchange,
): Failure[] {
  const { operation } = occasion;
  const real = exchange.response;
  const documented = real ? responseForStatus(operation.responses, real.status) : undefined;
  const type = real?.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const media =
    documented?.content.find((each) => each.type.split(';')[0]?.trim().toLowerCase() === type) ??
    documented?.content[0];
  const responses = operation.node.get('responses');
  return outcome.errors.slice(0, mostFailures).map(({ field, message, pointer = '' }) => {
    const node =
      field === 'body'
        ? (media?.schema?.node ?? media?.node ?? documented?.node)
        : field === 'headers'
          ? (documented?.node ?? spec?.node)
          : undefined;
    const { uri, pointer: at } = node ?? responses ?? operation.node;
    return {
      check: 'dredd',
      kind: kindOf(field, message, occasion),
      message: sentence(field, message, occasion),
      severity: 'failure',
      place: { uri, pointer: at },
      where: `${parts[field] ?? field} ${pointer}`.trim(),
      operation,
      exchanges: [exchange],
    };
  });
}

const parts: Readonly<Record<string, string>> = { statusCode: 'status', headers: 'header', body: 'body' };

/** Stable: without values. */
function kindOf(field: string, message: string, { kind }: Occasion): string {
  if (field === 'statusCode') return `${kind} ${/got '(\d+)'/.exec(message)?.[1] ?? 'none'}`;
  const words =
    /(Invalid type|Missing required property|No enum match|parseable JSON|is missing|Can't validate|should [a-zA-Z ]+)/.exec(
      message,
    );
  return `${field} ${words?.[1]?.trim() ?? 'other'}`;
}

function sentence(field: string, message: string, { mutation }: Occasion): string {
  const plain = message.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  const what = mutation ? ` (a request with ${mutation.title})` : '';
  return `Dredd says of the ${parts[field] ?? field}${what}: ${plain}.`;
}
