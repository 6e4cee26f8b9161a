import { beforeAll, describe, expect, test } from 'vitest';
import { prepareValidation } from '../../src/schema/index.ts';
import { hasSuite, readRemotes, suiteFiles, suiteSchema } from './suite.ts';

/** Tests of the official suite that are not met, and why. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'vocabulary: no validation: invalid number, but it still validates':
    'a metaschema of its own that leaves a vocabulary out is read as 2020-12',
  'content: an invalid JSON document': 'contentMediaType is an annotation, as 2019-09 and later say',
  'content: an invalid base64 string (% is not a valid character)':
    'contentEncoding is an annotation, as 2019-09 and later say',
  'content: a validly-encoded invalid JSON document': 'the same',
  'content: an invalid base64 string that is valid JSON': 'the same',
  'zeroTerminatedFloats: a float is not an integer even without fractional part':
    'JSON.parse does not tell 1.0 from 1',
};

let remotes: Awaited<ReturnType<typeof readRemotes>> = [];

const SETS = ['draft2020-12', 'draft7', 'draft4'].flatMap((draft) =>
  ['', 'optional', 'optional/format'].map((where) => ({
    draft,
    where: where === '' ? 'required' : where,
    files: hasSuite ? suiteFiles(draft, where) : [],
    formats: where === 'optional/format',
  })),
);

describe.skipIf(!hasSuite)('the official suite', () => {
  beforeAll(async () => {
    remotes = await readRemotes();
    await prepareValidation();
  });

  for (const { draft, where, files, formats } of SETS) {
    const all = files.flatMap(({ groups }) => groups.flatMap(({ tests }) => tests));
    test(`${draft} ${where}: ${all.length} verdicts, compiled and interpreted, are the suite's`, () => {
      const misses: string[] = [];
      for (const { name, groups } of files) {
        for (const { schema, tests } of groups) {
          const adopted = suiteSchema(draft, schema, formats || name === 'format-assertion', remotes);
          for (const { description, data, valid } of tests) {
            const title = `${name}: ${description}`;
            if (adopted.scope.holds(adopted.json, data) !== valid) misses.push(`interpreted ${title}`);
            if (adopted.accepts(data) !== valid) misses.push(`compiled ${title}`);
            if (adopted.violations(data).length > 0 === valid) misses.push(`explained ${title}`);
          }
        }
      }
      const unexplained = misses.filter((miss) => !Object.hasOwn(EXPLAINED, miss.replace(/^\w+ /, '')));
      expect(unexplained).toEqual([]);
      expect(all.length).toBeGreaterThan(90);
    });
  }
});
