import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mock } from 'standin';
import { assertReceived } from 'standin/assert';
import { intercept } from 'standin/intercept';
import { checkout } from '../src/checkout.js';

test('a cart is charged', async () => {
  const api = await mock('payments.yaml');
  const interception = await intercept(api);
  try {
    const { charge } = await checkout([{ price: 100, count: 3 }]);
    assert.match(charge, /^[0-9a-f-]{36}$/);
    assertReceived(api, 'createCharge', { body: { amount: 300 } });
  } finally {
    interception.stop();
    await api.close();
  }
});
