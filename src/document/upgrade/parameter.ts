import { type JsonObject, type SchemaSource, setOwn } from '../../schema/index.ts';
import { copyExamples, exampleExtensions } from './example.ts';
import { inlineSchema } from './inline-schema.ts';
import {
  child,
  children,
  fault,
  follow,
  from,
  isExtension,
  isObjectSource,
  type ObjectSource,
  placeKey,
  text,
  type Upgrade,
} from './upgrade.ts';

export interface ParameterSource {
  readonly at: ObjectSource;
  readonly name: string;
  /** `path`, `query`, `header`, `body`, `formData`, or what else is written. */
  readonly in: string;
}

/** The parameters of a list, references followed; what is no parameter is left out, and a fault. */
export function parameterSources(run: Upgrade, list: SchemaSource | undefined): ParameterSource[] {
  if (list === undefined || list.value === null) return [];
  if (typeof list.value !== 'object') {
    fault(run, list, 'invalid-parameter', 'The parameters are neither a list nor an object.');
    return [];
  }
  // Some documents hold one parameter, or a reference to a list of them, where a list should be.
  const target = follow(run, list);
  if (isObjectSource(target) && text(target, 'in') !== undefined) return parameterSource(run, target);
  return children(target)
    .filter(([key]) => !isExtension(key))
    .flatMap(([, member]) => parameterSource(run, member));
}

/** None or one. */
export function parameterSource(run: Upgrade, member: SchemaSource): ParameterSource[] {
  const at = follow(run, member);
  if (at === undefined) return [];
  const location = text(at, 'in');
  const name = child(at, 'name')?.value ?? (isBody(location) ? 'body' : undefined);
  if (!isObjectSource(at) || location === undefined || name === undefined || typeof name === 'object') {
    fault(run, at, 'invalid-parameter', 'The parameter has no name or does not say where it is in.');
    return [];
  }
  return [{ at, name: String(name), in: normalLocation(location) }];
}

function isBody(location: string | undefined): boolean {
  return location?.toLowerCase() === 'body';
}

function normalLocation(written: string): string {
  const location = written.trim().toLowerCase();
  return location === 'formdata' || location === 'form' ? 'formData' : location;
}

/** A parameter that is neither `body` nor `formData`, in the shape of OpenAPI 3. */
export function parameter(run: Upgrade, source: ParameterSource): JsonObject {
  const key = `parameter ${placeKey(source.at)}`;
  const known = run.made.get(key);
  if (known !== undefined) return known;
  const { at } = source;
  const made: JsonObject = { name: source.name, in: source.in };
  const description = text(at, 'description');
  if (description !== undefined) made['description'] = description;
  if (source.in === 'path') made['required'] = true;
  else if (child(at, 'required')?.value === true) made['required'] = true;
  for (const flag of ['deprecated', 'allowEmptyValue']) {
    if (child(at, flag)?.value === true) made[flag] = true;
  }
  const schema = inlineSchema(run, at);
  if (schema !== undefined) made['schema'] = schema;
  Object.assign(made, arrayStyle(at, source.in));
  copyExamples(run, at, made);
  copyExtensions(at, made);
  run.made.set(key, from(run, at, made));
  return made;
}

/** All but those that have become something else. */
export function copyExtensions(at: ObjectSource, target: JsonObject): void {
  for (const [key, member] of children(at)) {
    if (isExtension(key) && key !== 'x-nullable' && !exampleExtensions.includes(key))
      setOwn(target, key, member.value);
  }
}

/**
 * `collectionFormat` of an array as `style` and `explode` (Swagger 2.0, Parameter Object). `ssv`, `tsv` and `pipes`
 * keep their meaning in paths and headers too, where OpenAPI 3 knows `simple` only.
 */
export function arrayStyle(at: ObjectSource, location: string): { style?: string; explode?: boolean } {
  const schema = child(at, 'type') === undefined ? (child(at, 'schema') ?? at) : at;
  if (text(schema, 'type') !== 'array') return {};
  const plain = location === 'path' || location === 'header' ? 'simple' : 'form';
  switch (text(at, 'collectionFormat')) {
    case 'ssv':
      return { style: 'spaceDelimited', explode: false };
    case 'tsv':
      return { style: 'tabDelimited', explode: false };
    case 'pipes':
      return { style: 'pipeDelimited', explode: false };
    case 'multi':
      return { style: plain, explode: plain === 'form' };
    default:
      return { style: plain, explode: false };
  }
}
