const problem = (description: string): unknown => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const common = {
  '401': problem('A token is set, and another one or none was sent'),
  '403': problem('No token is set, and the request comes from elsewhere'),
  '503': problem('The store cannot be reached'),
};

/** What lies below `/__standin/`, as OpenAPI. */
export const adminDescription: { readonly openapi: string } & Readonly<Record<string, unknown>> = {
  openapi: '3.1.1',
  info: {
    title: 'Administration of a Standin',
    version: '1',
    description: 'Answers this machine alone, or whoever sends the token that was set.',
  },
  servers: [{ url: '/__standin' }],
  security: [{}, { token: [] }],
  paths: {
    '/openapi.json': {
      get: {
        operationId: 'describe',
        summary: 'This description',
        responses: {
          '200': { description: 'OpenAPI', content: { 'application/json': { schema: { type: 'object' } } } },
          '401': common['401'],
          '403': common['403'],
        },
      },
    },
    '/sessions': {
      get: {
        operationId: 'listSessions',
        summary: 'Sessions that have changed anything',
        responses: {
          '200': {
            description: 'By name',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Sessions' } } },
          },
          ...common,
        },
      },
      delete: {
        operationId: 'resetSessions',
        summary: 'Put all sessions back to where they began',
        responses: { '204': { description: 'Done' }, ...common },
      },
    },
    '/sessions/{name}': {
      delete: {
        operationId: 'resetSession',
        summary: 'Put one session back to where it began',
        parameters: [
          { name: 'name', in: 'path', required: true, schema: { $ref: '#/components/schemas/Name' } },
        ],
        responses: {
          '204': { description: 'Done, whether there was anything to do or not' },
          '400': problem('No session can be called so'),
          ...common,
        },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Name: {
        description:
          'What the header Standin-Session says, slashes percent-encoded; - for the default session',
        type: 'string',
        maxLength: 64,
        pattern: '^(?:-|[A-Za-z0-9][A-Za-z0-9._~-]*(?:/[A-Za-z0-9][A-Za-z0-9._~-]*)*)$',
      },
      Sessions: {
        type: 'object',
        required: ['sessions'],
        additionalProperties: false,
        properties: {
          sessions: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name'],
              additionalProperties: false,
              properties: { name: { $ref: '#/components/schemas/Name' } },
            },
          },
        },
      },
      Problem: {
        type: 'object',
        required: ['type', 'title', 'status', 'detail'],
        properties: {
          type: { type: 'string', format: 'uri-reference' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
        },
      },
    },
  },
} as const;
