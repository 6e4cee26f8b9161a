import { isToken, writeParameters } from '../http/index.ts';
import type { Operation, Parameter, ParameterLocation } from '../model/index.ts';
import { setOwn } from '../schema/index.ts';
import type { Step, StepParameter } from './document.ts';
import { payloadOf, type StepPayload } from './payload.ts';
import { evaluateValue, type Scope, textOf } from './scope.ts';

/** A request that a step asks for, in terms of its operation. */
export interface StepRequest {
  readonly operation: Operation;
  /** As `writeParameters` takes them. */
  readonly parameters: Partial<Record<ParameterLocation, Readonly<Record<string, unknown>>>>;
  readonly body: StepPayload | undefined;
  /** Of parameters that the operation does not declare, and of content types. */
  readonly headers: ReadonlyArray<readonly [string, string]>;
  /** Of parameters that the operation does not declare, percent-encoded; `''` for nothing. */
  readonly extraQuery: string;
}

/** The request of a step at this moment; a clause where it cannot be made. */
export async function requestOf(
  step: Step,
  operation: Operation,
  scope: Scope,
): Promise<StepRequest | string> {
  const parts = new Parts(operation);
  for (const parameter of step.parameters) {
    const value = await evaluateValue(parameter.value, scope);
    const problem = parts.add(parameter, value);
    if (problem !== undefined) return problem;
  }
  const missing = operation.parameters.find(
    ({ in: place, name }) => place === 'path' && parts.valueOf('path', name) === undefined,
  );
  if (missing) return `the path parameter ${missing.name} has no value`;
  const body = step.body && (await payloadOf(step.body, operation, scope));
  if (typeof body === 'string') return body;
  return parts.request(body);
}

class Parts {
  readonly #operation: Operation;
  readonly #values: Partial<Record<ParameterLocation, Record<string, unknown>>> = {};
  readonly #headers: Array<readonly [string, string]> = [];
  readonly #queries: string[] = [];
  readonly #cookies: string[] = [];

  constructor(operation: Operation) {
    this.#operation = operation;
  }

  /** A clause where that cannot be. */
  add({ name, in: place, value: written }: StepParameter, value: unknown): string | undefined {
    const declared = this.#operation.parameters.find((each) => each.in === place && isNamed(each, name));
    if (value === undefined)
      return declared?.required
        ? `the parameter ${name} takes its value from ${JSON.stringify(written)}, which stands for nothing`
        : undefined;
    if (place === 'querystring') this.#queryString(declared, value);
    else if (declared) setOwn((this.#values[declared.in] ??= {}), declared.name, value);
    else if (place === 'path') return `the path ${this.#operation.path} has no parameter ${name}`;
    else return this.#undeclared(place, name, textOf(value));
    return undefined;
  }

  valueOf(place: ParameterLocation, name: string): unknown {
    const values = this.#values[place];
    return values && Object.hasOwn(values, name) ? values[name] : undefined;
  }

  /** A text is the query as it goes over the wire, where its media type is that of forms. */
  #queryString(declared: Parameter | undefined, value: unknown): void {
    const isForm = declared?.content?.type.startsWith('application/x-www-form-urlencoded') ?? true;
    if (typeof value === 'string') this.#queries.push(isForm ? value : encodeURIComponent(value));
    else if (declared) setOwn((this.#values.querystring ??= {}), declared.name, value);
    else this.#queries.push(encodeURIComponent(textOf(value)));
  }

  #undeclared(place: string | undefined, name: string, value: string): string | undefined {
    if (place === 'query') this.#queries.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    else if (place === 'cookie') this.#cookies.push(`${name}=${encodeURIComponent(value)}`);
    else if (place !== 'header') return `a parameter in ${place ?? 'no place'} cannot be sent`;
    else if (!isToken(name) || /[\r\n\0]/.test(value)) return `the header ${name} cannot be sent`;
    else this.#headers.push([name, value]);
    return undefined;
  }

  request(body: StepPayload | undefined): StepRequest {
    const headers = [...this.#headers];
    if (this.#cookies.length > 0) {
      const { cookies } = writeParameters(this.#operation, this.#values);
      headers.push(['Cookie', [...(cookies === '' ? [] : [cookies]), ...this.#cookies].join('; ')]);
    }
    return {
      operation: this.#operation,
      parameters: this.#values,
      body,
      headers,
      extraQuery: this.#queries.join('&'),
    };
  }
}

function isNamed(parameter: Parameter, name: string): boolean {
  return parameter.in === 'header'
    ? parameter.name.toLowerCase() === name.toLowerCase()
    : parameter.name === name;
}
