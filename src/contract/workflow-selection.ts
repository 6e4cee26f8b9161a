import { isSecretName } from '../schema/index.ts';
import type { Workflows } from '../workflow/index.ts';

/** Workflows that a run tries. */
export interface WorkflowSelection {
  /** Loaded with the api that is held to its description. */
  readonly set: Workflows;
  /** By name; a workflow takes what its schema names. Texts are read by the schema's type. @default {} */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** By workflowId. @default all that no other one calls, goes to or waits for */
  readonly only?: readonly string[];
}

/** Inputs whose names say that no report may show them. */
export function secretInputs(selections: readonly WorkflowSelection[]): string[] {
  return selections.flatMap(({ inputs = {} }) =>
    Object.entries(inputs).flatMap(([name, value]) =>
      isSecretName(name) && typeof value === 'string' && value.length >= 4 ? [value] : [],
    ),
  );
}
