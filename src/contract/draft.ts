import { concreteType, writeBody, writeParameters } from '../http/index.ts';
import type { MediaType, Operation, ParameterLocation } from '../model/index.ts';
import type { WireRequest } from './exchange.ts';

/** A request in terms of its operation: what phases make, shrink and mutate. */
export interface Draft {
  readonly operation: Operation;
  /** Instead of the operation's own. */
  readonly method?: string;
  /** By location and name; what is absent is not sent. */
  readonly parameters: Partial<Record<ParameterLocation, Readonly<Record<string, unknown>>>>;
  readonly body?: DraftBody | undefined;
  /** Added to what parameters and body make; the last of a name wins, undefined takes it away. */
  readonly headers?: ReadonlyArray<readonly [string, string | undefined]>;
  /** Added to the query as it stands. */
  readonly extraQuery?: string;
}

export type DraftBody =
  | { readonly mediaType: MediaType; readonly value: unknown }
  /** As it is, for what no value can say: malformed text, an undocumented type. */
  | { readonly text: string; readonly contentType: string | undefined };

const encoder = new TextEncoder();

/** Writes a draft. Throws StandinError `missing-path-parameter` where the path cannot be filled in. */
export function writeDraft(draft: Draft): WireRequest {
  const { operation, parameters, body, extraQuery } = draft;
  const { path, query, headers: written, cookies } = writeParameters(operation, parameters);
  const headers = new Map<string, readonly [string, string]>();
  const set = (name: string, value: string) => headers.set(name.toLowerCase(), [name, value]);
  for (const [name, value] of Object.entries(written)) set(name, value);
  if (cookies) set('Cookie', cookies);
  const payload = body && writePayload(body);
  if (payload?.contentType !== undefined) set('Content-Type', payload.contentType);
  for (const [name, value] of draft.headers ?? []) {
    if (value === undefined) headers.delete(name.toLowerCase());
    else set(name, value);
  }
  const queries = [query, extraQuery ?? ''].filter((part) => part !== '');
  return {
    method: draft.method ?? operation.method,
    target: queries.length > 0 ? `${path}?${queries.join('&')}` : path,
    headers: [...headers.values()],
    body: payload?.bytes,
  };
}

function writePayload(body: DraftBody): { bytes: Uint8Array; contentType: string | undefined } {
  if ('text' in body) return { bytes: encoder.encode(body.text), contentType: body.contentType };
  const { mediaType, value } = body;
  const schema = (mediaType.schema ?? mediaType.itemSchema)?.for('request');
  const written = writeBody(mediaType, value, schema, concreteType(mediaType, schema, null));
  const bytes = typeof written.body === 'string' ? encoder.encode(written.body) : written.body;
  return { bytes, contentType: written.contentType };
}
