import { type BuiltBody, buildBody, type FormStyles } from './body-builder.ts';
import { credentialsFor } from './credentials.ts';
import { type ParameterShape, writeHeader, writePairs, writePath } from './parameter-writer.ts';
import type { Found, RawDocument } from './raw-document.ts';
import type { RawOperation } from './raw-operation.ts';
import { writeXml } from './xml-writer.ts';

/** A parameter, or a field of a Swagger 2.0 form, and the value that it is sent with. */
export interface PlannedValue {
  readonly shape: ParameterShape;
  readonly required: boolean;
  /** Of its schema; undefined where it has none. */
  readonly uri: string | undefined;
  /** Media type of `content`, where that is used. */
  readonly contentType: string | undefined;
  readonly value: unknown;
}

export interface PlannedBody {
  readonly type: string;
  readonly required: boolean;
  readonly uri: string | undefined;
  readonly value: unknown;
  readonly schema: Found | undefined;
  readonly styles: FormStyles;
}

/** Everything that a request is made of, as values. */
export interface RequestPlan {
  readonly operation: RawOperation;
  readonly parameters: readonly PlannedValue[];
  readonly body: PlannedBody | undefined;
  /** Of Swagger 2.0: what the fields of the form are sent as. */
  readonly formType: string | undefined;
}

/** Throws where the Fetch standard has no such request (TRACE, and GET or HEAD with a body). */
export function writePlan(document: RawDocument, plan: RequestPlan, origin: string): Request {
  const { operation } = plan;
  const { headers, cookies, query: keys } = credentialsFor(document, operation);
  const query = keys.map((pair) => pair.map(encodeURIComponent).join('='));
  let { path } = operation;
  for (const planned of plan.parameters) {
    if (planned.shape.in === 'query' && keys.some(([name]) => name === planned.shape.name)) continue;
    const { shape, value } = planned;
    const text = contentText(planned);
    if (shape.in === 'path') path = withParameter(path, shape, text ?? writePath(shape, value));
    else if (shape.in === 'query') query.push(...queryText(shape, value, text));
    else if (shape.in === 'querystring') query.push(text ?? '');
    else if (shape.in === 'cookie') cookies.push(...cookiePairs(shape, value, text));
    else if (shape.in === 'header')
      headers.push([shape.name, text === undefined ? writeHeader(shape, value) : decodeURIComponent(text)]);
  }
  const built = bodyOf(document, plan);
  if (built?.contentType !== undefined) headers.push(['content-type', built.contentType]);
  if (cookies.length > 0) headers.push(['cookie', cookies.map((one) => one.join('=')).join('; ')]);
  const url = `${origin}${withQuery(fill(path), query)}`;
  const init = { method: operation.method, headers: merged(headers) };
  return new Request(url, built ? { ...init, body: built.body } : init);
}

/** Of a parameter with `content`: its text, encoded. */
function contentText({ contentType, value }: PlannedValue): string | undefined {
  if (contentType === undefined) return undefined;
  if (contentType.includes('x-www-form-urlencoded')) return String(buildBody(contentType, value).body);
  return encodeURIComponent(JSON.stringify(value));
}

function bodyOf(document: RawDocument, { body, parameters, formType }: RequestPlan): BuiltBody | undefined {
  const isXml = body && /[/+]xml\b/.test(body.type) && typeof body.value !== 'string';
  if (isXml && body.schema) return buildBody(body.type, writeXml(document, body.schema, body.value));
  if (body) return buildBody(body.type, body.value, body.styles);
  const fields = parameters.filter(({ shape }) => shape.in === 'formData');
  if (fields.length === 0 || formType === undefined) return undefined;
  return buildBody(
    formType,
    Object.fromEntries(fields.map(({ shape, value }) => [shape.name, formValue(shape, value)])),
  );
}

const SEPARATORS: Record<string, string> = { spaceDelimited: ' ', pipeDelimited: '|', tabDelimited: '\t' };

/** A list in a form of Swagger 2.0 is one text, unless its `collectionFormat` is `multi`. */
function formValue({ explode, style }: ParameterShape, value: unknown): unknown {
  if (!Array.isArray(value) || explode) return value;
  return value
    .map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
    .join(SEPARATORS[style] ?? ',');
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
