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

test('the embedded default keeps the suite that is shipped, over a socket', {
  timeout: 120_000,
}, async () => {
  const served = new CommandLine(['mock', '--port', '0']);
  const [, url] = await served.printed(/(http:\/\/127\.0\.0\.1:\d+)/);
  try {
    const args = ['verify', suite, '--target', url!, '--max-cases', '4', '--reporter', 'console'];
    const { code, out, err } = await standin(args);
    expect(`${out}${err}`).toContain('Kept.');
    expect(out).toMatch(/workflows: [1-9]\d* cases/);
    expect(code).toBe(0);
  } finally {
    await served.stop();
  }
});
