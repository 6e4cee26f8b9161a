import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Schema, Validator } from '@cfworker/json-schema';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ContractResult, Known } from '../../src/contract/index.ts';
import { type ReportContext, reporters } from '../../src/report/index.ts';
import { contextOf, type Reported, reported } from './leaky.ts';

const require = createRequire(import.meta.url);
const read = (file: string): Schema => JSON.parse(readFileSync(file, 'utf8'));

let run: Reported;
let result: ContractResult;

beforeAll(async () => {
  run = await reported();
  ({ result } = run);
});

/** The report of the run, with another end and in other surroundings. */
function written(name: string, end: Partial<ContractResult> = {}, more: Partial<ReportContext> = {}): string {
  let text = '';
  const report = reporters[name]!({ ...contextOf(run.api, (piece) => (text += piece)), ...more });
  for (const event of run.events.slice(0, -1)) report(event);
  report({ type: 'run-finished', result: { ...result, ...end } });
  return text;
}

type Path = ReadonlyArray<string | number>;

/** With another value at a place of a JSON document; undefined takes it away. */
function changed(document: object, path: Path, value: unknown): object {
  let parent = document as Record<string | number, unknown>;
  for (const name of path.slice(0, -1)) parent = parent[name] as Record<string | number, unknown>;
  parent[path.at(-1)!] = value;
  return JSON.parse(JSON.stringify(document));
}

const facts = { reason: 'Later "&<', owner: 'me', since: '2026-01-01', expires: '2026-02-01' };
const states: ReadonlyArray<Known | undefined> = [
  { ...facts, status: 'known' },
  { ...facts, status: 'known', reason: undefined },
  { ...facts, status: 'expired' },
  { ...facts, status: 'reappeared' },
  undefined,
];

const ends: ReadonlyArray<readonly [title: string, end: () => Partial<ContractResult>]> = [
  ['with findings', () => ({})],
  [
    'with findings that a baseline knows',
    () => ({
      findings: result.findings.map((one, index) => ({ ...one, known: states[index % states.length] })),
    }),
  ],
  ['with findings that say the same', () => ({ findings: result.findings.flatMap((one) => [one, one]) })],
  ['without findings', () => ({ kept: true, findings: [] })],
  ['that nothing came of', () => ({ conclusive: false, kept: false, findings: [] })],
];

describe('SARIF', () => {
  const official = new Validator(
    read(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')),
    '4',
    false,
  );

  test.each(ends)('the log of a run %s is valid by the schema of the standard', (_, end) => {
    expect(official.validate(JSON.parse(written('sarif', end()))).errors).toEqual([]);
  });

  const first = ['runs', 0, 'results', 0];
  test.each<[string, Path, unknown]>([
    ['a level that there is not', [...first, 'level'], 'fatal'],
    ['a line that is none', [...first, 'locations', 0, 'physicalLocation', 'region', 'startLine'], 0],
    ['no message', [...first, 'message'], undefined],
    ['a member of its own', [...first, 'curl'], 'curl'],
  ])('the judge refuses a log with %s', (_, path, value) => {
    expect(official.validate(changed(JSON.parse(written('sarif')), path, value)).valid).toBe(false);
  });

  test('states and suppressions are told of all results or of none', () => {
    const [{ results: plain }] = JSON.parse(written('sarif')).runs;
    for (const each of plain) expect(Object.keys(each)).not.toContain('baselineState');
    const [{ results }] = JSON.parse(written('sarif', ends[1]![1]())).runs;
    const told = results
      .slice(0, states.length)
      .map(({ baselineState, suppressions }: { baselineState: string; suppressions: object[] }) => [
        baselineState,
        suppressions,
      ]);
    expect(told).toEqual([
      ['unchanged', [{ kind: 'external', justification: facts.reason }]],
      ['unchanged', [{ kind: 'external' }]],
      ['unchanged', []],
      ['new', []],
      ['new', []],
    ]);
  });

  test('each rule is there once, with what it says of a contract', () => {
    const { rules } = JSON.parse(written('sarif')).runs[0].tool.driver;
    const ids = rules.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(rules).toContainEqual({ id: 'server-error', shortDescription: { text: 'The server fails' } });
  });

  test.each([
    ['api/open api.yaml', 'api/open%20api.yaml'],
    ['../a#b?c%.yaml', '../a%23b%3Fc%25.yaml'],
    ['v1:api.yaml', 'v1%3Aapi.yaml'],
    ['/home/me/api.yaml', 'file:///home/me/api.yaml'],
    ['C:/me/api.yaml', 'file:///C:/me/api.yaml'],
    ['https://a.test/b%20c.yaml?v=1', 'https://a.test/b%20c.yaml?v=1'],
    ['<stdin>', '%3Cstdin%3E'],
  ])('the file %s is the URI %s', (file, uri) => {
    const locate = () => ({ file, line: 1, column: 1 });
    const log = JSON.parse(written('sarif', {}, { locate, version: '1.2.3' }));
    expect(official.validate(log).errors).toEqual([]);
    const [{ physicalLocation }] = log.runs[0].results[0].locations;
    expect(physicalLocation.artifactLocation.uri).toBe(uri);
    expect(new URL(uri, 'file:///checkout/api/').href).toContain(uri.replace(/^(?:\.\.\/)+/, ''));
  });
});

describe('HAR', () => {
  const folder = join(dirname(require.resolve('har-schema/package.json')), 'lib');
  const base = 'https://har.test/';
  const judge = new Validator({ $ref: `${base}har.json` }, '7', false);
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json')))
    judge.addSchema({ ...read(join(folder, name)), $id: base + name });

  test.each(ends)('the archive of a run %s is valid by the schemas of the format', (_, end) => {
    expect(judge.validate(JSON.parse(written('har', end(), { version: '1.2.3' }))).errors).toEqual([]);
  });

  const first = ['log', 'entries', 0];
  test.each<[string, Path, unknown]>([
    ['an entry without timings', [...first, 'timings'], undefined],
    ['a header without a value', [...first, 'request', 'headers', 0, 'value'], undefined],
    ['a moment that is none', [...first, 'startedDateTime'], 'yesterday'],
  ])('the judge refuses an archive with %s', (_, path, value) => {
    expect(judge.validate(changed(JSON.parse(written('har')), path, value)).valid).toBe(false);
  });

  test('the program that wrote it is told with its version', () => {
    const { creator } = JSON.parse(written('har', {}, { version: '1.2.3' })).log;
    expect(creator).toEqual({ name: 'Standin', version: '1.2.3' });
  });

  test('requests that got no answer have an entry too', async () => {
    const problem = { kind: 'timeout', message: 'No answer came.' } as const;
    let text = '';
    const report = reporters['har']!(contextOf(run.api, (piece) => (text += piece)));
    for (const event of run.events)
      report(
        event.type === 'exchange'
          ? { ...event, exchange: { ...event.exchange, response: undefined, problem } }
          : event,
      );
    const archive = JSON.parse(text);
    expect(judge.validate(archive).errors).toEqual([]);
    expect(archive.log.entries[0].response).toMatchObject({ status: 0, statusText: 'No answer came.' });
  });
});

describe('JUnit', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => name === 'testcase' || name === 'testsuite',
  });

  test.each(ends)('the report of a run %s has what readers of it ask for', (_, end) => {
    const text = written('junit', end());
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
    expect(text).not.toMatch(/&#/);
    const { testsuites } = parser.parse(text) as {
      testsuites: { '@_name': string; testsuite: readonly Suite[] };
    };
    expect(testsuites['@_name']).not.toBe('');
    for (const suite of testsuites.testsuite) {
      expect(suite['@_name']).not.toBe('');
      expect(suite['@_time']).toMatch(/^\d+\.\d+$/);
      const names = suite.testcase.map((each) => `${each['@_classname']} ${each['@_name']}`);
      for (const name of names) expect(name).toMatch(/^\S.* \S/);
      // Readers keep one test of a name.
      expect(new Set(names).size).toBe(names.length);
      const failures = suite.testcase.flatMap(({ failure }) => (failure ? [failure] : []));
      for (const failure of failures)
        expect(failure).toEqual({
          '@_message': expect.stringMatching(/./),
          '@_type': expect.stringMatching(/./),
          '#text': expect.stringMatching(/./),
        });
    }
  });

  interface Suite {
    readonly '@_name': string;
    readonly '@_time': string;
    readonly testcase: ReadonlyArray<{
      readonly '@_classname': string;
      readonly '@_name': string;
      readonly failure?: object;
    }>;
  }
});
