import { http } from 'msw';
import { setupServer } from 'msw/node';
import { expect, test } from 'vitest';
import { intercept } from '../../src/testkit/node/intercept.ts';
import { answeringBy, shop } from './intercepted-shop.ts';
import { interceptionTests } from './interception.ts';

interceptionTests();

test('a description without a host must be told where it is served', async () => {
  await expect(intercept(await answeringBy(() => new Response(), ['/api']))).rejects.toThrow(
    /Failed to intercept the requests .* have no host\. Say where they are/,
  );
});

test('a server of MSW goes on beside it, and what it answers it answers alone', async () => {
  const server = setupServer(http.get('https://other.example/a', () => new Response('of MSW')));
  server.listen({ onUnhandledRequest: 'bypass' });
  const interception = await intercept(await answeringBy(() => new Response('of the mock')));
  const ask = async (url: string) => (await fetch(url)).text();
  expect(await ask('https://other.example/a')).toBe('of MSW');
  expect(await ask(`${shop}/users`)).toBe('of the mock');
  interception.stop();
  expect(await ask('https://other.example/a')).toBe('of MSW');
  server.close();
});
