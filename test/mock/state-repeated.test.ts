import { expect, test } from 'vitest';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { sender } from './state-shop.ts';

const name = { type: 'string', description: 'Must be unique.' };
const thing = { type: 'object', required: ['id', 'name'], properties: { id: { type: 'integer' }, name } };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });

test.each([
  ['is made each time where no answer tells of a conflict', {}, [201, 201, 201, 201]],
  ['is refused from the second time on where one does', { 409: { description: '' } }, [201, 409, 409, 409]],
])('what repeats a unique member %s', async (_title, errors, statuses) => {
  const list = { responses: { 200: { description: '', ...json({ type: 'array', items: thing }) } } };
  const post = {
    requestBody: json({ type: 'object', properties: { name } }),
    responses: { 201: { description: '', ...json(thing) }, ...errors },
  };
  const read = { responses: { 200: { description: '', ...json(thing) } } };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  const send = sender(
    createMock(
      await loadApi({
        openapi: '3.1.0',
        info: { title: 'Things', version: '1' },
        paths: { '/things': { get: list, post }, '/things/{id}': { parameters: [id], get: read } },
      }),
    ),
  );
  const made = [];
  for (let each = 0; each < 4; each++) made.push(await send('POST', '/things', { name: 'same' }));
  expect(made.map(({ status }) => status)).toEqual(statuses);
  const ids = made.filter(({ status }) => status === 201).map(({ body }) => (body as { id: number }).id);
  expect(new Set(ids).size).toBe(ids.length);
  // What was told as made is there.
  for (const key of ids)
    expect((await send('GET', `/things/${key}`)).body).toEqual({ id: key, name: 'same' });
});
