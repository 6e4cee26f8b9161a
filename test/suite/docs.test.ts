import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { loadModule } from '../../src/fixture/index.ts';
import { readBaseline } from '../../src/suite/baseline.ts';
import { readSuite, suiteSchema } from '../../src/suite/index.ts';
import { Folder } from '../cli/command-line.ts';
import { memoryProject, Notes, trySuite } from './suite-of.ts';

const page = readFileSync(new URL('../../docs/suites.md', import.meta.url), 'utf8');

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    (match) => match[1]!,
  );
}

const indented = (text: string) => text.replaceAll(/^/gm, '  ');

test('the suite of the page runs, and its server keeps it', async () => {
  const [text = ''] = blocks('yaml suite');
  const adapted = text
    .replace("exclude: ['/admin*']", 'exclude: [login]')
    .replace("  'DELETE': { skip: true }\n", '')
    .replace('security-headers: true, ', '')
    .replace('maxCases: 50', 'maxCases: 5');
  expect(adapted).not.toBe(text);
  const notes = new Notes();
  notes.tokens = new Set(['anything', 'another']);
  const { result } = await trySuite(adapted, { target: notes.fetch });
  expect(result.findings.map(({ failure }) => failure.message)).toEqual([]);
  expect(result.kept).toBe(true);
});

test('credentials and steps of the page are as the reader wants them', async () => {
  const [auth = ''] = blocks('yaml auth');
  const [steps = ''] = blocks('yaml steps');
  const { suite } = await readSuite(`description: x\n${steps}auth:\n${indented(auth)}`, 'a.contract.yaml');
  expect(Object.keys(suite.auth ?? {})).toHaveLength(8);
  expect(suite.setup).toHaveLength(2);
});

test('the baseline of the page can be read', async () => {
  const [text = ''] = blocks('yaml baseline');
  expect(await readBaseline(text, 'a.baseline.yaml')).toMatchObject([{ owner: 'Ada' }, { isFixed: true }]);
});

test('the hook of the page gives a token', async () => {
  const [hook = ''] = blocks('ts');
  const folder = await Folder.create({ 'auth.ts': hook });
  const loaded = await loadModule(folder.file('auth.ts'));
  await folder.remove();
  const notes = new Notes();
  notes.tokens = new Set();
  const { result } = await trySuite('description: x\ninclude: [notes]\nauth: { hook: ./auth.ts#token }\n', {
    target: notes.fetch,
    project: memoryProject(new Map(), { './auth.ts': loaded }),
    env: { NAME: 'Ada' },
  });
  expect(result.kept).toBe(true);
});

test('every key of a suite is in the page', () => {
  const keys = Object.keys(suiteSchema['properties'] as object).filter(
    (key) => key !== '$schema' && key !== 'title',
  );
  for (const key of keys) expect(page).toMatch(new RegExp(`\`${key}\`|^${key}:`, 'm'));
});

describe('workflows of CI', () => {
  const inputs = Object.keys(
    (load(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as { inputs: object }).inputs,
  );

  test.each(blocks('yaml workflow').map((text) => [text]))('use the action by inputs that it has', (text) => {
    const { jobs } = load(text) as {
      jobs: Record<string, { steps: Array<{ uses?: string; with?: object }> }>;
    };
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    const ours = steps.filter(({ uses }) => uses?.startsWith('standin/'));
    expect(ours).toHaveLength(1);
    for (const { with: given = {} } of ours)
      for (const name of Object.keys(given)) expect(inputs).toContain(name);
  });

  test('of GitLab are YAML', () => {
    expect(load(blocks('yaml gitlab')[0]!)).toHaveProperty('contract.artifacts.reports.junit', 'report.xml');
  });
});
