import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { beforeAll, expect, test } from 'vitest';
import type { ContractResult } from '../../src/contract/index.ts';
import { consoleReporter } from '../../src/report/index.ts';
import { canaries, contextOf, type Reported, reported } from './leaky.ts';

let run: Reported;
let result: ContractResult;

beforeAll(async () => {
  run = await reported();
  ({ result } = run);
});

test('the run that is reported has findings of several checks', () => {
  const checks = new Set(result.findings.map(({ failure }) => failure.check));
  expect([...checks]).toEqual(expect.arrayContaining(['server-error', 'response-body', 'invalid-accepted']));
});

test.each(['json', 'ndjson', 'junit', 'sarif', 'github', 'markdown', 'har', 'html'])(
  '%s holds no secret in any place',
  (name) => {
    const text = run.texts[name]!;
    expect(text.length).toBeGreaterThan(200);
    for (const canary of canaries) expect(text).not.toContain(canary);
  },
);

test('JUnit is well-formed and has one test for each finding, by operation', () => {
  const text = run.texts['junit']!;
  expect(XMLValidator.validate(text)).toBe(true);
  const { testsuites } = new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => name === 'testcase',
  }).parse(text);
  const suites: Array<{ testcase: Array<{ failure?: object }> }> = testsuites.testsuite;
  expect(suites.flatMap(({ testcase }) => testcase)).toHaveLength(result.findings.length);
  const failing = suites.flatMap(({ testcase }) => testcase.filter(({ failure }) => failure !== undefined));
  expect(failing).toHaveLength(Number(testsuites['@_failures']));
});

test('SARIF has a rule, a level, a line and a fingerprint for each finding', () => {
  const log = JSON.parse(run.texts['sarif']!);
  expect(log).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Standin' } } }] });
  const { results, tool } = log.runs[0];
  expect(results).toHaveLength(result.findings.length);
  for (const each of results) {
    expect(tool.driver.rules[each.ruleIndex].id).toBe(each.ruleId);
    expect(['error', 'warning', 'note']).toContain(each.level);
    expect(each.message.text).not.toBe('');
    const { artifactLocation, region } = each.locations[0].physicalLocation;
    expect(artifactLocation.uri).toBe('api/open%20api.json');
    expect(region.startLine).toBe(3);
    expect(each.partialFingerprints['standin/v1']).toMatch(/^[0-9a-f]{16}$/);
  }
});

test('HAR has an entry for each request, with what the format demands', () => {
  const { log } = JSON.parse(run.texts['har']!);
  expect(log).toMatchObject({ version: '1.2', creator: { name: 'Standin', version: expect.any(String) } });
  expect(log.entries).toHaveLength(result.requests);
  for (const { startedDateTime, request, response, timings, time } of log.entries) {
    expect(new Date(startedDateTime).toISOString()).toBe(startedDateTime);
    expect(time).toBe(timings.send + timings.wait + timings.receive);
    expect(request).toMatchObject({ method: expect.any(String), httpVersion: 'HTTP/1.1', headersSize: -1 });
    expect(response).toMatchObject({ status: expect.any(Number), redirectURL: '', content: {} });
  }
});

test('NDJSON is one object a line, an event each', () => {
  const lines = run.texts['ndjson']!.trimEnd().split('\n');
  const types = lines.map((line) => (JSON.parse(line) as { type: string }).type);
  expect(types).toEqual(run.events.map(({ type }) => type));
});

test('JSON tells what can be replayed, and where', () => {
  const told = JSON.parse(run.texts['json']!);
  expect(told).toMatchObject({ kept: false, conclusive: true, cases: result.cases });
  for (const finding of told.findings) {
    expect(finding.caseId).not.toBe('');
    expect(finding.curl.every((line: string) => line.startsWith('curl '))).toBe(true);
    expect(finding.place).toContain('api/open api.json:3');
  }
});

test('GitHub commands are one line each, which no text of a server or description breaks', () => {
  const lines = run.texts['github']!.trimEnd().split('\n');
  expect(lines).toHaveLength(result.findings.length);
  for (const line of lines)
    expect(line).toMatch(/^::(?:error|warning|notice) file=[^,:]+,line=3,title=[^,:]+::./);
});

test('Markdown shows every broken thing in a row of its own, and lets no markup through', () => {
  const text = run.texts['markdown']!;
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  const broken = result.findings.filter(({ failure }) => failure.severity === 'failure');
  expect(rows).toHaveLength(broken.length);
  const withoutCode = text.replaceAll(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '').replaceAll(/`[^`\n]*`/g, '');
  expect(withoutCode).not.toContain('<script');
});

test('the console tells findings, shared causes, the time left and the end', () => {
  let text = '';
  const progress: string[] = [];
  let clock = 0;
  const same = (word: string) => word;
  const report = consoleReporter({
    ...contextOf(run.api, (piece) => {
      text += piece;
    }),
    paint: { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same },
    plain: (word) => word.replaceAll(/\p{Cc}/gu, '?'),
    progress: (line) => progress.push(line),
    clock: () => (clock += 100),
    verbose: true,
  });
  for (const event of run.events) report(event);
  for (const canary of canaries) expect(text + progress.join()).not.toContain(canary);
  const broken = result.findings.filter(
    ({ failure, tags }) => failure.severity === 'failure' && !tags.includes('flaky'),
  );
  expect(text).toContain(`Broken: ${broken.length} findings.`);
  expect(text).toMatch(/^one cause response-body at .*: GET \/things, GET \/others$/m);
  expect(progress.some((line) => /about \d+ (?:s|min) left/.test(line))).toBe(true);
  expect(text).not.toContain('\u0000');
});
