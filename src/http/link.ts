import type { Api, Link, Operation, ParameterLocation } from '../model/index.ts';
import { evaluateRuntimeValue, type RuntimeFacts } from './runtime-expression.ts';

/** What a link says to do next. */
export interface FollowedLink {
  readonly operation: Operation;
  /** As `writeParameters` takes them. */
  readonly values: Readonly<Partial<Record<ParameterLocation, Readonly<Record<string, unknown>>>>>;
  /** Undefined: the link says nothing of a body. */
  readonly body: unknown;
}

/**
 * Where a link of an answer leads (OpenAPI 3.2, Link Object): the operation that it names and what is sent there. A text
 * with the reason where it leads nowhere.
 *
 * @param facts the exchange whose answer has the link
 */
export function followLink(api: Api, link: Link, facts: RuntimeFacts): FollowedLink | string {
  const operation = targetOf(api, link);
  if (operation === undefined)
    return `The link ${link.name} names the operation ${link.operationId ?? link.operationRef}, which there is not.`;
  const values: Partial<Record<ParameterLocation, Record<string, unknown>>> = {};
  for (const [written, expression] of Object.entries(link.parameters)) {
    const parameter = parameterOf(operation, written);
    if (parameter === undefined)
      return `The link ${link.name} gives a value to ${written}, which is no parameter of ${operation.id}.`;
    const value = evaluateRuntimeValue(expression, facts);
    if (value === undefined)
      return `The link ${link.name} takes ${written} from ${JSON.stringify(expression)}, which the exchange does not have.`;
    Object.defineProperty((values[parameter.in] ??= {}), parameter.name, { value, enumerable: true });
  }
  const body = link.requestBody === undefined ? undefined : evaluateRuntimeValue(link.requestBody, facts);
  return { operation, values, body };
}

function targetOf(api: Api, { operationId, operationRef, node }: Link): Operation | undefined {
  if (operationId !== undefined) return api.operation(operationId);
  if (operationRef === undefined) return undefined;
  const target = api.document.resolve(operationRef, node.uri)?.value;
  if (target === undefined) return undefined;
  return api.operations.find((operation) => operation.node.value === target);
}

/** By its name, or by its location and name where names do not tell: `path.id`. */
function parameterOf(
  { parameters }: Operation,
  written: string,
): Operation['parameters'][number] | undefined {
  return (
    parameters.find(({ in: place, name }) => `${place}.${name}` === written) ??
    parameters.find(({ name }) => name === written)
  );
}
