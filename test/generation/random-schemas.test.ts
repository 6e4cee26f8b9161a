import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StandinError } from '../../src/errors.ts';
import { createGenerator } from '../../src/generation/index.ts';
import { createSchemaScope, prepareValidation, type Schema } from '../../src/schema/index.ts';
import { NativeJudge } from '../support/native-judge.ts';
import { type Built, built } from './random-schemas.ts';

const judge = new NativeJudge('2020-12', new Map());
/** Seeds that fast-check reports, or more runs, by the environment: `RUNS=5000 SEED=7`. */
const runs = Number(process.env['RUNS'] ?? 600);
const seed = Number(process.env['SEED'] ?? 2020);

function schemaOf(value: unknown): Schema {
  const scope = createSchemaScope();
  scope.addResource({ uri: 'https://random.test/', root: value, dialect: '2020-12' });
  return scope.schema({ value, uri: 'https://random.test/', pointer: '' });
}

test('nearly every satisfiable schema gets a value, and that value is valid', {
  timeout: 300_000,
}, async () => {
  const generator = await createGenerator({ seed: 'random' });
  await prepareValidation();
  const cases: Built[] = fc.sample(built, { numRuns: runs, seed });
  const missed: string[] = [];
  let satisfiable = 0;
  for (const { schema, witness } of cases) {
    if (!(await judge.first(schema, witness))) continue;
    satisfiable++;
    try {
      const value = generator.generate(schemaOf(schema), { key: 'one' });
      expect(await judge.first(schema, value), `${JSON.stringify(value)} for ${JSON.stringify(schema)}`).toBe(
        true,
      );
    } catch (error) {
      if (!(error instanceof StandinError) || error.code !== 'unsatisfiable-schema') throw error;
      missed.push(`${JSON.stringify(schema)} which takes ${JSON.stringify(witness)}`);
    }
  }
  if (process.env['RUNS'])
    process.stdout.write(
      `${satisfiable} of ${runs} satisfiable, missed ${missed.length}\n${missed
        .sort((a, b) => a.length - b.length)
        .slice(0, 12)
        .join('\n')}\n`,
    );
  expect(satisfiable).toBeGreaterThan(runs * 0.7);
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(satisfiable * 0.01);
});
