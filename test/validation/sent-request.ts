import { loadApi, type Operation } from '../../src/model/index.ts';
import { type CheckedRequest, compileRequestCheck } from '../../src/validation/index.ts';

const SCHEMAS = {
  Pet: {
    type: 'object',
    required: ['id', 'name'],
    properties: {
      id: { type: 'integer', readOnly: true },
      name: { type: 'string', minLength: 2 },
      tags: { type: 'array', items: { type: 'string' } },
    },
  },
  Tree: { type: 'object', properties: { next: { $ref: '#/components/schemas/Tree' } } },
};

/** `POST /pets/{id}`. */
export async function operationOf(operation: object, openapi = '3.2.0'): Promise<Operation> {
  const api = await loadApi({
    openapi,
    info: { title: 'T', version: '1' },
    paths: { '/pets/{id}': { post: { responses: {}, ...operation } } },
    components: { schemas: SCHEMAS },
  });
  return api.operations[0] as Operation;
}

export interface Sent {
  readonly path?: string;
  readonly search?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
  readonly type?: string | null;
}

export function check(operation: Operation, sent: Sent): CheckedRequest {
  const { body, type = 'application/json' } = sent;
  return compileRequestCheck(operation)({
    pathParameters: { id: sent.path ?? '7' },
    search: sent.search ?? '',
    headers: new Headers(sent.headers),
    body: {
      bytes: body === undefined ? null : typeof body === 'string' ? new TextEncoder().encode(body) : body,
      contentType: type,
    },
  });
}

/** Each violation in a line. */
export const short = ({ violations }: CheckedRequest): string[] =>
  violations.map((each) => `${each.in} ${each.pointer} ${each.keyword} ${each.schemaPointer}`);

/** Where the operation stands. */
export const P = '/paths/~1pets~1{id}/post';
