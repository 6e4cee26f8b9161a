import { type BuiltBody, buildBody, rankOfType } from './body-builder.ts';
import { credentialsFor } from './credentials.ts';
import type { Judge } from './judge.ts';
import { type ParameterShape, shapeOf, writeHeader, writePairs, writePath } from './parameter-writer.ts';
import { type Found, isObject, type RawObject } from './raw-document.ts';
import { contentMap, parametersOf, type RawContent, type RawOperation } from './raw-operation.ts';
import { sampleOf } from './sampler.ts';

export interface BuildOptions {
  /** Everything before the path. @default 'http://127.0.0.1' */
  readonly origin?: string;
  /** Asked where no value of our own is valid: a value for the schema that stands there. */
  readonly sample?: (schema: Found) => unknown;
}

/** Builds requests that a description allows: what it demands, and no more. */
export class RequestBuilder {
  readonly #judge: Judge;
  readonly #options: BuildOptions;

  constructor(judge: Judge, options: BuildOptions = {}) {
    this.#judge = judge;
    this.#options = options;
  }

  /** Throws where the Fetch standard has no such request (TRACE, and GET or HEAD with a body that is demanded). */
  async build(operation: RawOperation): Promise<Request> {
    const { document } = this.#judge;
    const credentials = credentialsFor(document, operation);
    const { headers, cookies } = credentials;
    const query = credentials.query.map((pair) => pair.map(encodeURIComponent).join('='));
    let path = operation.path;
    const inPath = new URLSearchParams(path.split('#')[0]?.split('?')[1]);
    for (const found of parametersOf(document, operation)) {
      const parameter = found.value as RawObject;
      const shape = shapeOf(parameter, document.family);
      const needed = parameter['required'] === true || shape.in === 'path';
      if (!needed || shape.in === 'body' || shape.in === 'formData') continue;
      if (shape.in === 'query' && inPath.has(shape.name)) continue;
      const { value, text } = await this.#parameterValue(found);
      if (shape.in === 'path') path = withParameter(path, shape, text ?? writePath(shape, value));
      else if (shape.in === 'query') query.push(...queryText(shape, value, text));
      else if (shape.in === 'querystring') query.push(text ?? '');
      else if (shape.in === 'cookie') cookies.push(...cookiePairs(shape, value, text));
      else
        headers.push([shape.name, text === undefined ? writeHeader(shape, value) : decodeURIComponent(text)]);
    }
    const built = await this.#body(operation);
    if (built?.contentType !== undefined) headers.push(['content-type', built.contentType]);
    if (cookies.length > 0) headers.push(['cookie', cookies.map((one) => one.join('=')).join('; ')]);
    const url = `${this.#options.origin ?? 'http://127.0.0.1'}${withQuery(fill(path), query)}`;
    return new Request(url, {
      method: operation.method,
      headers: merged(headers),
      ...(built ? { body: built.body } : {}),
    });
  }

  /** The value, or for `content` its text, encoded. */
  async #parameterValue(found: Found): Promise<{ value: unknown; text: string | undefined }> {
    const { document } = this.#judge;
    const [content] = contentMap(document, document.get(found, 'content')) ?? [];
    const schema = content?.schema ?? (document.family === '2.0' ? found : document.child(found, 'schema'));
    const examples = this.#examples(content?.found ?? found);
    const value = schema ? await this.#valid(schema, examples, { filled: true }) : 'standin';
    if (!content) return { value, text: undefined };
    const isForm = content.type.includes('x-www-form-urlencoded');
    const text = isForm
      ? String(buildBody(content.type, value).body)
      : encodeURIComponent(JSON.stringify(value));
    return { value, text };
  }

  async #body(operation: RawOperation): Promise<BuiltBody | undefined> {
    const { document } = this.#judge;
    if (document.family === '2.0') return this.#legacyBody(operation);
    const requestBody = document.get(operation.found, 'requestBody');
    if (!isObject(requestBody?.value) || requestBody.value['required'] !== true) return undefined;
    const contents = contentMap(document, document.get(requestBody, 'content')) ?? [];
    const [content] = contents.sort((a, b) => rankOfType(a.type) - rankOfType(b.type));
    return content && this.#contentBody(content);
  }

  async #contentBody(content: RawContent): Promise<BuiltBody> {
    const schema = content.schema ?? content.itemSchema;
    const examples = this.#examples(content.found);
    if (/xml/.test(content.type))
      return buildBody(content.type, examples.find((one) => typeof one === 'string') ?? {});
    const filled = /form/.test(content.type);
    const value = schema ? await this.#valid(schema, examples, { filled }) : (examples[0] ?? 'standin');
    return buildBody(content.type, content.schema ? value : [value]);
  }

  async #legacyBody(operation: RawOperation): Promise<BuiltBody | undefined> {
    const { document } = this.#judge;
    const parameters = parametersOf(document, operation);
    const consumes = document.get(operation.found, 'consumes') ?? document.get(document.entry, 'consumes');
    const types = (Array.isArray(consumes?.value) ? consumes.value : []).map(String);
    types.sort((a, b) => rankOfType(a) - rankOfType(b));
    const required = parameters.filter(({ value }) => (value as RawObject)['required'] === true);
    const body = required.find(({ value }) => (value as RawObject)['in'] === 'body');
    if (body) {
      const schema = document.child(body, 'schema');
      const value = schema ? await this.#valid(schema, this.#examples(body)) : {};
      return buildBody(types[0] ?? 'application/json', value);
    }
    const fields = required.filter(({ value }) => (value as RawObject)['in'] === 'formData');
    if (fields.length === 0) return undefined;
    const isForm = (type: string): boolean =>
      /^(?:multipart\/form-data|application\/x-www-form-urlencoded)/.test(type);
    const hasFile = fields.some(({ value }) => (value as RawObject)['type'] === 'file');
    const form: RawObject = {};
    for (const field of fields) {
      const { name, type } = field.value as RawObject;
      form[String(name)] = type === 'file' ? 'file' : await this.#valid(field, this.#examples(field));
    }
    const usual = hasFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
    const fitting = types.filter((type) => isForm(type) && (!hasFile || type.startsWith('multipart/')));
    return buildBody(fitting[0] ?? usual, form);
  }

  #examples(holder: Found): unknown[] {
    const { document } = this.#judge;
    const named = document.get(holder, 'examples');
    const names = isObject(named?.value) ? Object.keys(named.value) : [];
    const values = names.map(
      (name) => document.get(named!, name, 'value') ?? document.get(named!, name, 'dataValue'),
    );
    const schema = document.get(holder, 'schema');
    return [
      document.child(holder, 'example'),
      ...values,
      schema && document.child(schema, 'example'),
      schema && document.child(schema, 'default'),
    ].flatMap((found) => (found ? [found.value] : []));
  }

  /** The first example or sample that is valid; else what the caller's function says; else our first sample. */
  async #valid(schema: Found, examples: unknown[], options: { filled?: boolean } = {}): Promise<unknown> {
    const { filled = false } = options;
    const { schemas } = this.#judge;
    const { uri, definitions } = schemas.plain(schema, 'request');
    const samples = TURNS.map((turn) => () => sampleOf(uri, definitions, { turn, filled }));
    for (const candidate of [...examples, ...samples]) {
      const value: unknown = typeof candidate === 'function' ? candidate() : candidate;
      if (value === undefined || (filled && isEmpty(value))) continue;
      const { faults } = await schemas.judgeDefinition(uri, value);
      if (faults.length === 0) return value;
    }
    const value = this.#options.sample?.(schema);
    const { faults } = await schemas.judgeDefinition(uri, value ?? null);
    if (faults.length === 0) return value ?? null;
    throw new Error(`no valid value was found for ${schema.pointer}: ${faults[0]}`);
  }
}

const TURNS = [0, 1, 2, 3, 4, 5, 6];

/** Nothing of it would be left in a path or query. */
function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

function queryText(shape: ParameterShape, value: unknown, text: string | undefined): string[] {
  if (text !== undefined) return [`${encodeURIComponent(shape.name)}=${text}`];
  return writePairs(shape, value).map((pair) => pair.join('='));
}

function cookiePairs(
  shape: ParameterShape,
  value: unknown,
  text: string | undefined,
): Array<[string, string]> {
  return text === undefined ? writePairs(shape, value) : [[encodeURIComponent(shape.name), text]];
}

function withParameter(path: string, { name }: ParameterShape, text: string): string {
  if (text === '' || text === '.' || text === '..')
    throw new Error(`no path has ${JSON.stringify(text)} for {${name}}`);
  return path.replaceAll(`{${name}}`, () => text);
}

/** Parameters that a path names but the description does not. */
function fill(path: string): string {
  return path.replace(/\{[^{}]*\}/g, 'standin');
}

/** The path's own query stays in place; its fragment, where the key has one, is never sent. */
function withQuery(path: string, query: readonly string[]): string {
  const [sent = ''] = path.split('#');
  if (query.length === 0) return sent;
  return `${sent}${sent.includes('?') ? '&' : '?'}${query.join('&')}`;
}

/** A header that several things ask for is sent once. */
function merged(headers: ReadonlyArray<readonly [string, string]>): Headers {
  const out = new Headers();
  for (const [name, value] of headers) {
    if (!out.has(name) && !/[^\t\u0020-\u00ff]/.test(value)) out.set(name, value);
  }
  return out;
}
