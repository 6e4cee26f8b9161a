import type { Operation, Parameter } from '../model/index.ts';
import { Facts } from './facts.ts';
import { plainName } from './naming.ts';

/** A query parameter with what its schema says. */
export interface Asked {
  readonly parameter: Parameter;
  /** Without brackets, dollars and punctuation: `page[size]` is `pagesize`. */
  readonly plain: string;
  readonly facts: Facts | undefined;
  /** Of parameter and schema, in lower case. */
  readonly description: string;
}

export function queryOf(operation: Operation): readonly Asked[] {
  return operation.parameters.flatMap((parameter) => {
    if (parameter.in !== 'query') return [];
    const node = parameter.schema?.node ?? parameter.content?.schema?.node;
    const facts = node && new Facts([node.source()], node.document.scope);
    const description = `${parameter.description ?? ''} ${facts?.text('description') ?? ''}`.toLowerCase();
    return [{ parameter, plain: plainName(parameter.name), facts, description }];
  });
}

/** Can its value be a number: is it one, or a text of which nothing else is said? */
export function isNumeric({ facts }: Asked, strictly: boolean): boolean {
  if (facts === undefined) return !strictly;
  if (facts.types.has('integer') || facts.types.has('number')) return true;
  if (strictly || facts.types.has('boolean') || facts.types.has('array') || facts.types.has('object'))
    return false;
  return facts.text('format') === undefined && facts.enum === undefined;
}

export function isText({ facts }: Asked): boolean {
  return facts === undefined || facts.types.size === 0 || facts.types.has('string');
}

export function isMoment({ facts }: Asked): boolean {
  return /^date/.test(facts?.text('format') ?? '');
}

export function isFlag({ facts }: Asked): boolean {
  return facts?.types.has('boolean') === true;
}
