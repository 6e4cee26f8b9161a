import type { Operation } from '../../model/index.ts';
import { isJsonObject } from '../../schema/index.ts';
import type { Place } from '../../state/index.ts';
import type { Reply } from '../answer-source.ts';
import { fingerprint } from '../headers.ts';
import { errorReply } from './answers.ts';
import type { Outcome, Turn } from './turn.ts';

/** Where the answers to requests with a key are noted. No path begins like this. */
const notes = '~idempotency';

const keyHeader = /^(?:x-)?idempotency-?key$/i;
const names = new WeakMap<Operation, string>();

/** Of the header that carries the key; `''` where none is documented. */
function nameOf(operation: Operation): string {
  let name = names.get(operation);
  if (name === undefined) {
    const headers = operation.parameters.filter((parameter) => parameter.in === 'header');
    names.set(operation, (name = headers.find((each) => keyHeader.test(each.name))?.name ?? ''));
  }
  return name;
}

/** The answer that the same request with the same key has got before, or what `decide` says, noted for later. */
export function once(turn: Turn, { world }: Place, decide: () => Outcome): Outcome {
  const { role, request } = turn;
  const name = nameOf(role.operation);
  const given = name && request.headers.get(name);
  if (!given) return decide();
  const key = encodeURIComponent(`${role.operation.id} ${given}`);
  const print = fingerprint(`${request.path} ${JSON.stringify(request.sent ?? null)}`);
  const before = world.note(notes, key);
  if (isJsonObject(before)) {
    if (before['print'] === print) return { reply: before['reply'] as Reply, changes: [] };
    const detail = 'The idempotency key was used with another request.';
    return { reply: errorReply(role.operation, [422, 409, 400], detail), changes: [] };
  }
  const outcome = decide();
  if (!outcome.reply || outcome.changes.length === 0) return outcome;
  const note = { space: notes, key, value: { print, reply: outcome.reply }, created: true as const };
  return { reply: outcome.reply, changes: [...outcome.changes, note] };
}
