import { expect, test } from 'vitest';
import { runContract } from '../../src/contract/index.ts';
import { loadApi } from '../../src/model/index.ts';

const json = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
const members = (owner: object) => ({
  type: 'object',
  required: ['id', 'owner'],
  properties: { id: { type: 'string' }, owner },
});
const byId = { type: 'integer' };
const whole = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

/** Things whose creation is answered with the owner's number. */
async function findings(readOwner: object, shownOwner: unknown): Promise<readonly string[]> {
  const description = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/things': {
        post: {
          requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
          responses: { 201: json(members(byId)) },
        },
      },
      '/things/{id}': {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: json(members(readOwner)), 404: { description: '' } },
        },
      },
    },
  };
  const api = await loadApi(JSON.parse(JSON.stringify(description)));
  let made = 0;
  const target = (request: Request): Response => {
    if (request.method === 'POST') return Response.json({ id: `t${++made}`, owner: 7 }, { status: 201 });
    const id = new URL(request.url).pathname.split('/').at(-1);
    return /^t\d+$/.test(id ?? '')
      ? Response.json({ id, owner: shownOwner })
      : new Response(null, { status: 404 });
  };
  const run = await runContract(api, target, { maxCases: 4 });
  return run.findings.map(({ failure }) => failure.check).filter((check) => check === 'echo-differs');
}

test('an owner that is created as one number and read as another differs', async () => {
  expect(await findings(byId, 8)).toEqual(['echo-differs']);
});

test('an owner that is created as a number and described as an object in reading is another view of it', async () => {
  expect(await findings(whole, { name: 'Ann' })).toEqual([]);
});
