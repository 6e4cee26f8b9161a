import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { validateRequests, validateResponses } from '../../src/validation/index.ts';
import { line, petApi, post } from './pet-api.ts';

describe('validateRequests', () => {
  async function app(options?: Parameters<typeof validateRequests>[1]): Promise<Hono> {
    const hono = new Hono();
    hono.use(validateRequests(await petApi(), options));
    hono.post('/pets', async (context) => context.json({ got: await context.req.json() }));
    hono.get('/own', (context) => context.text('own'));
    hono.get('/secret', (context) => context.text('s'));
    return hono;
  }

  test('a good request reaches the handler with its body', async () => {
    const response = await (await app()).request(post({ name: 'Rex' }));
    expect(await response.json()).toEqual({ got: { name: 'Rex' } });
  });

  test('a bad one is refused with a problem that says why', async () => {
    const response = await (await app()).request(post({ name: 'R' }));
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('standin-violations')).toBe('1');
    expect(await response.json()).toMatchObject({
      type: 'urn:standin:problem:request-invalid',
      status: 422,
      errors: [
        {
          in: 'body',
          pointer: '/name',
          keyword: 'minLength',
          received: '"R"',
          schemaPointer: '/components/schemas/Pet/properties/name/minLength',
        },
      ],
    });
  });

  test('missing credentials are challenged', async () => {
    const response = await (await app()).request('/secret');
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="standin"',
    ]);
  });

  test('what is not documented is let through unless it is to be refused', async () => {
    expect((await (await app()).request('/own')).status).toBe(200);
    expect((await (await app({ refuseUndocumented: true })).request('/own')).status).toBe(404);
    const put = await (await app({ refuseUndocumented: true })).request('/pets', { method: 'PUT' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('a bad one is reported and let through where that is asked for', async () => {
    const told: string[] = [];
    const hono = await app({
      onViolation: 'report',
      report: ({ violations, operation }) => {
        told.push(`${operation?.id} ${violations.map(line)}`);
      },
    });
    expect((await hono.request(post({ name: 'R' }))).status).toBe(200);
    expect(told).toEqual(['createPet body /name minLength']);
  });

  test('a body that another middleware has read is judged all the same', async () => {
    const hono = new Hono();
    hono.use(async (context, next) => {
      await context.req.json();
      await next();
    });
    hono.use(validateRequests(await petApi()));
    hono.post('/pets', async (context) => context.json(await context.req.json()));
    expect((await hono.request(post({ name: 'R' }))).status).toBe(422);
    expect(await (await hono.request(post({ name: 'Rex' }))).json()).toEqual({ name: 'Rex' });
  });
});

describe('validateResponses', () => {
  async function answer(body: unknown, options?: Parameters<typeof validateResponses>[1], path = '/pets') {
    const hono = new Hono();
    hono.use(validateResponses(await petApi(), options));
    hono.post('/pets', (context) => context.json(body as object, 201, { 'x-count': '1' }));
    hono.get('/own', (context) => context.text('own'));
    return path === '/pets' ? hono.request(post({ name: 'Rex' })) : hono.request(path);
  }

  test('a good response is left as it is', async () => {
    const response = await answer({ id: 1, name: 'Rex' });
    expect([response.status, await response.json()]).toEqual([201, { id: 1, name: 'Rex' }]);
  });

  test('a bad one is replaced by a problem without its headers', async () => {
    const response = await answer({ id: 'x', name: 'Rex' });
    expect([response.status, response.headers.get('x-count')]).toEqual([500, null]);
    expect(await response.json()).toMatchObject({
      type: 'urn:standin:problem:response-invalid',
      errors: [{ pointer: '/id', keyword: 'type' }],
    });
  });

  test('a bad one is thrown where that is asked for', async () => {
    const hono = new Hono();
    hono.use(validateResponses(await petApi(), { onViolation: 'throw' }));
    hono.post('/pets', (context) => context.json({}, 201));
    let thrown: unknown;
    hono.onError((error) => {
      thrown = error;
      return new Response(null, { status: 500 });
    });
    await hono.request(post({ name: 'Rex' }));
    expect(thrown).toMatchObject({ code: 'invalid-response', message: expect.stringContaining('X-Count') });
  });

  test('a bad one is reported and let through where that is asked for', async () => {
    const told: string[] = [];
    const response = await answer(
      { id: 1 },
      { onViolation: 'report', report: ({ violations }) => void told.push(...violations.map(line)) },
    );
    expect([response.status, told]).toEqual([201, ['body  required']]);
  });

  test('what is not documented is left alone', async () => {
    expect((await answer({}, undefined, '/own')).status).toBe(200);
  });
});
