import { compileParameters, type ParameterResult, type RawRequest } from '../http/index.ts';
import type { Operation, Parameter } from '../model/index.ts';
import { isSecretName, type Schema, type Violation } from '../schema/index.ts';
import { parameterPointer, violationOf } from './violation-of.ts';

export interface CheckedParameters {
  readonly result: ParameterResult;
  readonly violations: Violation[];
}

/** Compiles the check of an operation's parameters: missing, malformed, or not valid for their schemas. */
export function compileParameterCheck(operation: Operation): (raw: RawRequest) => CheckedParameters {
  const read = compileParameters(operation);
  const { parameters } = operation;
  const checks = parameters.map(compileOne);
  return (raw) => {
    const result = read(raw);
    const violations: Violation[] = [];
    let unreadable: Set<Parameter> | undefined;
    for (const { parameter, message } of result.malformed) {
      unreadable ??= new Set();
      unreadable.add(parameter);
      const pointer = parameterPointer(parameter.name);
      violations.push(violationOf(parameter.in, pointer, 'malformed', message, parameter.node));
    }
    for (let i = 0; i < parameters.length; i++) {
      const parameter = parameters[i] as Parameter;
      if (unreadable?.has(parameter)) continue;
      const values = result.values[parameter.in];
      if (Object.hasOwn(values, parameter.name)) checks[i]?.(values[parameter.name], violations);
      else if (parameter.required) violations.push(missing(parameter));
    }
    return { result, violations };
  };
}

type Check = (value: unknown, violations: Violation[]) => void;

function compileOne(parameter: Parameter): Check {
  let schema: Schema | undefined | null = null;
  const pointer = parameterPointer(parameter.name);
  // Cookies hold sessions, whatever they are called.
  const secret = parameter.in === 'cookie' || isSecretName(parameter.name);
  return (value, violations) => {
    if (value === '' && parameter.allowEmptyValue) return;
    if (schema === null) schema = (parameter.schema ?? parameter.content?.schema)?.for('request');
    if (schema === undefined || schema.accepts(value)) return;
    for (const violation of schema.violations(value, secret)) {
      violations.push({ ...violation, in: parameter.in, pointer: pointer + violation.pointer });
    }
  };
}

function missing(parameter: Parameter): Violation {
  const message =
    parameter.in === 'querystring' ? 'the query is required' : `${article(parameter)} is required`;
  return violationOf(
    parameter.in,
    parameterPointer(parameter.name),
    'required',
    message,
    parameter.node,
    requiredKey(parameter),
  );
}

function article({ in: location, name }: Parameter): string {
  return `the ${location === 'path' ? 'path parameter' : location === 'query' ? 'query parameter' : location} "${name}"`;
}

/** A path parameter is required whether or not it says so. */
function requiredKey(parameter: Parameter): string {
  return parameter.node.get('required') === undefined ? '' : 'required';
}
