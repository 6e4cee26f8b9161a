import fc from 'fast-check';
import type { Hono } from 'hono';
import { expect } from 'vitest';
import type { Store } from '../../src/state/index.ts';
import { mockOf } from '../mock/mock-of.ts';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const note = { $ref: '#/components/schemas/Note' };
const error = { description: '', ...json({ type: 'object', properties: { detail: { type: 'string' } } }) };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };

const collection = (name: string, more: object[] = []) => ({
  [`${name}`]: {
    parameters: more,
    get: { responses: { 200: { description: '', ...json({ type: 'array', items: note }) }, 404: error } },
    post: {
      requestBody: { required: true, ...json(note) },
      responses: { 201: { description: '', ...json(note) }, 404: error, 422: error },
    },
  },
  [`${name}/{id}`]: {
    parameters: [...more, id],
    get: { responses: { 200: { description: '', ...json(note) }, 404: error } },
    put: {
      requestBody: { required: true, ...json(note) },
      responses: { 200: { description: '', ...json(note) }, 404: error, 422: error },
    },
    patch: {
      requestBody: {
        required: true,
        content: { 'application/merge-patch+json': { schema: { type: 'object' } } },
      },
      responses: { 200: { description: '', ...json(note) }, 404: error, 422: error },
    },
    delete: { responses: { 204: { description: '' }, 404: error } },
  },
});

export const notes: object = {
  paths: collection('/notes'),
  components: {
    schemas: {
      Note: {
        type: 'object',
        required: ['id', 'text'],
        additionalProperties: false,
        properties: {
          id: { type: 'integer', readOnly: true },
          text: { type: 'string', maxLength: 200 },
          tags: { type: 'array', items: { type: 'string' } },
          meta: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
    },
  },
};

interface Note {
  readonly id: number;
  readonly [member: string]: unknown;
}

/** What a backend would hold: by session, in the order of its list. */
type Model = Map<string, Map<number, Note>>;

/** Runs that can lose their process. */
export interface Running {
  store: Store;
  /** The process ends, in order or not, and another one begins. */
  restart(): Promise<Store>;
}

class Real {
  readonly running: Running;
  mock: Hono;

  constructor(running: Running, mock: Hono) {
    this.running = running;
    this.mock = mock;
  }

  async restart(): Promise<void> {
    this.mock = await mockOf(notes, { seed: 'model', state: { store: await this.running.restart() } });
  }

  async ask(
    session: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown }> {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const response = await this.mock.request(path, {
      method,
      headers: { ...(session === '' ? {} : { 'standin-session': session }), 'content-type': type },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }
}

type Command = fc.AsyncCommand<Model, Real>;

function command(
  title: string,
  run: (model: Map<number, Note>, real: Real) => Promise<void>,
  session: string,
): Command {
  return {
    check: () => true,
    run: (model, real) => run(model.get(session)!, real),
    toString: () => `${session || '(default)'} ${title}`,
  };
}

/** The note at that place of the list, or one that there is none of. */
function pick(model: Map<number, Note>, place: number): number {
  const ids = [...model.keys()];
  return place === 0 || ids.length === 0 ? 987_654_321 : ids[place % ids.length]!;
}

const text = fc.string({ maxLength: 12, unit: 'binary' });
const fields = fc.record(
  {
    text,
    tags: fc.array(text, { maxLength: 3 }),
    meta: fc.dictionary(fc.oneof(text, fc.constantFrom('__proto__', 'constructor')), text, {
      maxKeys: 2,
      noNullPrototype: true,
    }),
  },
  { requiredKeys: ['text'] },
);
const patch = fc.record({ text, tags: fc.array(text, { maxLength: 2 }) }, { requiredKeys: [] });
const place = fc.nat({ max: 30 });
const session = fc.constantFrom('', 'a', 'a/b');

const creating = fc.tuple(session, fields).map(([name, sent]) =>
  command(
    `POST ${JSON.stringify(sent)}`,
    async (model, real) => {
      const { status, body } = await real.ask(name, 'POST', '/notes', sent);
      expect(status).toBe(201);
      const made = body as Note;
      expect(made).toMatchObject(sent);
      expect(model.has(made.id)).toBe(false);
      model.set(made.id, made);
    },
    name,
  ),
);

const reading = fc.tuple(session, place).map(([name, at]) =>
  command(
    `GET ${at}`,
    async (model, real) => {
      const key = pick(model, at);
      const { status, body } = await real.ask(name, 'GET', `/notes/${key}`);
      const known = model.get(key);
      expect(status).toBe(known ? 200 : 404);
      if (known) expect(body).toEqual(known);
    },
    name,
  ),
);

const replacing = fc.tuple(session, place, fields).map(([name, at, sent]) =>
  command(
    `PUT ${at} ${JSON.stringify(sent)}`,
    async (model, real) => {
      const key = pick(model, at);
      const { status, body } = await real.ask(name, 'PUT', `/notes/${key}`, sent);
      expect(status).toBe(model.has(key) ? 200 : 404);
      if (!model.has(key)) return;
      expect(body).toEqual({ ...sent, id: key });
      model.set(key, body as Note);
    },
    name,
  ),
);

const merging = fc.tuple(session, place, patch).map(([name, at, sent]) =>
  command(
    `PATCH ${at} ${JSON.stringify(sent)}`,
    async (model, real) => {
      const key = pick(model, at);
      const { status, body } = await real.ask(name, 'PATCH', `/notes/${key}`, sent);
      const known = model.get(key);
      expect(status).toBe(known ? 200 : 404);
      if (!known) return;
      expect(body).toEqual({ ...known, ...sent });
      model.set(key, body as Note);
    },
    name,
  ),
);

const deleting = fc.tuple(session, place).map(([name, at]) =>
  command(
    `DELETE ${at}`,
    async (model, real) => {
      const key = pick(model, at);
      const { status } = await real.ask(name, 'DELETE', `/notes/${key}`);
      expect(status).toBe(model.delete(key) ? 204 : 404);
    },
    name,
  ),
);

const listing = session.map((name) =>
  command(
    'GET list',
    async (model, real) => {
      const { status, body } = await real.ask(name, 'GET', '/notes');
      expect(status).toBe(200);
      expect(body).toEqual([...model.values()]);
    },
    name,
  ),
);

const restarting = session.map((name) => command('restart', async (_model, real) => real.restart(), name));

/** Random requests are answered as a plain list in memory would, whatever happens to the process in between. */
export async function holdsToModel(open: () => Promise<Running>, numRuns: number): Promise<void> {
  const commands = fc.commands(
    [creating, creating, reading, replacing, merging, deleting, listing, restarting],
    { maxCommands: 60, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(commands, async (all) => {
      const running = await open();
      const mock = await mockOf(notes, { seed: 'model', state: { store: running.store } });
      const real = new Real(running, mock);
      const { body } = await real.ask('', 'GET', '/notes');
      const model: Model = new Map();
      for (const name of ['', 'a', 'a/b'])
        model.set(name, new Map((body as Note[]).map((each) => [each.id, each])));
      expect(model.get('')!.size).toBeGreaterThan(2);
      await fc.asyncModelRun(() => ({ model, real }), [...all, listingOf('')!, listingOf('a')!]);
      await running.store.close();
    }),
    { numRuns },
  );
}

function listingOf(name: string): Command {
  return command(
    'GET list at the end',
    async (model, real) => {
      expect((await real.ask(name, 'GET', '/notes')).body).toEqual([...model.values()]);
    },
    name,
  );
}
