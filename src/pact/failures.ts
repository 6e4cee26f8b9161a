import type { Exchange, Failure } from '../contract/index.ts';
import { isSecretName } from '../schema/index.ts';
import type { Mismatch } from './mismatch.ts';
import type { Interaction, Pact, ProviderState } from './pact.ts';

/** What an answer's mismatches are in a run: failures, whose places are those of the pact file. */
export function failuresOf(
  pact: Pact,
  interaction: Interaction,
  exchange: Exchange,
  mismatches: readonly Mismatch[],
): Failure[] {
  const failure = (it: Mismatch, message: string): Failure =>
    failureAt(pact, interaction, exchange, it.place, {
      kind: `${it.in}-${it.kind}`,
      message,
      where: `${it.in} ${it.pointer}`.trimEnd(),
    });
  const { problem } = exchange;
  if (problem)
    return [
      failureAt(pact, interaction, exchange, interaction.pointer, {
        kind: 'unanswered',
        message: `There is no answer: ${problem.message}.`,
        where: 'answer',
      }),
    ];
  return mismatches.map((it) => failure(it, sentence(it)));
}

/** The provider could not be brought into a state, so that nothing was asked. */
export function stateFailure(
  pact: Pact,
  interaction: Interaction,
  exchange: Exchange,
  { name }: ProviderState,
  reason: string,
): Failure {
  return failureAt(pact, interaction, exchange, interaction.pointer, {
    kind: 'state',
    message: `The provider was not brought into the state "${name}": ${reason}.`,
    where: `state ${name}`,
  });
}

function failureAt(
  pact: Pact,
  interaction: Interaction,
  exchange: Exchange,
  pointer: string,
  it: Pick<Failure, 'kind' | 'message' | 'where'>,
): Failure {
  const { description, states, pending } = interaction;
  const below = pointer.startsWith(interaction.pointer) ? pointer.slice(interaction.pointer.length) : pointer;
  const name = [pact.consumer, pact.provider, description, ...states.map((state) => state.name), below];
  return {
    check: 'pact',
    severity: pending ? 'lenient' : 'failure',
    place: { uri: pact.file, pointer, name: JSON.stringify(name) },
    exchanges: [exchange],
    ...it,
    message: `${pending ? 'Pending: ' : ''}${it.message}`,
  };
}

function sentence({ in: part, pointer, kind, message: told }: Mismatch): string {
  const isSecret = pointer.split('/').some(isSecretName) && kind !== 'missing' && kind !== 'unexpected';
  const message = isSecret ? 'is not what is expected' : told;
  switch (part) {
    case 'header':
      return `The header ${pointer.slice(1)} ${message}.`;
    case 'body':
      return `In the body of the answer, ${pointer || 'the whole'} ${message}.`;
    default:
      return `The ${part} ${message}.`;
  }
}
