import type { Operation } from '../model/index.ts';
import { nearName, type Violation } from '../schema/index.ts';
import { parameterPointer, violationOf } from './violation-of.ts';

/** Query parameters that an operation does not declare, as violations; whether they are is the caller's choice. */
export function undeclaredViolations(operation: Operation, names: readonly string[]): Violation[] {
  if (names.length === 0) return [];
  const declared = operation.parameters.filter((each) => each.in === 'query').map((each) => each.name);
  const free = declared.filter((name) => !names.includes(name));
  return names.map((name) => {
    const meant = nearName(name, free);
    const hint = meant === undefined ? '' : `. Did you mean ${JSON.stringify(meant)}?`;
    const message = `the query parameter ${JSON.stringify(name)} is not documented${hint}`;
    const violation = violationOf('query', parameterPointer(name), 'undeclared', message, operation.node);
    return meant === undefined ? violation : { ...violation, meant };
  });
}
