import { type ContractEvent, type ContractResult, runContract } from '../../src/contract/index.ts';
import { type Api, loadApi } from '../../src/model/index.ts';
import { type ReportContext, reporters } from '../../src/report/index.ts';

/** No report may hold any of these. */
export const canaries: readonly string[] = [
  'canary-bearer-1',
  'canary-key-2',
  'canary-cookie-3',
  'canary-pass-4',
  'canary-session-5',
  'canary-other-6',
  'canary-code-7',
];

const hostile: string = `<script>window.broken = true</script>"'&]]>\u0000|\`\`\`%0A::error::x`;

const answer = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
const thing = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer' }, name: { type: 'integer' } },
};

const description = {
  openapi: '3.1.0',
  info: { title: `Leaky ${hostile}`, version: '1' },
  security: [{ bearer: [], key: [], session: [] }],
  paths: {
    '/things': {
      get: {
        operationId: 'listThings',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: 5 } }],
        responses: { 200: answer({ $ref: '#/components/schemas/Thing' }) },
      },
      post: {
        operationId: `create${hostile}`,
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['name', 'password'],
                properties: { name: { type: 'string', maxLength: 9 }, password: { const: 'canary-pass-4' } },
              },
            },
          },
        },
        responses: { 201: answer({ $ref: '#/components/schemas/Thing' }) },
      },
    },
    '/others': { get: { responses: { 200: answer({ $ref: '#/components/schemas/Thing' }) } } },
  },
  components: {
    schemas: { Thing: thing },
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      key: { type: 'apiKey', in: 'query', name: 'code' },
      session: { type: 'apiKey', in: 'cookie', name: 'sid' },
    },
  },
};

/** Breaks its description, and says all it knows everywhere. */
async function leakyTarget(request: Request): Promise<Response> {
  const headers = Object.fromEntries(request.headers);
  const said = `${JSON.stringify(headers)} ${request.url} canary-session-5`;
  return Response.json(
    {
      id: hostile,
      name: said,
      session_token: 'canary-session-5',
      echo: headers['authorization']?.replace('Bearer ', ''),
      inUrl: `http://x/?q=${encodeURIComponent(headers['cookie'] ?? '')}&code=canary-key-2`,
      password: 'canary-pass-4',
    },
    {
      status: request.method === 'POST' ? 500 : 200,
      headers: {
        Location: `/things/1?code=canary-key-2&token=${headers['authorization']?.slice(7)}`,
        'X-Echo': `${headers['authorization']} canary-cookie-3`,
        'Set-Cookie': 'sid=canary-cookie-3',
      },
    },
  );
}

export interface Reported {
  readonly api: Api;
  readonly events: readonly ContractEvent[];
  readonly result: ContractResult;
  /** By the name of the report. */
  readonly texts: Readonly<Record<string, string>>;
}

/** A small run with failures of many kinds, as every report shows it. */
export async function reported(): Promise<Reported> {
  const api = await loadApi(JSON.parse(JSON.stringify(description)));
  const events: ContractEvent[] = [];
  const result = await runContract(api, leakyTarget, {
    headers: [['Cookie', 'sid=canary-cookie-3; theme=dark']],
    identities: [
      {
        name: 'main',
        query: [['code', 'canary-key-2']],
        headers: [
          ['Authorization', 'Bearer canary-bearer-1'],
          ['X-Code', 'canary-code-7'],
        ],
      },
      { name: 'other', headers: [['Authorization', `Basic ${btoa('me:canary-other-6')}`]] },
    ],
    maxCases: 5,
    clock: () => 0,
    onEvent: (event) => events.push(event),
  });
  const texts = Object.fromEntries(
    Object.entries(reporters).map(([name, make]) => [name, written(make, api, events)]),
  );
  return { api, events, result, texts };
}

export function contextOf(api: Api, write: (text: string) => void): ReportContext {
  return {
    write,
    locate: (uri, pointer) => ({ ...api.document.place(uri, pointer), file: 'api/open api.json', line: 3 }),
    title: api.title,
    now: 0,
  };
}

function written(make: (typeof reporters)[string], api: Api, events: readonly ContractEvent[]): string {
  let text = '';
  const report = make(
    contextOf(api, (piece) => {
      text += piece;
    }),
  );
  for (const event of events) report(event);
  return text;
}
