import type { Generator } from '../generation/index.ts';
import { isJsonType, parseMediaType, responseForStatus } from '../http/index.ts';
import type { JournalEntry } from '../mock/index.ts';
import { type Operation, parsePathTemplate } from '../model/index.ts';
import { isJsonObject, isSecretName, type JsonObject } from '../schema/index.ts';
import { type Dependable, dependable, PLACEHOLDER, type RuleAt } from './schema-rules.ts';
import { withoutSecrets } from './without-secrets.ts';

/** An exchange as what a consumer relies on, in no version yet. */
export interface Recorded {
  /** The same for exchanges that show the same. */
  readonly key: string;
  readonly description: string;
  readonly states: ReadonlyArray<{ readonly name: string; readonly params: JsonObject }>;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** Of paths with parameters. */
  readonly pathPattern: string | undefined;
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: RecordedBody | undefined;
}

export interface RecordedResponse {
  readonly status: number;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  /** Names of headers whose values may be any. */
  readonly anyHeaders: readonly string[];
  readonly body: RecordedBody | undefined;
}

/** JSON with rules, or a text. */
export type RecordedBody =
  | { readonly type: string; readonly json: unknown; readonly rules: readonly RuleAt[] }
  | { readonly type: string; readonly text: string };

/** Headers of requests that say what a consumer wants; documented ones are added. */
const TELLING = new Set(['accept', 'content-type']);
const MOST_TEXT = 100_000;

/**
 * What a consumer relied on in an exchange; undefined for requests that break the description, that nothing documented
 * answers, and for broken answers.
 *
 * @param combines can rules be alternatives of each other? From version 3 on
 * @param generator makes what stands for secrets that have a form
 */
export async function recordedOf(
  entry: JournalEntry,
  combines: boolean,
  generator: Generator,
): Promise<Recorded | undefined> {
  const { operation, request, response } = entry;
  if (!operation || entry.violations.length > 0 || entry.error !== undefined) return undefined;
  const spec = responseForStatus(operation.responses, response.status);
  if (!spec || response.status >= 500) return undefined;
  const url = new URL(request.url);
  const type = essenceOf(request.headers.get('content-type'));
  const media = operation.requestBody?.content.find((each) => essenceOf(each.type) === type);
  const body = bodyOf(request.bytes, request.body, type, (json) =>
    withoutSecrets(json, media?.schema?.for('request'), generator),
  );
  const answered = await response.bytes();
  const answerType = essenceOf(response.headers.get('content-type'));
  const answerMedia = spec.content.find((each) => essenceOf(each.type) === answerType) ?? spec.content[0];
  const depends = (json: unknown): Dependable | undefined =>
    dependable(json, answerMedia?.schema?.for('response'), combines);
  const required = spec.headers.filter((header) => header.required && response.headers.has(header.name));
  const anyHeaders = required.map(({ name }) => name).filter((name) => name.toLowerCase() !== 'content-type');
  const query = queryOf(url.searchParams, secretParameters(operation, 'query'));
  const answer: RecordedResponse = {
    status: response.status,
    headers: [
      ...(answerType === undefined || answered.length === 0 ? [] : [['Content-Type', answerType] as const]),
      ...anyHeaders.map(
        (name) => [name, isSecretName(name) ? PLACEHOLDER : response.headers.get(name)!] as const,
      ),
    ],
    anyHeaders,
    body: request.method === 'HEAD' ? undefined : answerBody(answered, answerType, depends),
  };
  const template = parsePathTemplate(operation.path);
  return {
    key: JSON.stringify([
      operation.id,
      response.status,
      [...query.keys()].sort(),
      type,
      shapeOf(request.body),
      answerType,
    ]),
    description: descriptionOf(operation, response.status, [...query.keys()]),
    states: statesOf(operation, request.path, response.status),
    request: {
      method: request.method,
      path: url.pathname,
      pathPattern: template.expressions.length > 0 ? patternOf(url.pathname, request.path) : undefined,
      query,
      headers: headersOf(request.headers, operation, body !== undefined),
      body,
    },
    response: answer,
  };
}

function bodyOf(
  bytes: Uint8Array | null,
  value: unknown,
  type: string | undefined,
  clean: (json: unknown) => unknown,
): RecordedBody | undefined {
  if (bytes === null || bytes.length === 0 || type === undefined) return undefined;
  const rules: RuleAt[] = [{ path: [], matchers: [{ match: 'type' }], combine: 'AND' }];
  if (isJson(type)) return { type, json: clean(value), rules };
  const text = new TextDecoder().decode(bytes);
  if (type !== 'application/x-www-form-urlencoded') return { type, text: text.slice(0, MOST_TEXT) };
  const form = new URLSearchParams(text);
  for (const name of new Set(form.keys())) if (isSecretName(name)) form.set(name, PLACEHOLDER);
  return { type, text: form.toString() };
}

/** Texts that are no JSON are whatever the provider says: nothing is asked of them. */
function answerBody(
  bytes: Uint8Array,
  type: string | undefined,
  depends: (json: unknown) => Dependable | undefined,
): RecordedBody | undefined {
  if (bytes.length === 0 || type === undefined || !isJson(type)) return undefined;
  try {
    const kept = depends(JSON.parse(new TextDecoder().decode(bytes)));
    return kept && { type, json: kept.value, rules: kept.rules };
  } catch {
    return undefined;
  }
}

function isJson(type: string): boolean {
  const media = parseMediaType(type);
  return media !== undefined && isJsonType(media);
}

function essenceOf(type: string | null): string | undefined {
  return type === null ? undefined : parseMediaType(type)?.essence;
}

/** What security schemes call a key is one, whatever its name. */
function secretParameters({ security }: Operation, where: 'query' | 'header'): Set<string> {
  return new Set(
    security.flatMap(({ schemes }) =>
      schemes.flatMap(({ scheme }) =>
        scheme.in === where && scheme.parameter ? [scheme.parameter.toLowerCase()] : [],
      ),
    ),
  );
}

function queryOf(search: URLSearchParams, secrets: ReadonlySet<string>): Map<string, string[]> {
  const query = new Map<string, string[]>();
  for (const [name, value] of search) {
    const shown = isSecretName(name) || secrets.has(name.toLowerCase()) ? PLACEHOLDER : value;
    query.set(name, [...(query.get(name) ?? []), shown]);
  }
  return query;
}

function headersOf(
  headers: Headers,
  operation: Operation,
  hasBody: boolean,
): Array<readonly [string, string]> {
  const secrets = secretParameters(operation, 'header');
  const documented = new Set(
    operation.parameters.filter((each) => each.in === 'header').map(({ name }) => name.toLowerCase()),
  );
  return [...headers].flatMap(([name, value]): Array<readonly [string, string]> => {
    if (/^authorization$/i.test(name))
      return [['Authorization', `${/^[A-Za-z][\w-]*(?= )/.exec(value)?.[0] ?? 'Bearer'} ${PLACEHOLDER}`]];
    if (secrets.has(name)) return [[name, PLACEHOLDER]];
    if (name === 'cookie') return cookiesOf(value, operation);
    if (name === 'content-type' && !hasBody) return [];
    if (!TELLING.has(name) && !documented.has(name)) return [];
    return [[name, isSecretName(name) ? PLACEHOLDER : value]];
  });
}

/** Documented ones alone: others are the session's. */
function cookiesOf(line: string, { parameters }: Operation): Array<readonly [string, string]> {
  const documented = new Set(parameters.filter((each) => each.in === 'cookie').map(({ name }) => name));
  const kept = line.split(';').flatMap((pair) => {
    const [name = '', value = ''] = pair.trim().split(/=(.*)/s, 2);
    if (!documented.has(name)) return [];
    return [`${name}=${isSecretName(name) ? PLACEHOLDER : value}`];
  });
  return kept.length === 0 ? [] : [['Cookie', kept.join('; ')]];
}

/** Names of members tell requests apart, values do not. */
function shapeOf(body: unknown): unknown {
  return isJsonObject(body)
    ? Object.keys(body).sort()
    : body === undefined
      ? null
      : Array.isArray(body)
        ? 'list'
        : typeof body;
}

function descriptionOf({ id, summary }: Operation, status: number, names: readonly string[]): string {
  const by = names.length > 0 ? ` by ${names.join(', ')}` : '';
  return `${summary ?? id}${by}, answered with ${status}`;
}

/** Each parameter's segment may be another. */
function patternOf(path: string, parameters: Readonly<Record<string, unknown>>): string {
  const values = new Set(Object.values(parameters).map((value) => encodeURIComponent(String(value))));
  return path
    .split('/')
    .map((segment) => (values.has(segment) ? '[^/]+' : segment.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('/');
}

/** What has to be there, or not, by the keys in the path: `users 7 exists`. */
function statesOf(
  { path }: Operation,
  parameters: Readonly<Record<string, unknown>>,
  status: number,
): Recorded['states'] {
  const segments = path.split('/').filter((segment) => segment !== '');
  const keys = segments.flatMap((segment, at) => {
    const name = /^\{([^{}]+)\}$/.exec(segment)?.[1];
    const of = segments[at - 1];
    if (name === undefined || !Object.hasOwn(parameters, name)) return [];
    return [{ of: of && !of.startsWith('{') ? of : name, name, value: parameters[name] }];
  });
  if (status >= 400 && status !== 404) return [];
  return keys.map(({ of, name, value }, at) => {
    const isThere = status !== 404 || at < keys.length - 1;
    const shown = isSecretName(name) ? PLACEHOLDER : value;
    return {
      name: `${of} ${String(shown)} ${isThere ? 'exists' : 'does not exist'}`,
      params: { [name]: shown },
    };
  });
}
