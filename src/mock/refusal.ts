import type { Generator } from '../generation/index.ts';
import { isBodiless, problemResponse, selectMediaType, writeBody } from '../http/index.ts';
import type { MediaType, ResponseSpec } from '../model/index.ts';
import { isJsonObject, type JsonObject, own, type Schema, setOwn, type Violation } from '../schema/index.ts';
import { documentedHeaders } from './headers.ts';
import { isJson } from './media.ts';

/** Why a request gets an error instead of an answer. */
export interface Refusal {
  readonly status: number;
  /** Documented for that status; undefined: a problem (RFC 9457) answers. */
  readonly response: ResponseSpec | undefined;
  /** One sentence. */
  readonly detail: string;
  readonly violations: readonly Violation[];
  readonly headers: Readonly<Record<string, string>>;
}

export interface RefusalRequest {
  readonly accept: string | null;
  readonly url: string;
  readonly key: string;
}

/** The documented error with a body that is valid for its schema and says what is wrong where it has room. */
export function refuse(refusal: Refusal, request: RefusalRequest, generator: Generator): Response {
  const { status, response, detail, violations } = refusal;
  const headers = { ...refusal.headers };
  if (violations.length > 0) headers['Standin-Violations'] = String(violations.length);
  const mediaType = response && documentedType(response.content, request.accept);
  if (!response || (response.content.length > 0 && !mediaType))
    return problemResponse({ status, detail, violations }, headers);
  const schema = mediaType?.schema?.for('response');
  const value = mediaType && (schema ? explained(schema, refusal, request, generator) : { detail });
  const all = new Headers();
  for (const [name, text] of documentedHeaders(
    response,
    { url: request.url, key: request.key, body: value },
    generator,
  )) {
    all.append(name, text);
  }
  for (const [name, text] of Object.entries(headers)) all.set(name, text);
  if (!mediaType || isBodiless(status)) return new Response(null, { status, headers: all });
  const written = writeBody(mediaType, value, schema);
  all.set('content-type', written.contentType);
  return new Response(written.body as BodyInit, { status, headers: all });
}

/** What was asked for, else JSON, else whatever is documented: an error is better read in the wrong form than not at all. */
function documentedType(content: readonly MediaType[], accept: string | null): MediaType | undefined {
  const index = selectMediaType(
    accept,
    content.map((mediaType) => mediaType.type),
  );
  return content[index] ?? content.find(isJson) ?? content[0];
}

const sentences = [
  'detail',
  'message',
  'error_description',
  'errorMessage',
  'msg',
  'description',
  'reason',
  'error',
  'title',
];
const lists = [
  'errors',
  'details',
  'violations',
  'invalid-params',
  'invalidParams',
  'invalid_params',
  'issues',
];

/** A generated error body into which the violations are written, member by member, as far as its schema allows. */
function explained(schema: Schema, refusal: Refusal, { key }: RefusalRequest, generator: Generator): unknown {
  const { status, detail, violations } = refusal;
  let value = generator.generate(schema, { key: `${key} ${status}` });
  if (typeof value === 'string' && schema.accepts(detail)) return detail;
  if (!isJsonObject(value)) return value;
  const put = (name: string, candidates: readonly unknown[]) => {
    for (const candidate of candidates) {
      const changed: JsonObject = { ...(value as JsonObject), [name]: candidate };
      if (schema.accepts(changed)) {
        value = changed;
        return;
      }
    }
  };
  put('status', [status, String(status)]);
  if (Object.hasOwn(value, 'type')) put('type', ['about:blank']);
  for (const name of sentences) if (Object.hasOwn(value as JsonObject, name)) put(name, [detail]);
  for (const name of lists)
    if (Object.hasOwn(value as JsonObject, name)) put(name, violationLists(violations));
  if (Object.hasOwn(value, 'code')) put('code', ['invalid', String(status), status]);
  addFields(violations, put);
  return value;
}

/** By field, as Django REST framework has it: each field's messages, those of no field under a name of its own. */
function addFields(
  violations: readonly Violation[],
  put: (name: string, candidates: readonly unknown[]) => void,
): void {
  for (const [field, messages] of Object.entries(messagesByField(violations))) put(field, [messages]);
}

function messagesByField(violations: readonly Violation[]): JsonObject {
  const fields: JsonObject = {};
  for (const { pointer, message } of violations) {
    const field = pointer.split('/')[1] || 'non_field_errors';
    const messages = own(fields, field);
    setOwn(fields, field, [...(Array.isArray(messages) ? messages : []), message]);
  }
  return fields;
}

/** The violations in the forms that error schemas commonly have. */
function violationLists(violations: readonly Violation[]): unknown[] {
  if (violations.length === 0) return [[]];
  const full = violations.map(({ in: place, pointer, message, keyword, schemaPointer }) => ({
    in: place,
    pointer,
    message,
    keyword,
    schemaPointer,
  }));
  return [
    full,
    violations.map(({ message }) => message),
    violations.map(({ pointer, message }) => ({ field: pointer.slice(1), message })),
    violations.map(({ pointer, message }) => ({
      loc: pointer.split('/').slice(1),
      msg: message,
      type: 'value_error',
    })),
    messagesByField(violations),
  ];
}
