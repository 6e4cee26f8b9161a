import { expect, test } from 'vitest';
import { translateForeignFlags } from '../../src/cli/foreign-flags.ts';

test.each([
  ['Prism', 'mock -h 0.0.0.0 -p 4010 -d api.yaml', 'mock --host 0.0.0.0 -p 4010 --dynamic api.yaml', 0],
  ['Prism without examples', 'mock api.yaml --ignoreExamples --errors', 'mock api.yaml --dynamic', 1],
  ['Prism without CORS', 'mock api.yaml --cors=false', 'mock api.yaml --no-cors', 0],
  ['Prism in several processes', 'mock -m false api.yaml', 'mock api.yaml', 1],
  [
    'Steady in an SDK script',
    '--host 127.0.0.1 -p 4010 --validator-query-array-format=repeat --generator-array-size=10 api.yaml',
    '--host 127.0.0.1 -p 4010 --list-size 10 api.yaml',
    1,
  ],
  ['Steady with a seed', '--generator-seed 7 --log-level debug api.yaml', '--seed 7 api.yaml', 1],
  ['help stays help', 'mock -h', 'mock -h', 0],
  ['help before a description stays help', 'mock -h api.yaml', 'mock -h api.yaml', 0],
  [
    'our own flags stay as they are',
    'mock api.yaml --seed=7 --no-auth',
    'mock api.yaml --seed=7 --no-auth',
    0,
  ],
])('%s: %s', (_title, given, wanted, notes) => {
  const translated = translateForeignFlags(given.split(' '));
  expect(translated.args.join(' ')).toBe(wanted);
  expect(translated.notes).toHaveLength(notes);
});
