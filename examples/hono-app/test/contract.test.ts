import { loadApi, runContract } from 'standin';
import { expect, test } from 'vitest';
import { createApp } from '../src/app';

const api = await loadApi('openapi.yaml');

test('the app keeps to its description', async () => {
  const app = createApp();
  const { findings } = await runContract(api, (request) => app.fetch(request), { seed: 1 });
  expect(findings.map(({ operation, failure }) => `${operation.id}: ${failure.message}`)).toEqual([]);
});

test('an app that leaves out a member is found', async () => {
  const app = createApp();
  const broken = async (request: Request) => {
    const response = await app.fetch(request);
    if (request.method !== 'POST' || response.status !== 201) return response;
    const { id } = await response.json();
    return Response.json({ id }, { status: 201 });
  };
  const { findings } = await runContract(api, broken, { seed: 1 });
  expect(findings.map(({ operation, failure }) => `${operation.id} ${failure.check}`)).toContain(
    'addNote response-body',
  );
});
