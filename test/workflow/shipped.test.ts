import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runContract } from '../../src/contract/index.ts';
import { openFixtureFolder } from '../../src/fixture/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { loadWorkflows } from '../../src/workflow/index.ts';
import { CommandLine, standin } from '../cli/command-line.ts';

const root = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const file = root('contracts/authentik.arazzo.yaml');

/** The operations of the documentation pages that the embedded description began with. */
const seeds = [
  'sources_scim_users_partial_update',
  'providers_scim_create',
  'providers_microsoft_entra_sync_object_create',
  'providers_microsoft_entra_sync_status_retrieve',
];

test('the shipped workflows call the operations of the seeds, and pass in-process', async () => {
  const set = await loadWorkflows(file);
  const api = set.apis.get('authentik')!;
  const mock = createMock(api, { fixtures: await openFixtureFolder(root('fixtures')), state: true });
  const result = await runContract(api, async (request) => mock.fetch(request), {
    phases: ['workflows'],
    workflows: [{ set }],
    headers: [['Authorization', 'Bearer anything']],
  });
  expect(result).toMatchObject({ kept: true, conclusive: true, cases: 3, findings: [] });
  const reached = result.coverage.filter(({ statuses }) => statuses.has(200) || statuses.has(201));
  expect(reached.map(({ operation }) => operation.id)).toEqual(expect.arrayContaining(seeds));
});

test('they pass over a socket against the embedded default, by name and beside a description', async () => {
  const server = new CommandLine(['mock', '--port', '0']);
  const [, url] = await server.printed(/(http:\/\/127\.0\.0\.1:\d+)/);
  const target = ['--target', url!, '--header', 'Authorization: Bearer anything', '--quiet'];
  try {
    expect(await standin(['verify', file, ...target])).toMatchObject({ code: 0, err: '' });
    const spec = root('spec/authentik.yaml');
    const beside = await standin(['verify', spec, '--workflows', file, '--phases', 'workflows', ...target]);
    expect(beside).toMatchObject({ code: 0, err: '' });
    const named = ['--input', 'name=Somebody else', '--case', 'push-to-entra.workflows.0'];
    expect(await standin(['verify', file, ...named, ...target])).toMatchObject({ code: 0 });
    const wrong = await standin(['verify', file, '--input', 'tenant=no-uuid', ...target]);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('Failed to begin the workflow push-to-entra');
  } finally {
    await server.stop();
  }
});

test('the cases are listed without a target', async () => {
  const { out } = await standin(['verify', file, '--dry-run', '--json']);
  expect(out.match(/"id":"[^"]+"/g)).toEqual([
    '"id":"push-to-entra.workflows.0"',
    '"id":"push-to-scim.workflows.0"',
    '"id":"move-source-user.workflows.0"',
  ]);
});
