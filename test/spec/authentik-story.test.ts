import { fileURLToPath } from 'node:url';
import { Configuration, ProvidersApi, ResponseError, SourcesApi } from '@goauthentik/api';
import { expect, test } from 'vitest';
import { serve } from '../../src/cli/serve.ts';
import { openFixtureFolder } from '../../src/fixture/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';

const root = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

type Send = (request: Request) => Promise<Response>;

async function mock(): Promise<Send> {
  const fixtures = await openFixtureFolder(root('fixtures'));
  const app = createMock(await loadApi(root('spec/authentik.yaml')), { fixtures, state: true });
  return async (request) => app.fetch(request);
}

/** The official client, in a session of its own. */
function clientFor(send: Send, session = ''): { providers: ProvidersApi; sources: SourcesApi } {
  const configuration = new Configuration({
    basePath: 'http://127.0.0.1/api/v3',
    accessToken: 'token',
    headers: { 'standin-session': session },
    fetchApi: async (url, init) => send(new Request(url as string, init)),
  });
  return { providers: new ProvidersApi(configuration), sources: new SourcesApi(configuration) };
}

async function refused(request: Promise<unknown>): Promise<Response> {
  const error = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ResponseError) return error.response;
  throw new Error(`not refused: ${error}`);
}

async function tell(send: Send): Promise<void> {
  const { providers, sources } = clientFor(send);
  const created = await providers.providersScimCreate({
    sCIMProviderRequest: { name: 'Rota', url: 'https://rota.example.com/scim/v2', token: 'rota-secret' },
  });
  expect(created).toMatchObject({ name: 'Rota', url: 'https://rota.example.com/scim/v2' });
  expect(await providers.providersScimRetrieve({ id: created.pk })).toEqual(created);
  const { results } = await providers.providersScimList({ name: 'Rota' });
  expect(results).toEqual([created]);

  const id = 3;
  const before = await refused(providers.providersMicrosoftEntraSyncStatusRetrieve({ id }));
  expect(before.status).toBe(404);
  const { messages } = await providers.providersMicrosoftEntraSyncObjectCreate({
    id,
    syncObjectRequest: { syncObjectModel: 'authentik.core.models.User', syncObjectId: '41' },
  });
  expect(messages.map(({ attributes }) => attributes)).toEqual(
    messages.map(() => ({ model: 'authentik.core.models.User', id: '41' })),
  );
  const { isRunning, tasks } = await providers.providersMicrosoftEntraSyncStatusRetrieve({ id });
  expect(isRunning).toBe(false);
  expect(tasks).toHaveLength(1);
  expect(tasks[0]).toMatchObject({ name: 'microsoft_entra_sync', status: 'successful', messages });
  expect(tasks[0]!.finishTimestamp.getTime()).toBeGreaterThan(tasks[0]!.startTimestamp.getTime());

  const patched = await sources.sourcesScimUsersPartialUpdate({
    id: 'staff-10482',
    patchedSCIMSourceUserRequest: { attributes: { userName: 'ines.moreau', active: false } },
  });
  expect(patched.attributes).toMatchObject({ title: 'Radiologist', active: false });
  expect(await sources.sourcesScimUsersRetrieve({ id: 'staff-10482' })).toEqual(patched);

  const wrong = await refused(
    providers.providersMicrosoftEntraSyncObjectCreate({
      id,
      syncObjectRequest: { syncObjectModel: 'authentik.core.models.Role' as never, syncObjectId: '41' },
    }),
  );
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toEqual({
    sync_object_model: ['"authentik.core.models.Role" is not a valid choice.'],
  });
}

test('the shipped fixtures tell a story in one process', async () => {
  await tell(await mock());
});

test('the shipped fixtures tell a story over a socket', async () => {
  const onError = () => new Response(null, { status: 500 });
  const handler = (await mock()) as Parameters<typeof serve>[0];
  const listening = await serve(handler, { port: 0, host: '127.0.0.1', onError });
  try {
    await tell((request) =>
      fetch(new Request(request.url.replace('http://127.0.0.1', listening.url), request)),
    );
  } finally {
    await listening.close();
  }
});

test('what one session has pushed is unknown to another', async () => {
  const send = await mock();
  const push = { syncObjectModel: 'authentik.core.models.User', syncObjectId: '41' } as const;
  await clientFor(send, 'a').providers.providersScimSyncObjectCreate({ id: 5, syncObjectRequest: push });
  const known = await clientFor(send, 'a').providers.providersScimSyncStatusRetrieve({ id: 5 });
  expect(known.tasks).toHaveLength(1);
  const other = clientFor(send, 'b').providers.providersScimSyncStatusRetrieve({ id: 5 });
  expect((await refused(other)).status).toBe(404);
});
