import type { Operation } from '../model/index.ts';
import type { Case, PhaseName } from './case.ts';
import type { ResolvedContractOptions } from './options.ts';
import type { Phase, PhaseContext } from './phase.ts';

/** The cases of one operation in one phase: each has its index in its name, whatever the limits are. */
export function* casesOf(phase: Phase, operation: Operation, context: PhaseContext): Generator<Case> {
  const { caseId, settingsOf } = context.options;
  const maxCases = settingsOf(operation)?.maxCases ?? context.options.maxCases;
  const prefix = `${operation.id}.${phase.name}.`;
  if (caseId !== undefined && !caseId.startsWith(prefix)) return;
  let index = 0;
  for (const draft of phase.cases(operation, context)) {
    const id = `${prefix}${index++}`;
    if (caseId !== undefined && id !== caseId) continue;
    if (caseId === undefined && index > maxCases) return;
    yield { ...draft, id, phase: phase.name, operation };
    if (id === caseId) return;
  }
}

/** Of the phases that run, is this one wanted of the operation? */
export function wantsPhase(
  name: PhaseName,
  operation: Operation,
  { settingsOf }: Pick<ResolvedContractOptions, 'settingsOf'>,
): boolean {
  return settingsOf(operation)?.phases?.includes(name) ?? true;
}
