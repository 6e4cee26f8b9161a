import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { updateBaseline } from '../../src/suite/index.ts';
import { memoryProject, Notes, type Tried, today, trySuite } from './suite-of.ts';

const suite = 'description: x\ninclude: [getNote]\nphases: [examples]\nauth: { bearer: mine }\n';

async function run(baseline: string | undefined, broken = true, more = '', now = today): Promise<Tried> {
  const notes = new Notes();
  notes.broken = broken;
  const files = new Map(baseline === undefined ? [] : [['notes.baseline.yaml', baseline]]);
  return trySuite(`${suite}operations: { getNote: { data: { parameters: { id: 1 } } } }\n${more}`, {
    target: notes.fetch,
    project: memoryProject(files),
    now,
  });
}

const update = (text: string | undefined, { result }: Tried) =>
  updateBaseline(text, result, '2026-11-22', ({ failure }) => failure.message);

async function first(): Promise<{ readonly text: string; readonly fingerprint: string }> {
  const tried = await run(undefined);
  const { text } = await update(undefined, tried);
  return { text, fingerprint: tried.result.findings[0]!.fingerprint };
}

const entry = (fingerprint: string, more: string) =>
  `findings:\n  - fingerprint: '${fingerprint}'\n    check: response-body\n    operation: GET /notes/{id}\n${more}`;

test('what is new is added with what tells it apart', async () => {
  const { text, fingerprint } = await first();
  expect(text).toMatch(/^# Known failures: /);
  expect(parse(text).findings).toEqual([
    {
      fingerprint,
      check: 'response-body',
      operation: 'GET /notes/{id}',
      message: 'In the body of the answer, /text must be a string, is 7.',
      reason: 'not looked at yet',
      owner: '',
      since: '2026-11-22',
    },
  ]);
});

test.each<[title: string, more: string, status: string, kept: boolean]>([
  ['one without a day', '', 'known', true],
  ['one on its last day', "    expires: '2026-11-22'\n", 'known', true],
  ['one that is over', '    expires: 2026-11-21\n', 'expired', false],
  ['one that was said to be fixed', '    fixed: 2026-11-01\n', 'reappeared', false],
])('%s is told as such', async (_, more, status, kept) => {
  const { fingerprint } = await first();
  const { result } = await run(entry(fingerprint, `    reason: because\n    owner: Ada\n${more}`));
  expect(result.findings.map(({ known }) => known)).toMatchObject([
    { status, reason: 'because', owner: 'Ada' },
  ]);
  expect(result.kept).toBe(kept);
});

test('one that does not come though its operation was tried is gone, and taken out by an update', async () => {
  const { fingerprint } = await first();
  const text = entry(fingerprint, '    reason: because # look again\n');
  const tried = await run(text, false);
  expect(tried.result.gone).toMatchObject([{ fingerprint, operation: 'GET /notes/{id}', reason: 'because' }]);
  expect(tried.result.kept).toBe(true);
  const { text: after, pruned } = await update(text, tried);
  expect(pruned).toBe(1);
  expect(parse(after).findings).toEqual([]);
});

test.each<[title: string, more: string, check: string]>([
  ['the check was not made', 'checks: [server-error]\n', 'response-body'],
  ['its operation was not tried', '', 'response-body'],
])('nothing is gone where %s', async (title, more, check) => {
  const operation = title.startsWith('its') ? 'GET /notes' : 'GET /notes/{id}';
  const text = `findings: [{ fingerprint: a, check: ${check}, operation: '${operation}' }]\n`;
  expect((await run(text, false, more)).result.gone).toEqual([]);
});

test('nothing is gone where a single case was run', async () => {
  const notes = new Notes();
  const text = `findings: [{ fingerprint: a, check: response-body, operation: 'GET /notes/{id}' }]\n`;
  const { result } = await trySuite(suite, {
    target: notes.fetch,
    project: memoryProject(new Map([['notes.baseline.yaml', text]])),
    overrides: { caseId: 'getNote.examples.0' },
  });
  expect(result.gone).toEqual([]);
});

test('what was fixed and stays so is kept as it is, and expected again where it comes back and is accepted', async () => {
  const { fingerprint } = await first();
  const text = entry(fingerprint, '    fixed: true\n');
  const gone = await update(text, await run(text, false));
  expect(gone).toMatchObject({ pruned: 0, added: 0, reopened: 0 });
  const back = await update(text, await run(text, true));
  expect(back).toMatchObject({ pruned: 0, added: 0, reopened: 1 });
  expect(parse(back.text).findings[0]).not.toHaveProperty('fixed');
});

test('comments, order, quotes and what people wrote stay', async () => {
  const { fingerprint } = await first();
  const text = `# Ours.

findings:
  # The oldest.
  - fingerprint: "00000000aaaaaaaa" # from before
    check: 'server-error'
    operation: GET /elsewhere
    reason: >-
      Folded, as written.
    owner: Grace

  - { fingerprint: '11111111bbbbbbbb', check: x, operation: GET /other } # inline
`;
  const { text: after, added } = await update(text, await run(text));
  expect(added).toBe(1);
  expect(after.startsWith(text.trimEnd())).toBe(true);
  expect(after.slice(text.trimEnd().length)).toContain(fingerprint);
});

test.each<[title: string, text: string, message: RegExp]>([
  ['no list', 'findings: 7\n', /has no list of findings/],
  [
    'an unknown key',
    'findings:\n  - fingerprint: a\n    chekc: b\n',
    /notes\.baseline\.yaml:3: there is no key chekc/,
  ],
  ['no operation', 'findings:\n  - fingerprint: a\n    check: b\n', /:2: it has no operation/],
  [
    'a day that is none',
    'findings:\n  - { fingerprint: a, check: b, operation: c, expires: soon }\n',
    /must be a day/,
  ],
  [
    'a fingerprint that YAML reads as a number',
    'findings:\n  - { fingerprint: 12345, check: b, operation: c }\n',
    /in quotes/,
  ],
])('a baseline with %s is refused with its line', async (_, text, message) => {
  await expect(run(text)).rejects.toMatchObject({
    code: 'bad-baseline',
    message: expect.stringMatching(message),
  });
});

test('a baseline of comments alone knows nothing, and baseline: false reads none', async () => {
  expect((await run('# nothing yet\n')).result.kept).toBe(false);
  const { fingerprint } = await first();
  expect((await run(entry(fingerprint, ''), true, 'baseline: false\n')).result.kept).toBe(false);
});
