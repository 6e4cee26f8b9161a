import type { Case, ContractOptions, ExchangeChecks } from '../contract/index.ts';
import type { Operation } from '../model/index.ts';
import { operationsOf } from './operations.ts';
import type { Interaction, Pact } from './pact.ts';
import { wireRequest } from './wire.ts';

/** One interaction that is to be tried. */
export interface PlannedCase {
  readonly pact: Pact;
  readonly interaction: Interaction;
  readonly case: Case;
  readonly operation: Operation;
  /** Is the operation one of the description? */
  readonly isDescribed: boolean;
}

/** Every interaction that is chosen, in the order of the files, with the operation that its request leads to. */
export async function planCases(
  pacts: readonly Pact[],
  { select, caseId }: Pick<ContractOptions, 'select' | 'caseId'>,
  described: ExchangeChecks | undefined,
): Promise<PlannedCase[]> {
  const { operationOf } = await operationsOf(pacts);
  return pacts.flatMap((pact) =>
    pact.interactions.flatMap((interaction, index) => {
      const { method, target } = wireRequest(interaction.request, [], undefined);
      const found = described?.operationFor(method, target);
      const operation = found ?? operationOf(interaction);
      const id = `${pact.consumer}-${pact.provider}.pact.${index + 1}`;
      if ((caseId !== undefined && caseId !== id) || select?.(operation) === false) return [];
      const it: Case = {
        id,
        phase: 'pact',
        operation,
        title: titleOf(pact, interaction),
        run: async () => undefined,
      };
      return [{ pact, interaction, case: it, operation, isDescribed: found !== undefined }];
    }),
  );
}

function titleOf({ consumer }: Pact, { description, states }: Interaction): string {
  const given = states.map(({ name }) => name).join(' and ');
  return `${consumer}: ${description}${given === '' ? '' : `, given ${given}`}`;
}
