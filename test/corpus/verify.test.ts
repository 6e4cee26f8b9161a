import { afterAll, expect, test } from 'vitest';
import { corpusEntries, corpusPresent } from '../support/corpus.ts';
import { knownFindings } from './known-findings.ts';
import { knownMisses } from './known-misses.ts';
import { type VerifyReport, verifyMock } from './verify.ts';

/** All of them take half an hour; a few small ones tell whether mock and engine still agree. */
const isFull = process.env['CORPUS_FULL'] === '1' || process.env['CORPUS'] !== undefined;
const entries = corpusEntries().filter(
  ({ operations }, index) => isFull || (index % 7 === 2 && operations <= 40),
);
const limits = isFull ? { maxCases: 12, maxTime: 60_000 } : { maxCases: 4, maxTime: 10_000 };
const reports: VerifyReport[] = [];

test.skipIf(!corpusPresent).each(entries)(
  '$slug: the contract engine finds nothing wrong with the mock',
  { timeout: 400_000 },
  async (entry) => {
    const report = await verifyMock(entry, limits);
    reports.push(report);
    const known = knownFindings[entry.slug] ?? [];
    const unanswerable = Object.keys(knownMisses[entry.slug] ?? {});
    const unknown = report.findings.filter(
      (finding) =>
        !known.some((start) => finding.startsWith(start)) &&
        !unanswerable.some((operation) => finding.startsWith(`${operation} server-error 500`)),
    );
    expect(unknown).toEqual([]);
  },
);

afterAll(() => {
  if (reports.length === 0) return;
  const sum = (pick: (report: VerifyReport) => number) =>
    reports.reduce((total, one) => total + pick(one), 0);
  process.stdout.write(
    `${reports.length} documents, ${sum(({ operations }) => operations)} operations: ` +
      `${sum(({ cases }) => cases)} cases, ${sum(({ requests }) => requests)} requests, ` +
      `${sum(({ findings }) => findings.length)} findings\n`,
  );
});
