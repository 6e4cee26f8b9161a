import { isJsonObject, isSecretName, joinPointer, valueAt } from '../schema/index.ts';
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

/** Values of inputs that no report may show: of those that are called like secrets, and of passwords by their format. */
export function secretInputs(selections: readonly WorkflowSelection[]): string[] {
  return selections.flatMap(({ set, inputs = {} }) =>
    Object.entries(inputs).flatMap(([name, value]) =>
      typeof value === 'string' && value.length >= 4 && (isSecretName(name) || isPassword(name, set))
        ? [value]
        : [],
    ),
  );
}

function isPassword(name: string, { workflows }: Workflows): boolean {
  return workflows.some(({ inputs }) => {
    const property = valueAt(inputs, joinPointer('/properties', name));
    return isJsonObject(property) && property.format === 'password';
  });
}
