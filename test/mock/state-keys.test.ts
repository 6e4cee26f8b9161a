import { expect, test } from 'vitest';
import { createMock, type ExchangeSummary } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { sender } from './state-shop.ts';

const id = { type: 'integer', format: 'int64' };
const pet = { type: 'object', required: ['id'], properties: { id, name: { type: 'string' } } };
const content = { 'application/json': { schema: pet } };
const conflict = { description: '' };
const description = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      post: {
        requestBody: {
          content: { 'application/json': { schema: { type: 'object', properties: pet.properties } } },
        },
        responses: { 201: { description: '', content }, 409: conflict },
      },
    },
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: id }],
      get: { responses: { 200: { description: '', content }, 404: { description: '' } } },
    },
  },
};

test.each([999_999_999_999_999, 1_234_567_890_123_456, Number.MAX_SAFE_INTEGER, 2 ** 63, -(2 ** 63)])(
  'a thing keeps the number %d by which it is sent',
  async (number) => {
    const send = sender(createMock(await loadApi(description), { seed: 'keys' }));
    expect((await send('POST', '/pets', { id: number, name: 'Rex' })).body.id).toBe(number);
    expect((await send('GET', `/pets/${number}`)).body).toEqual({ id: number, name: 'Rex' });
  },
);

test('numbers after the greatest that is safe are made up, each another', async () => {
  const send = sender(createMock(await loadApi(description), { seed: 'keys' }));
  await send('POST', '/pets', { id: Number.MAX_SAFE_INTEGER, name: 'Rex' });
  const [one, two] = [await send('POST', '/pets', { name: 'A' }), await send('POST', '/pets', { name: 'B' })];
  expect(one.body.id).not.toBe(two.body.id);
  expect((await send('GET', `/pets/${one.body.id}`)).body).toMatchObject({ name: 'A' });
});

test('a note says why a good request is refused, since the documented error may have no body', async () => {
  const notes: string[] = [];
  const onExchange = (exchange: ExchangeSummary) => notes.push(...exchange.notes);
  const send = sender(createMock(await loadApi(description), { seed: 'keys', onExchange }));
  await send('POST', '/pets', { id: 700, name: 'Rex' });
  expect(notes).toEqual([]);
  expect(await send('POST', '/pets', { id: 700, name: 'Rex' })).toMatchObject({ status: 409 });
  await send('GET', '/pets/701');
  expect(notes).toEqual(['There is one of pets with the key 700 already.', 'There is nothing at /pets/701.']);
});
