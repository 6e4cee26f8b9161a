import { expect, test } from 'vitest';
import { answering, get, mockOf, pathParameter } from './mock-of.ts';

const thing = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const untyped = { properties: { name: { type: 'string' } } };

test.each(['null', 'false', '7', '"text"', '[1]'])(
  'what is made of %s, where the schema names no type, is found again',
  async (body) => {
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
    const made = (await get(mock, '/things', { method: 'POST', body, headers })) as { id: string };
    expect(await get(mock, `/things/${made.id}`)).toEqual(made);
  },
);
