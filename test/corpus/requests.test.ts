import { afterAll, expect, test } from 'vitest';
import { corpusEntries, corpusPresent } from '../support/corpus.ts';
import type { Recall } from './breakage.ts';
import { knownRequestMisses } from './known-request-misses.ts';
import { judgeRequests, type RequestsReport } from './requests.ts';

const isFull = process.env['CORPUS_FULL'] === '1';
const limits = isFull ? { operations: 1e6, constraints: 1e6 } : { operations: 10, constraints: 12 };
const reports: RequestsReport[] = [];

test.skipIf(!corpusPresent).each(corpusEntries())(
  '$slug: valid requests are let through, broken ones refused',
  { timeout: 600_000 },
  async (entry) => {
    const report = await judgeRequests(entry, limits);
    reports.push(report);
    const lines = [...report.falselyRefused, ...report.missed, ...report.misnamed];
    if (process.env['CORPUS_VERBOSE']) {
      process.stdout.write(lines.map((line) => `!! ${report.slug} ${line}\n`).join(''));
    }
    expect(report.operations).toBe(entry.operations);
    const known = knownRequestMisses.filter(({ slug }) => slug === entry.slug);
    const unexplained = lines.filter((line) => !known.some((one) => one.line.test(line)));
    expect(unexplained).toEqual([]);
    if (isFull) expect(known.filter((one) => !lines.some((line) => one.line.test(line)))).toEqual([]);
  },
);

afterAll(() => {
  if (reports.length === 0) return;
  const total = new Map<string, Recall>();
  for (const { recall } of reports) {
    for (const one of recall.values()) {
      const sum = total.get(one.kind) ?? { kind: one.kind, sent: 0, refused: 0, named: 0 };
      sum.sent += one.sent;
      sum.refused += one.refused;
      sum.named += one.named;
      total.set(one.kind, sum);
    }
  }
  const rows = [...total.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
  const lines = rows.map(({ kind, sent, refused, named }) => row(kind, [sent, refused, named]));
  const sum = (pick: (recall: Recall) => number): number => rows.reduce((all, one) => all + pick(one), 0);
  const valid = reports.reduce((all, report) => all + report.valid, 0);
  const all = row('all', [sum((one) => one.sent), sum((one) => one.refused), sum((one) => one.named)]);
  const unasked = reports.flatMap((report) =>
    report.unasked.map((text) => `not asked: ${report.slug} ${text.slice(0, 160)}`),
  );
  const told = process.env['CORPUS_VERBOSE'] ? unasked : [`${unasked.length} requests could not be asked`];
  process.stdout.write(
    `${[...told, `${valid} valid requests were let through`, 'broken: sent, refused, named', ...lines, all].join('\n')}\n`,
  );
});

function row(name: string, figures: number[]): string {
  return `${name.padEnd(44)}${figures.map((figure) => String(figure).padStart(8)).join('')}`;
}
