import { type Api, loadApi } from '../../src/model/index.ts';

const json = (schema: object) => ({ 'application/json': { schema } });
const Pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string', minLength: 2 },
    pin: { type: 'string', writeOnly: true },
  },
};

export async function petApi(): Promise<Api> {
  return loadApi({
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } }, schemas: { Pet } },
    paths: {
      '/pets': {
        post: {
          operationId: 'createPet',
          parameters: [{ name: 'dryRun', in: 'query', schema: { type: 'boolean' } }],
          requestBody: { required: true, content: json({ $ref: '#/components/schemas/Pet' }) },
          responses: {
            201: {
              description: '',
              headers: {
                'X-Count': { required: true, schema: { type: 'integer' } },
                'Content-Type': { required: true, schema: { type: 'string', maxLength: 1 } },
              },
              content: json({ $ref: '#/components/schemas/Pet' }),
            },
            204: { description: '' },
          },
        },
      },
      '/text': {
        get: {
          responses: {
            '2XX': {
              description: '',
              content: { 'text/plain': { schema: { type: 'string', maxLength: 3 } } },
            },
            default: {
              description: '',
              content: {
                'application/x-www-form-urlencoded': {
                  schema: { type: 'object', properties: { a: { type: 'integer' } } },
                },
              },
            },
          },
        },
      },
      '/secret': { get: { security: [{ bearer: [] }], responses: { 200: { description: '' } } } },
      '/events': { get: { responses: { 200: { description: '', content: { 'text/event-stream': {} } } } } },
    },
  });
}

export const post = (
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
  search = '',
) =>
  new Request(`http://x/pets${search}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
export const get = (path: string, headers: Record<string, string> = {}) =>
  new Request(`http://x${path}`, { headers });
export const line = ({ in: where, pointer, keyword }: { in: string; pointer: string; keyword: string }) =>
  `${where} ${pointer} ${keyword}`;
