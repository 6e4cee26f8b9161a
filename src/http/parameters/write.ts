import { StandinError } from '../../errors.ts';
import {
  type Operation,
  type Parameter,
  type ParameterLocation,
  parsePathTemplate,
  type TemplateExpression,
} from '../../model/index.ts';
import { isJsonObject } from '../../schema/index.ts';
import { formText } from '../body/form.ts';
import { isJsonType, parseMediaType } from '../media-type.ts';
import { itemPart, partOf, type SchemaPart } from '../schema-shape.ts';
import { writeHeaderValue } from './header-value.ts';
import { percentEncode, reservedEncode } from './percent.ts';
import { innerDelimiter } from './style.ts';
import { type Encode, textOf, writeDelimited, writeLabel, writeMatrix, writePairs } from './style-write.ts';

/** By location and by the parameter's name. */
type SomeValues = Partial<Record<ParameterLocation, Readonly<Record<string, unknown>>>>;

/** What of an operation is written. */
type Written = Pick<Operation, 'id' | 'node' | 'parameters' | 'path'>;

/** Parameters as a request carries them. */
export interface WrittenParameters {
  /** The operation's path with its templates filled in, percent-encoded. */
  readonly path: string;
  /** Without a question mark; `''` where there is none. */
  readonly query: string;
  /** By the name as documented, cookies left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** The value of a `Cookie` header; `''` where there is none. */
  readonly cookies: string;
}

/**
 * Writes values by their parameters' styles (OpenAPI 3.2, Parameter Object; RFC 6570); a value of null is the text `null`, one
 * that is undefined is left out. Parameters without a value are left out, and values without a parameter ignored.
 * Throws StandinError `missing-path-parameter` where the path cannot be filled in.
 */
export function writeParameters(operation: Written, values: SomeValues): WrittenParameters {
  const query: string[] = [];
  const cookies: string[] = [];
  const headers: [string, string][] = [];
  for (const parameter of operation.parameters) {
    const value = ownValue(values, parameter);
    if (value === undefined) continue;
    if (parameter.in === 'header') headers.push([parameter.name, writeHeaderValue(parameter, value)]);
    else if (parameter.in === 'query') query.push(...writeQuery(parameter, value));
    else if (parameter.in === 'querystring') query.push(writeQueryString(parameter, value));
    else if (parameter.in === 'cookie') cookies.push(...writeCookie(parameter, value));
  }
  const template = parsePathTemplate(operation.path);
  const fixed = template.query.split('&').filter((piece) => piece !== '');
  const path = template.segments.map((segment) =>
    segment.map((piece) => (typeof piece === 'string' ? piece : expand(operation, piece, values))).join(''),
  );
  return {
    path: `/${path.join('/')}`,
    query: [
      ...fixed,
      ...query.filter((piece) => piece !== '' && !fixed.some((own) => nameOf(own) === nameOf(piece))),
    ].join('&'),
    headers: Object.fromEntries(headers),
    cookies: cookies.join('; '),
  };
}

/** A pair in the path's own query tells the operation from others: no parameter overrides it. */
function nameOf(pair: string): string {
  return pair.split('=', 1)[0] as string;
}

function ownValue(values: SomeValues, { in: location, name, schema }: Parameter): unknown {
  const own = values[location];
  const value = own && Object.hasOwn(own, name) ? own[name] : undefined;
  if (schema === undefined || !Array.isArray(value) || !value.some(Array.isArray)) return value;
  return withInnerLists(value, partOf(schema.for('request')));
}

/** Lists in a list that say how their own items are separated are texts (Swagger 2.0, Items Object). */
function withInnerLists(list: readonly unknown[], part: SchemaPart): unknown[] {
  const items = itemPart(part, 0);
  const delimiter = items && innerDelimiter(items);
  if (items === undefined || delimiter === undefined) return [...list];
  const joined = (item: readonly unknown[]) => withInnerLists(item, items).map(textOf).join(delimiter);
  return list.map((item) => (Array.isArray(item) ? joined(item) : item));
}

function expand(operation: Written, expression: TemplateExpression, values: SomeValues): string {
  const parameter = operation.parameters.find(
    ({ in: location, name }) => location === 'path' && (name === expression.name || name === expression.raw),
  );
  const value = parameter && ownValue(values, parameter);
  if (parameter === undefined || value === undefined) {
    throw new StandinError(
      `Failed to write the path of ${operation.id}: there is no value for "{${expression.name}}". Give one.`,
      { code: 'missing-path-parameter', place: operation.node.place() },
    );
  }
  return writePath(parameter, value, expression.isMultiSegment);
}

function writePath(parameter: Parameter, value: unknown, isMultiSegment: boolean): string {
  const { name, style, explode } = parameter;
  const one: Encode = parameter.allowReserved ? (text) => reservedEncode(text, 'path') : percentEncode;
  const encode: Encode = isMultiSegment ? (text) => text.split('/').map(one).join('/') : one;
  if (parameter.content) return encode(writeContent(parameter, value));
  if (style === 'label') return writeLabel(value, explode, encode);
  if (style === 'matrix') return writeMatrix(name, value, explode, encode);
  return writeDelimited(value, style, explode, encode);
}

function writeQuery(parameter: Parameter, value: unknown): string[] {
  const { name, style, explode } = parameter;
  const encode: Encode = parameter.allowReserved ? (text) => reservedEncode(text, 'query') : percentEncode;
  if (parameter.content) return [`${percentEncode(name)}=${encode(writeContent(parameter, value))}`];
  return writePairs(name, value, style, explode, encode);
}

function writeCookie(parameter: Parameter, value: unknown): string[] {
  const { name, style, explode } = parameter;
  if (parameter.content) return [`${name}=${percentEncode(writeContent(parameter, value))}`];
  if (style === 'cookie') return writePairs(name, value, style, explode, (text) => text);
  return writePairs(name, value, style, explode, percentEncode);
}

function writeContent({ content }: Parameter, value: unknown): string {
  const type = content && parseMediaType(content.type);
  return type && isJsonType(type) ? JSON.stringify(value) : textOf(value);
}

function writeQueryString({ content }: Parameter, value: unknown): string {
  const type = content && parseMediaType(content.type);
  const schema = content?.schema?.for('request');
  if (content && type?.essence === 'application/x-www-form-urlencoded' && isJsonObject(value)) {
    return formText(value, content.encoding, schema && partOf(schema));
  }
  return percentEncode(type && isJsonType(type) ? JSON.stringify(value) : textOf(value));
}
