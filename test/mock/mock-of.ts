import type { Hono } from 'hono';
import { createMock, type MockOptions } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';

/** A mock of a description in memory, without state; what is needed around the given fields is filled in. */
export async function mockOf(fields: object, options?: MockOptions): Promise<Hono> {
  const description = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {}, ...fields };
  return createMock(await loadApi(JSON.parse(JSON.stringify(description))), { state: false, ...options });
}

/** The JSON of an answer to a good request. */
export async function get(mock: Hono, path: string, init?: RequestInit): Promise<unknown> {
  const response = await mock.request(path, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answers ${response.status}: ${text}`);
  return JSON.parse(text);
}

/** An operation that answers 200 with JSON of the schema. */
export function answering(schema: object, more: object = {}): object {
  return { responses: { 200: { description: '', content: { 'application/json': { schema, ...more } } } } };
}

export function pathParameter(name: string, schema: object): object {
  return { name, in: 'path', required: true, schema };
}
