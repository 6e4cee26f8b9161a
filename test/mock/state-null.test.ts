import { expect, test } from 'vitest';
import { answering, get, mockOf, pathParameter } from './mock-of.ts';

const thing = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const untyped = { properties: { name: { type: 'string' } } };

test('what is made of null, where the schema names no type, is found again', async () => {
  const mock = await mockOf(
    {
      paths: {
        '/things': {
          post: {
            requestBody: { required: true, content: { 'application/json': { schema: untyped } } },
            ...answering(thing),
          },
        },
        '/things/{id}': {
          get: { parameters: [pathParameter('id', { type: 'string' })], ...answering(thing) },
        },
      },
    },
    { state: {} },
  );
  const headers = { 'content-type': 'application/json' };
  const made = (await get(mock, '/things', { method: 'POST', body: 'null', headers })) as { id: string };
  expect(await get(mock, `/things/${made.id}`)).toEqual(made);
});
