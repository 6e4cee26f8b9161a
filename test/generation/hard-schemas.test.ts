import { expect, test } from 'vitest';
import { createGenerator, type Generator } from '../../src/generation/index.ts';
import { createSchemaScope, prepareValidation, type Schema } from '../../src/schema/index.ts';
import { NativeJudge } from '../support/native-judge.ts';
import { hardArrays } from './hard/arrays.ts';
import { hardChoices } from './hard/choices.ts';
import { hardConditions } from './hard/conditions.ts';
import { impossible } from './hard/impossible.ts';
import { hardMembers } from './hard/members.ts';
import { hardReferences } from './hard/references.ts';
import { hardScalars } from './hard/scalars.ts';

const hard = [
  ...hardScalars,
  ...hardArrays,
  ...hardMembers,
  ...hardChoices,
  ...hardConditions,
  ...hardReferences,
];

const judge = new NativeJudge('2020-12', new Map());
const ready: Promise<Generator> = Promise.all([createGenerator({ seed: 'hard' }), prepareValidation()]).then(
  ([generator]) => generator,
);

let documents = 0;

function schemaOf(value: unknown): Schema {
  const uri = `https://hard.test/${documents++}`;
  const scope = createSchemaScope();
  scope.addResource({ uri, root: value, dialect: '2020-12' });
  return scope.schema({ value, uri, pointer: '' });
}

test.each(hard)('twenty values are valid: %s', async (_, schema) => {
  const generator = await ready;
  const source = schemaOf(schema);
  for (let key = 0; key < 20; key++) {
    const value = generator.generate(source, { key: String(key) });
    const verdicts = [await judge.first(schema, value), await judge.second(schema, value)];
    expect(verdicts, JSON.stringify(value)).toEqual([true, true]);
  }
});

test.each(impossible)('nothing is generated, and the schema is named: %s', async (_, schema) => {
  const generator = await ready;
  const source = schemaOf(schema);
  expect(() => generator.generate(source)).toThrow(
    expect.objectContaining({
      code: 'unsatisfiable-schema',
      message: expect.stringContaining(source.source.uri),
    }),
  );
});

test('the table is as long as it claims', () => {
  expect(hard.length).toBeGreaterThanOrEqual(120);
  expect(impossible.length).toBeGreaterThanOrEqual(20);
});
