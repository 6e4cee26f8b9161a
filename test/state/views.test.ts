import { beforeAll, expect, test } from 'vitest';
import { createGenerator } from '../../src/generation/index.ts';
import { createSchemaScope, prepareValidation, type Schema } from '../../src/schema/index.ts';
import { Views } from '../../src/state/views.ts';

let views: Views;
beforeAll(async () => {
  await prepareValidation();
  views = new Views(await createGenerator(), 'http://localhost');
});

function schemaOf(value: object): Schema {
  const scope = createSchemaScope();
  scope.addResource({ uri: 'test:/s', root: value, dialect: '2020-12' });
  return scope.schema({ value, uri: 'test:/s', pointer: '' }, 'response');
}

const board = (cell: object) => ({
  required: ['id', 'cells'],
  properties: { id: {}, cells: { type: 'array', items: { type: 'object', properties: cell } } },
});
const plain = board({ x: { type: 'integer' } });
const full = board({ x: { type: 'integer' }, view: { type: 'object', required: ['of'] } });
const identity = { name: '/boards', member: 'id', id: 'b1' };
const value = { id: 'b1', cells: [] };

test('a member that one view can show only as another value becomes what all of them show', () => {
  // Exactly one of them: both take a list of no cells.
  const all = [plain, { oneOf: [plain, full] }].map(schemaOf);
  const grown = views.grow(all, value, identity);
  for (const view of all) expect(views.takes(view, grown)).toBe(true);
  expect(grown).toMatchObject({
    id: 'b1',
    cells: expect.arrayContaining([expect.objectContaining({ view: expect.anything() })]),
  });
});

test('a member that one view takes stays where what another demands is nothing that it takes', () => {
  const closed = { properties: { cells: { type: 'array', maxItems: 0 } } };
  const wanting = { properties: { cells: { type: 'array', items: { type: 'integer' }, minItems: 1 } } };
  expect(views.grow([closed, wanting].map(schemaOf), value, identity)).toEqual(value);
});

test('a member is agreed on where views show the key in types of their own', () => {
  const [told, read] = [
    { properties: { id: { type: 'integer' }, open: { type: 'boolean' } } },
    { properties: { id: { type: 'string' }, open: { type: ['boolean', 'null'] } } },
  ].map(schemaOf) as [Schema, Schema];
  const grown = views.grow([told, read], { id: 7, open: null }, { ...identity, id: '7' });
  expect(grown).toEqual({ id: 7, open: expect.any(Boolean) });
});
