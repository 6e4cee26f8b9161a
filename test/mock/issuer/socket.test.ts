import * as client from 'openid-client';
import { expect, test } from 'vitest';
import { serve } from '../../../src/cli/serve.ts';
import { createMock } from '../../../src/mock/index.ts';
import { loadApi } from '../../../src/model/index.ts';
import { bearer, description } from './mock-with-issuer.ts';

test('over a socket the issuer is known by the address that the client uses', async () => {
  const mock = createMock(await loadApi(description), { issuer: true });
  const listening = await serve(mock.fetch, { port: 0, host: '127.0.0.1', onError: () => Response.error() });
  try {
    const issuer = `${listening.url}/__standin/issuer`;
    const configuration = await client.discovery(
      new URL(issuer),
      'robot',
      undefined,
      client.ClientSecretPost('s'),
      { execute: [client.allowInsecureRequests] },
    );
    expect(configuration.serverMetadata().issuer).toBe(issuer);
    const tokens = await client.clientCredentialsGrant(configuration, { scope: 'read:pets' });
    const { access_token: token } = tokens;
    expect((await fetch(`${listening.url}/v1/pets`, bearer(token))).status).toBe(200);
    expect((await fetch(`${listening.url}/v1/pets`, { method: 'POST', ...bearer(token) })).status).toBe(403);
  } finally {
    await listening.close();
  }
});
