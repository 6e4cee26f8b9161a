import { expect, test } from 'vitest';
import { compileParameters, type ParameterResult } from '../../src/http/index.ts';
import { oneParameter, rawParameter } from './description.ts';

const SCHEMAS = {
  string: { type: 'string' },
  array: { type: 'array', items: { type: 'string' } },
  object: { type: 'object', additionalProperties: { type: 'integer' } },
};
const integers = { type: 'array', items: { type: 'integer' } };

async function readOne(location: string, parameter: object, wire: string): Promise<ParameterResult> {
  return compileParameters(await oneParameter(parameter, location))(rawParameter(location, wire));
}

test.each<[title: string, location: string, parameter: object, wire: string, message: RegExp]>([
  [
    'bad percent-encoding in a query',
    'query',
    { schema: { type: 'string' } },
    'color=%zz',
    /percent-encoded/,
  ],
  ['bad percent-encoding in a path', 'path', { schema: { type: 'string' } }, '%E0%A4', /percent-encoded/],
  [
    'a single value given twice',
    'query',
    { schema: { type: 'integer' } },
    'color=1&color=2',
    /given 2 times/,
  ],
  [
    'a list that is not exploded given twice',
    'query',
    { schema: integers, explode: false },
    'color=1&color=2',
    /given 2 times/,
  ],
  ['label without its dot', 'path', { schema: { type: 'string' }, style: 'label' }, 'blue', /dot/],
  [
    'matrix without its name',
    'path',
    { schema: { type: 'string' }, style: 'matrix' },
    ';colour=blue',
    /;color=/,
  ],
  [
    'an object with a name and no value',
    'query',
    { schema: SCHEMAS.object, explode: false },
    'color=R,100,G',
    /names and values/,
  ],
  ['an object that names a member twice', 'path', { schema: SCHEMAS.object }, 'R,1,R,2', /more than once/],
  ['content that is not JSON', 'query', { content: { 'application/json': {} } }, 'color=%7B', /JSON/],
  [
    'deepObject with a broken bracket',
    'query',
    { schema: SCHEMAS.object, style: 'deepObject' },
    'color[a=1',
    /key/,
  ],
  [
    'deepObject with a value and members',
    'query',
    { schema: SCHEMAS.object, style: 'deepObject' },
    'color[a]=1&color[a][b]=2',
    /both/,
  ],
])('malformed: %s', async (_title, location, parameter, wire, message) => {
  const { values, malformed } = await readOne(location, parameter, wire);
  expect(values[location as 'path']).toEqual({});
  expect(malformed.map((each) => each.message)).toEqual([expect.stringMatching(message)]);
});
