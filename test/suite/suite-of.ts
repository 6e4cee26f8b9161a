import { Hono } from 'hono';
import type { ContractEvent, ContractResult } from '../../src/contract/index.ts';
import { type Api, loadApi } from '../../src/model/index.ts';
import {
  type PreparedSuite,
  type Project,
  prepareSuite,
  readSuite,
  type SuiteOptions,
} from '../../src/suite/index.ts';

const json = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
const note = {
  type: 'object',
  required: ['id', 'text'],
  properties: { id: { type: 'integer', readOnly: true }, text: { type: 'string', maxLength: 40 } },
};

/** Notes that ask for a token of a login or of an OAuth2 server. */
export const description: object = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  security: [{ token: [] }],
  paths: {
    '/login': {
      post: {
        operationId: 'login',
        security: [],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
            },
          },
        },
        responses: {
          200: json({ type: 'object', properties: { session: { type: 'object' } } }),
          401: { description: '' },
          422: { description: '' },
        },
      },
    },
    '/notes': {
      get: {
        operationId: 'listNotes',
        tags: ['notes'],
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } }],
        responses: {
          200: json({ type: 'array', items: note }),
          401: { description: '' },
          422: { description: '' },
        },
      },
      post: {
        operationId: 'createNote',
        tags: ['notes'],
        requestBody: { required: true, content: { 'application/json': { schema: note } } },
        responses: { 201: json(note), 401: { description: '' }, 422: { description: '' } },
      },
    },
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
      get: {
        operationId: 'getNote',
        tags: ['notes'],
        responses: {
          200: json(note),
          401: { description: '' },
          404: { description: '' },
          422: { description: '' },
        },
      },
    },
  },
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
};

/** A server of these notes, with what tests turn and look at. */
export class Notes {
  /** Bearer tokens that are taken. */
  tokens: Set<string> = new Set(['mine', 'theirs', 'flag']);
  /** What `GET /notes/{id}` shows in place of a text. */
  broken = false;
  readonly notes = new Map<number, string>([[1, 'first']]);
  readonly seen: Array<{
    readonly method: string;
    readonly path: string;
    readonly headers: Headers;
    readonly body: string;
  }> = [];
  readonly fetch: (request: Request) => Response | Promise<Response>;
  issued = 0;

  constructor() {
    const app = new Hono();
    app.use(async (context, next) => {
      const { method, headers } = context.req.raw;
      const body = await context.req.raw.clone().text();
      const { pathname, search } = new URL(context.req.url);
      this.seen.push({ method, path: pathname + search, headers, body });
      await next();
    });
    app.post('/login', async (context) => {
      const body = await context.req.json().catch(() => undefined);
      if (typeof body?.name !== 'string') return context.body(null, 422);
      const token = this.issue();
      return context.json({ session: { token, seconds: 60 } });
    });
    app.post('/token', async (context) => {
      const form = await context.req.parseBody();
      if (form['grant_type'] === 'refresh_token' && form['refresh_token'] !== `refresh-${this.issued}`)
        return context.json({ error: 'invalid_grant' }, 400);
      const token = this.issue();
      return context.json({ access_token: token, expires_in: 60, refresh_token: `refresh-${this.issued}` });
    });
    app.get('/health', (context) => context.body(null, 204));
    app.use('/notes/*', async (context, next) => {
      const token = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1];
      const isKnown = this.tokens.has(token ?? '');
      return isKnown ? next() : context.body(null, 401);
    });
    app.get('/notes', (context) => {
      const limit = context.req.query('limit');
      if (limit !== undefined && !/^([1-9]|[1-4]\d|50)$/.test(limit)) return context.body(null, 422);
      return context.json([...this.notes].map(([id, text]) => ({ id, text })).slice(0, Number(limit ?? 50)));
    });
    app.post('/notes', async (context) => {
      const body = await context.req.json().catch(() => undefined);
      if (typeof body?.text !== 'string' || [...body.text].length > 40) return context.body(null, 422);
      const id = Math.max(0, ...this.notes.keys()) + 1;
      this.notes.set(id, body.text);
      return context.json({ id, text: body.text }, 201);
    });
    app.get('/notes/:id', (context) => {
      const id = context.req.param('id');
      if (!/^[1-9]\d*$/.test(id)) return context.body(null, 422);
      const text = this.notes.get(Number(id));
      if (text === undefined) return context.body(null, 404);
      return context.json({ id: Number(id), text: this.broken ? 7 : text });
    });
    const allowed = {
      '/health': 'GET, HEAD',
      '/login': 'POST',
      '/notes': 'GET, HEAD, POST',
      '/notes/:id': 'GET, HEAD',
    };
    for (const [path, allow] of Object.entries(allowed))
      app.all(path, (context) => context.body(null, 405, { Allow: allow }));
    this.fetch = (request) => app.fetch(request);
  }

  issue(): string {
    const token = `token-number-${++this.issued}`;
    this.tokens = new Set([token]);
    return token;
  }
}

/** Files by the names that suites use. */
export function memoryProject(
  files: Map<string, string> = new Map(),
  modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): Project {
  return {
    locate: async (name) => name,
    read: async (name) => files.get(name),
    write: async (name, _suite, text) => void files.set(name, text),
    load: async (name) => modules[name] ?? {},
  };
}

export interface Tried {
  readonly prepared: PreparedSuite;
  readonly events: ContractEvent[];
  readonly result: ContractResult;
}

export const today = Date.UTC(2026, 10, 22);

function optionsOf(more: Partial<SuiteOptions> = {}): SuiteOptions {
  let clock = 0;
  return {
    project: memoryProject(),
    env: {},
    loadApi: (): Promise<Api> => loadApi(description as never),
    now: today,
    clock: () => clock++,
    ...more,
  };
}

/** Runs a suite of this text against a target in-process, with few cases. */
export async function trySuite(text: string, more: Partial<SuiteOptions> = {}): Promise<Tried> {
  const options = optionsOf(more);
  const prepared = await prepareSuite(await readSuite(text, 'contracts/notes.contract.yaml'), {
    ...options,
    overrides: { maxCases: 15, ...options.overrides },
  });
  const events: ContractEvent[] = [];
  const result = await prepared.run((event) => events.push(event));
  return { prepared, events, result };
}
