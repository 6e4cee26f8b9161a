import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { mock } from '../../../src/testkit/index.ts';

test('users are listed', async () => {
  await using api = await mock(fileURLToPath(new URL('shop.yaml', import.meta.url)));
  expect((await api.fetch('/users?limit=2')).status).toBe(200);
});
