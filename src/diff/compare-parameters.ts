import type { Operation, Parameter } from '../model/index.ts';
import { compareContent } from './compare-bodies.ts';
import { type Scene, tell, tellSchemas } from './scene.ts';

const travel = 'request';

/** @param renamed the newer name of each path parameter by the older one */
export function compareParameters(
  scene: Scene,
  before: Operation,
  after: Operation,
  renamed: ReadonlyMap<string, string>,
): void {
  const [old, now] = [named(before, renamed), named(after, new Map())];
  for (const [key, parameter] of old) {
    if (now.has(key)) continue;
    tell(scene, {
      rule: `request-parameter-removed${parameter.deprecated ? '-with-deprecation' : ''}`,
      effect: 'none',
      // What is sent in vain is ignored by most servers, and refused by some.
      level: parameter.deprecated ? 'info' : 'warning',
      message: `The ${what(parameter)} is gone`,
      travel,
      before: parameter.node.place(),
      after: after.node.place(),
    });
  }
  for (const [key, parameter] of now) {
    const known = old.get(key);
    if (known) compareParameter(scene, known, parameter);
    else tellNew(scene, parameter, before);
  }
}

function tellNew(scene: Scene, parameter: Parameter, before: Operation): void {
  const path = parameter.in === 'path';
  tell(scene, {
    rule: path
      ? 'new-request-path-parameter'
      : `new-${parameter.required ? 'required' : 'optional'}-request-parameter`,
    effect: parameter.required || path ? 'narrows' : 'none',
    message: `The ${parameter.required ? 'required ' : ''}${what(parameter)} is new`,
    travel,
    before: before.node.place(),
    after: parameter.node.place(),
  });
}

/** By location and name, as the newer description calls it; header names are the same in any case. */
function named(operation: Operation, renamed: ReadonlyMap<string, string>): Map<string, Parameter> {
  return new Map(
    operation.parameters.map((parameter) => {
      const name = (parameter.in === 'path' ? renamed.get(parameter.name) : undefined) ?? parameter.name;
      return [`${parameter.in} ${parameter.in === 'header' ? name.toLowerCase() : name}`, parameter];
    }),
  );
}

function what(parameter: Parameter): string {
  return `${parameter.in} parameter ${parameter.name}`;
}

function compareParameter(scene: Scene, before: Parameter, after: Parameter): void {
  const places = { travel, before: before.node.place(), after: after.node.place() } as const;
  const name = `the ${what(after)}`;
  if (before.name !== after.name && after.in === 'path')
    tell(scene, {
      ...places,
      rule: 'request-path-parameter-renamed',
      effect: 'none',
      message: `The path parameter ${before.name} is called ${after.name} now`,
    });
  if (before.required !== after.required)
    tell(scene, {
      ...places,
      rule: `request-parameter-became-${after.required ? 'required' : 'optional'}`,
      effect: after.required ? 'narrows' : 'widens',
      message: `The ${what(after)} is ${after.required ? 'required' : 'optional'} now`,
    });
  if (before.deprecated !== after.deprecated)
    tell(scene, {
      ...places,
      rule: `request-parameter-${after.deprecated ? 'deprecated' : 'reactivated'}`,
      effect: 'none',
      message: `The ${what(after)} is ${after.deprecated ? '' : 'not '}deprecated ${after.deprecated ? 'now' : 'any more'}`,
    });
  for (const key of ['style', 'explode', 'allowReserved'] as const) {
    if (before[key] === after[key] || isImmaterial(before, after, key)) continue;
    tell(scene, {
      ...places,
      rule: `request-parameter-${key === 'allowReserved' ? 'allow-reserved' : key}-changed`,
      effect: 'differs',
      message: `${key} of the ${what(after)} is ${after[key]}, was ${before[key]}: it is written otherwise`,
    });
  }
  if (before.allowEmptyValue !== after.allowEmptyValue)
    tell(scene, {
      ...places,
      rule: `request-parameter-empty-value-${after.allowEmptyValue ? 'allowed' : 'forbidden'}`,
      effect: after.allowEmptyValue ? 'widens' : 'narrows',
      message: `The ${what(after)} may ${after.allowEmptyValue ? '' : 'not '}be empty ${after.allowEmptyValue ? 'now' : 'any more'}`,
    });
  if (before.content || after.content)
    compareContent(
      scene,
      { travel, role: 'parameter', name },
      before.content ? [before.content] : [],
      after.content ? [after.content] : [],
    );
  else tellSchemas(scene, { travel, role: 'parameter', name }, before.schema, after.schema);
}

/** What a single value looks like does not depend on how lists and objects are written. */
function isImmaterial(
  before: Parameter,
  after: Parameter,
  key: 'style' | 'explode' | 'allowReserved',
): boolean {
  if (key === 'allowReserved') return false;
  const plain = new Set(['form', 'simple', 'spaceDelimited', 'pipeDelimited', 'cookie']);
  const scalar = [before, after].every(({ schema }) => {
    const json = schema?.for('request').json;
    const type = typeof json === 'object' ? json['type'] : undefined;
    return typeof type === 'string' && type !== 'array' && type !== 'object';
  });
  return scalar && plain.has(before.style) && plain.has(after.style);
}
