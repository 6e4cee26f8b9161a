import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openFixtureFolder } from '../../src/fixture/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { describeContract } from '../../src/testkit/vitest.ts';
import { CommandLine, standin } from '../cli/command-line.ts';

const root = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const suite = root('contracts/authentik.contract.yaml');
const api = await loadApi(root('spec/authentik.yaml'));
const fixtures = await openFixtureFolder(root('fixtures'));
const mock = createMock(api, { fixtures, state: true });

describeContract(suite, {
  target: (request) => mock.fetch(request),
  env: {},
  options: { maxCases: 12 },
});

const hasDredd = existsSync(root('node_modules/dredd'));

test.each<[engine: string, told: RegExp, phases: string[]]>([
  ['standin', /workflows: [1-9]\d* cases/, ['--phases', 'workflows,examples']],
  ...(hasDredd ? [['dredd', /dredd: [1-9]\d* cases/, []] as [string, RegExp, string[]]] : []),
])(
  'the embedded default keeps the suite that is shipped, over a socket, by %s',
  { timeout: 120_000 },
  async (engine, told, phases) => {
    const served = new CommandLine(['mock', '--port', '0']);
    const [, url] = await served.printed(/(http:\/\/127\.0\.0\.1:\d+)/);
    try {
      const args = ['verify', suite, '--target', url!, '--max-cases', '4', '--engine', engine, ...phases];
      const { code, out, err } = await standin(args);
      expect(`${out}${err}`).toContain('Kept.');
      expect(out).toMatch(told);
      expect(code).toBe(0);
    } finally {
      await served.stop();
    }
  },
);
