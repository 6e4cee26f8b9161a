import { afterAll, expect, test } from 'vitest';
import { corpusEntries, corpusPresent } from '../support/corpus.ts';
import { knownStateMisses } from './known-state-misses.ts';
import { type StateReport, tryCollections } from './state.ts';

/** All of them take minutes; every eighth tells whether something is broken. */
const isFull = process.env['CORPUS_FULL'] === '1' || process.env['CORPUS'] !== undefined;
const entries = corpusEntries().filter((_, index) => isFull || index % 8 === 1);
const reports: StateReport[] = [];

test.skipIf(!corpusPresent).each(entries)(
  '$slug: what is created is found, changed and gone again',
  { timeout: 180_000 },
  async (entry) => {
    const report = await tryCollections(entry);
    reports.push(report);
    const known = knownStateMisses[entry.slug] ?? [];
    expect(report.misses.filter((miss) => !known.some((start) => miss.startsWith(start)))).toEqual([]);
  },
);

afterAll(() => {
  if (reports.length === 0) return;
  const sum = (pick: (report: StateReport) => number) => reports.reduce((total, one) => total + pick(one), 0);
  const lines = [
    'document: collections inferred, beyond reach, working',
    ...reports
      .filter(({ inferred }) => inferred > 0)
      .map(
        ({ slug, inferred, unreachable, working }) =>
          `${slug.padEnd(44)} ${inferred} ${unreachable} ${working}`,
      ),
    `${reports.length} documents: ${sum(({ inferred }) => inferred)} inferred, ${sum(({ unreachable }) => unreachable)} beyond reach, ${sum(({ working }) => working)} working`,
    ...reports.flatMap(({ slug, misses }) => misses.map((miss) => `${slug} ${miss.slice(0, 400)}`)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
});
