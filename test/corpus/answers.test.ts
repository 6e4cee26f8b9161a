import { afterAll, expect, test } from 'vitest';
import { corpusEntries, corpusPresent } from '../support/corpus.ts';
import { type DocumentReport, judgeDocument } from './answers.ts';
import { knownMisses } from './known-misses.ts';

const entries = corpusEntries();
const reports: DocumentReport[] = [];

test.skipIf(!corpusPresent).each(entries)(
  '$slug: every operation is answered with what it promises',
  { timeout: 180_000 },
  async (entry) => {
    const report = await judgeDocument(entry);
    reports.push(report);
    expect(report.operations).toBe(entry.operations);
    const known = knownMisses[entry.slug] ?? {};
    const unexplained = report.misses.filter(({ operation }) => !Object.hasOwn(known, operation));
    expect(unexplained).toEqual([]);
    const missed = report.misses.map(({ operation }) => operation);
    expect(Object.keys(known).filter((operation) => !missed.includes(operation))).toEqual([]);
  },
);

afterAll(() => {
  if (reports.length === 0) return;
  const rows = reports.map((one) =>
    row(one.slug, [one.operations, one.valid, one.unjudged.length, one.misses.length]),
  );
  const sum = (pick: (report: DocumentReport) => number): number =>
    reports.reduce((total, report) => total + pick(report), 0);
  const totals = row(`${reports.length} documents`, [
    sum(({ operations }) => operations),
    sum(({ valid }) => valid),
    sum(({ unjudged }) => unjudged.length),
    sum(({ misses }) => misses.length),
  ]);
  const reasons = reports.flatMap(({ slug, misses }) =>
    misses.map(({ operation, reason }) => `${slug} ${operation}: ${reason.slice(0, 300)}`),
  );
  const unjudged = reports.flatMap(({ slug, unjudged }) =>
    unjudged.map(({ operation, reason }) => `not judged: ${slug} ${operation}: ${reason.slice(0, 200)}`),
  );
  const disputes = reports.flatMap(({ slug, disputed }) => disputed.map((text) => `${slug} ${text}`));
  const lines = ['document: operations, valid, not judged, missed', ...rows, totals, ...unjudged, ...reasons];
  process.stdout.write(`${lines.join('\n')}\nThe judges disagree ${disputes.length} times.\n`);
});

function row(name: string, figures: number[]): string {
  return `${name.padEnd(44)}${figures.map((figure) => String(figure).padStart(7)).join('')}`;
}
