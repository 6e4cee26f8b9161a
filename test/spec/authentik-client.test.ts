import { fileURLToPath } from 'node:url';
import { Configuration, ProvidersApi, ResponseError, SourcesApi } from '@goauthentik/api';
import { expect, test } from 'vitest';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';

const api = await loadApi(fileURLToPath(new URL('../../spec/authentik.yaml', import.meta.url)));
const mock = createMock(api);

function configuration(accessToken = 'token'): Configuration {
  return new Configuration({
    basePath: 'http://127.0.0.1/api/v3',
    accessToken,
    fetchApi: async (url, init) => mock.fetch(new Request(url as string, init)),
  });
}

const providers = new ProvidersApi(configuration());
const sources = new SourcesApi(configuration());

test('the client pushes an object and reads its log', async () => {
  const { messages } = await providers.providersMicrosoftEntraSyncObjectCreate({
    id: 3,
    syncObjectRequest: { syncObjectModel: 'authentik.core.models.User', syncObjectId: '41' },
  });
  expect(messages.length).toBeGreaterThan(0);
  for (const { timestamp, logLevel, logger, event, attributes } of messages) {
    expect(timestamp.getTime()).not.toBeNaN();
    expect([logLevel, logger, event].every((text) => typeof text === 'string')).toBe(true);
    expect(attributes).toBeTypeOf('object');
  }
});

test('the client reads the state of the pushes with dates and numbers', async () => {
  const { isRunning, tasks } = await providers.providersMicrosoftEntraSyncStatusRetrieve({ id: 3 });
  expect(isRunning).toBeTypeOf('boolean');
  expect(tasks.length).toBeGreaterThan(0);
  for (const task of tasks) {
    expect(task.finishTimestamp.getTime()).toBeGreaterThanOrEqual(task.startTimestamp.getTime());
    expect(task.duration).toBeTypeOf('number');
    expect(['unknown', 'successful', 'warning', 'error']).toContain(task.status);
  }
});

test('the client creates a SCIM provider', async () => {
  const provider = await providers.providersScimCreate({
    sCIMProviderRequest: { name: 'Ticket desk', url: 'https://desk.example.com/scim/v2', token: 'secret' },
  });
  expect(Number.isInteger(provider.pk)).toBe(true);
  expect(provider.component).toBe('ak-provider-scim-form');
  expect(provider.metaModelName).toBe('authentik_providers_scim.scimprovider');
  expect(provider.url).toBeTypeOf('string');
});

test('the client changes a SCIM source user', async () => {
  const user = await sources.sourcesScimUsersPartialUpdate({
    id: 'staff-10482',
    patchedSCIMSourceUserRequest: { user: 41 },
  });
  expect(user.id).toBeTypeOf('string');
  expect(user.userObj.username).toMatch(/^[\w.@+-]+$/);
  expect(user.source).toMatch(/^[0-9a-f-]{36}$/);
});

test('the client lists SCIM providers in pages', async () => {
  const { pagination, results } = await providers.providersScimList({ page: 1, pageSize: 20 });
  expect(pagination.count).toBe(results.length);
  expect(new Set(results.map(({ pk }) => pk)).size).toBe(results.length);
});

test('the client lists Microsoft Entra providers in pages', async () => {
  const { pagination, results } = await providers.providersMicrosoftEntraList({ ordering: 'name' });
  expect(pagination.current).toBe(1);
  expect(results.length).toBeGreaterThan(0);
});

test('the client retrieves a SCIM provider', async () => {
  const provider = await providers.providersScimRetrieve({ id: 5 });
  expect(provider.pk).toBe(5);
  expect(provider.verboseName).toBe('SCIM Provider');
});

test('the client deletes a SCIM provider', async () => {
  await expect(providers.providersScimDestroy({ id: 5 })).resolves.toBeUndefined();
});

test('the client is told which field is wrong', async () => {
  const wrong = providers.providersMicrosoftEntraSyncObjectCreate({
    id: 3,
    syncObjectRequest: { syncObjectModel: 'authentik.core.models.Role' as never, syncObjectId: '41' },
  });
  await expect(wrong).rejects.toThrow(ResponseError);
  await expect(wrong).rejects.toHaveProperty('response.status', 400);
});

test('the client is refused without a token', async () => {
  const anonymous = new ProvidersApi(configuration(''));
  await expect(anonymous.providersScimRetrieve({ id: 5 })).rejects.toHaveProperty('response.status', 403);
});
