import { expectContract } from 'standin';
import { expect, test } from 'vitest';
import { createApp } from '../src/app';

test('the app keeps to its description', async () => {
  const { requests } = await expectContract(createApp(), 'openapi.yaml').toBeKept({ seed: 1 });
  expect(requests).toBeGreaterThan(50);
});

test('an app that leaves out a member is found, with the place in the description', async () => {
  const app = createApp();
  const broken = async (request: Request) => {
    const response = await app.fetch(request);
    if (request.method !== 'POST' || response.status !== 201) return response;
    const { id } = await response.json();
    return Response.json({ id }, { status: 201 });
  };
  await expect(expectContract(broken, 'openapi.yaml').toBeKept({ seed: 1 })).rejects.toThrow(
    /broken POST \/notes: .* the property "text"\.\s+response-body at openapi\.yaml:\d+/,
  );
});

test('the answers to requests of the test itself are held to the description too', async () => {
  await using app = expectContract(createApp(), 'openapi.yaml');
  const headers = { 'content-type': 'application/json' };
  const added = await app.fetch('/notes', { method: 'POST', headers, body: '{"text":"milk"}' });
  expect(added.status).toBe(201);
  expect(await (await app.fetch('/notes')).json()).toEqual([await added.json()]);
});
