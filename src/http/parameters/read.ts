import type { Operation, Parameter, ParameterLocation } from '../../model/index.ts';
import { isToken } from '../header-list.ts';
import { partOf, type SchemaPart, typesOf } from '../schema-shape.ts';
import { contentReader, queryStringReader } from './content-read.ts';
import { type FormReader, formReader, type Outcome } from './forms.ts';
import { pairReader } from './pair-read.ts';
import { formDecode, percentDecode } from './percent.ts';
import { queryNames } from './query-names.ts';
import { type RawRequest, RequestParts } from './raw-request.ts';
import { type Decode, Malformed, readDelimited, readLabel, readMatrix } from './style-read.ts';

/** What a request carries, by location and by the parameter's name as documented. */
export type ParameterValues = Record<ParameterLocation, Record<string, unknown>>;

export interface ParameterResult {
  /** Only what the request carries and what could be read; texts are coerced as far as the schema allows. */
  readonly values: ParameterValues;
  /** What is there but cannot be read by its style. The message follows the parameter's name. */
  readonly malformed: ReadonlyArray<{ readonly parameter: Parameter; readonly message: string }>;
  /** Names in the query, decoded, that no parameter and no security scheme of the operation accounts for. */
  readonly undeclared: readonly string[];
}

type Reader = (parts: RequestParts) => Outcome;

/**
 * Compiles the reading of an operation's parameters (OpenAPI 3.2, Parameter Object). What is compiled depends on the
 * description alone; each parameter when it is first read. The reading never throws, whatever the request.
 */
export function compileParameters(operation: Operation): (raw: RawRequest) => ParameterResult {
  const { parameters } = operation;
  const taken = new Set(
    parameters.filter((each) => each.in === 'query' || each.in === 'cookie').map((each) => each.name),
  );
  const readers = parameters.map((parameter) => lazily(() => compileParameter(parameter, taken)));
  let accountsFor: ((name: string) => boolean) | undefined;
  return (raw) => {
    const parts = new RequestParts(raw);
    const values: ParameterValues = { path: {}, query: {}, header: {}, cookie: {}, querystring: {} };
    const malformed: { parameter: Parameter; message: string }[] = [];
    for (let i = 0; i < parameters.length; i++) {
      const parameter = parameters[i] as Parameter;
      const outcome = (readers[i] as Reader)(parts);
      if (outcome instanceof Malformed) malformed.push({ parameter, message: outcome.message });
      else if (outcome) setOwn(values[parameter.in], parameter.name, outcome.value);
    }
    const undeclared: string[] = [];
    if (raw.search.length > 1) {
      accountsFor ??= queryNames(operation);
      for (const name of parts.query.byName.keys()) if (!accountsFor(name)) undeclared.push(name);
    }
    return { values, malformed, undeclared };
  };
}

function lazily(make: () => Reader): Reader {
  let made: Reader | undefined;
  return (parts) => (made ??= make())(parts);
}

/** A parameter may be called `__proto__`. */
function setOwn(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  else target[name] = value;
}

function compileParameter(parameter: Parameter, taken: ReadonlySet<string>): Reader {
  const { name, content } = parameter;
  const schema = parameter.schema?.for('request');
  const part = schema && partOf(schema);
  if (parameter.in === 'querystring') return queryStringReader(content);
  if (content) {
    const read = contentReader(content);
    return (parts) => {
      const raw = rawText(parameter, parts);
      if (raw === undefined || raw instanceof Malformed) return raw;
      const text = decodeOf(parameter)(raw);
      return text === undefined ? new Malformed('is not valid percent-encoded UTF-8') : read(text);
    };
  }
  switch (parameter.in) {
    case 'path':
    case 'header':
      return singleReader(parameter, part);
    default: {
      const read = pairReader({
        ...pick(parameter),
        part,
        decode: decodeOf(parameter),
        taken: without(taken, name),
      });
      if (parameter.in === 'query') {
        if (!parameter.allowEmptyValue) return (parts) => read(parts.query);
        return ({ query }) => (isEmpty(query.byName.get(name)) ? { value: '' } : read(query));
      }
      const exploded =
        parameter.style === 'form' && parameter.explode && part !== undefined && isStructured(part);
      return (parts) => read(exploded ? parts.explodedCookies : parts.cookies);
    }
  }
}

function isEmpty(values: readonly string[] | undefined): boolean {
  return values?.length === 1 && values[0] === '';
}

function pick({ name, style, explode }: Parameter): Pick<Parameter, 'name' | 'style' | 'explode'> {
  return { name, style, explode };
}

function without(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return new Set([...names].filter((other) => other !== name));
}

function isStructured(part: SchemaPart): boolean {
  const types = typesOf(part);
  return types !== undefined && (types.has('array') || types.has('object'));
}

/** Of a path segment or a header: the styles `simple`, `label`, `matrix` and Swagger 2.0's delimiters. */
function singleReader(parameter: Parameter, part: SchemaPart | undefined): Reader {
  const { name, style, explode } = parameter;
  const reader = formReader(part);
  const decode = decodeOf(parameter);
  return (parts) => {
    const raw = rawText(parameter, parts);
    if (raw === undefined || raw instanceof Malformed) return raw;
    const outcome = reader.read(
      (form) => {
        if (style === 'label') return readLabel(raw, explode, form, decode);
        if (style === 'matrix') return readMatrix(name, raw, explode, form, decode);
        return readDelimited(raw, style, explode, form, decode);
      },
      /[,|\s;=]|.\./.test(raw),
    );
    return parameter.in === 'header' && /^[[{]/.test(raw) ? jsonList(raw, reader, outcome) : outcome;
  };
}

/** No style says how a list holds objects; as JSON with commas between, a header cannot be split at its commas. */
function jsonList(raw: string, reader: FormReader, outcome: Outcome): Outcome {
  if (!reader.forms.includes('list')) return outcome;
  if (outcome !== undefined && !(outcome instanceof Malformed) && reader.holds(outcome.value)) return outcome;
  try {
    const value: unknown = JSON.parse(`[${raw}]`);
    return reader.holds(value) ? { value } : outcome;
  } catch {
    return outcome;
  }
}

/** The text as it stands, of a parameter that is written as one. */
function rawText(parameter: Parameter, parts: RequestParts): string | Malformed | undefined {
  const { name } = parameter;
  switch (parameter.in) {
    case 'path':
      return Object.hasOwn(parts.raw.pathParameters, name) ? parts.raw.pathParameters[name] : undefined;
    case 'header':
      // `Headers.get` throws on what is no token.
      return isToken(name) ? (parts.raw.headers.get(name) ?? undefined) : undefined;
    default: {
      const values = (parameter.in === 'cookie' ? parts.cookies : parts.query).byName.get(name);
      if (values !== undefined && values.length > 1) {
        return new Malformed(`must be given once, but is given ${values.length} times`);
      }
      return values?.[0];
    }
  }
}

/** Headers are not percent-encoded, nor are cookies of the style `cookie` (OpenAPI 3.2, appendix D). */
function decodeOf(parameter: Parameter): Decode {
  if (parameter.in === 'header') return (text) => text.trim();
  if (parameter.in === 'cookie') return parameter.style === 'cookie' ? (text) => text : percentDecode;
  return parameter.in === 'path' ? percentDecode : formDecode;
}
