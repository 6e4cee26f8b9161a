import { type Change, diffApis } from '../../src/diff/index.ts';
import { loadApi } from '../../src/model/index.ts';
import type { JsonObject } from '../../src/schema/index.ts';

/** A description with `POST /things` and what is given of it. */
export function described(operation: JsonObject, rest: JsonObject = {}): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: { '/things': { post: { responses: { 204: { description: 'ok' } }, ...operation } } },
    ...rest,
  };
}

export async function changesOf(before: JsonObject, after: JsonObject): Promise<Change[]> {
  return diffApis(await loadApi(before), await loadApi(after), { now: Date.UTC(2026, 0, 1) });
}

export const sent = (schema: unknown): JsonObject =>
  described({ requestBody: { content: { 'application/json': { schema } } } });

export const received = (schema: unknown): JsonObject =>
  described({ responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } } });

export const asked = (schema: unknown): JsonObject =>
  described({ parameters: [{ name: 'q', in: 'query', schema }] });

export const headed = (schema: unknown): JsonObject =>
  described({ responses: { 204: { description: 'ok', headers: { 'X-Rate': { schema } } } } });

export const member = (schema: unknown, rest: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties: { a: schema },
  ...rest,
});
