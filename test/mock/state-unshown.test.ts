import { expect, test } from 'vitest';
import { answering, mockOf, pathParameter } from './mock-of.ts';
import { type Send, sender } from './state-shop.ts';

const text = { type: 'string' };
const space = (region: object) => ({
  type: 'object',
  required: ['name', 'region'],
  properties: { id: text, name: text, region },
});
const shown = space({ type: 'string', enum: ['EastUs', 'WestEurope'] });

function spaces(responses: object = {}): Promise<Send> {
  const json = (schema: object) => ({ content: { 'application/json': { schema } } });
  const created = { 201: { description: '', ...json(shown) }, ...responses };
  const paths = {
    '/spaces': { post: { requestBody: { required: true, ...json(space(text)) }, responses: created } },
    '/spaces/{id}': { get: { parameters: [pathParameter('id', text)], ...answering(shown) } },
  };
  return mockOf({ paths }, { state: {} }).then(sender);
}

test('what no answer can show is another value in what is made, where no refusal is documented', async () => {
  const send = await spaces();
  const { body } = await send('POST', '/spaces', { name: 'Atlas', region: 'Kyiv, Ukraine' });
  const made = body as { id: string };
  expect(made).toMatchObject({ name: 'Atlas', region: expect.stringMatching(/^(EastUs|WestEurope)$/) });
  expect((await send('GET', `/spaces/${made.id}`)).body).toEqual(made);
});

test('what no answer can show is refused where a refusal is documented', async () => {
  const send = await spaces({ 422: { description: '' } });
  expect(await send('POST', '/spaces', { name: 'Atlas', region: 'Kyiv, Ukraine' })).toMatchObject({
    status: 422,
  });
});
