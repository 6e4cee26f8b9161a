import { mock } from 'standin';
import { intercept } from 'standin/intercept';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chargeStatus, checkout } from '../src/checkout.js';

const cart = [{ price: 1250, count: 2 }];
let api;
let interception;

beforeEach(async () => {
  // A request that breaks the description fails the test, in api.close().
  api = await mock('payments.yaml', { violations: 'fail' });
  interception = await intercept(api, { unhandled: 'error' });
});

afterEach(async () => {
  interception.stop();
  await api.close();
});

test('a cart is charged, and the charge is there', async () => {
  api.on('createCharge').generate({ status: 'paid' });
  const { paid, charge } = await checkout(cart);
  expect(paid).toBe(true);
  expect(charge).toMatch(/^[0-9a-f-]{36}$/);
  expect(api).toHaveReceived('createCharge', { body: { amount: 2500, currency: 'EUR' } });
});

test('what was charged is found again', async () => {
  const { charge } = await checkout(cart);
  expect(['paid', 'pending']).toContain(await chargeStatus(charge));
  expect(api.lastRequest('getCharge').path.id).toBe(charge);
});

test('a declined card is no error', async () => {
  api.on('createCharge').reply(402, { reason: 'expired' });
  expect(await checkout(cart)).toEqual({ paid: false, reason: 'expired' });
});

test('a payment service that is down is asked a second time', async () => {
  api.on('createCharge').replyOnce(503);
  expect((await checkout(cart)).charge).toBeDefined();
  expect(api).toHaveReceivedTimes('createCharge', 2);
});

test('a network that fails is told to the caller', async () => {
  api.on('createCharge').networkError();
  await expect(checkout(cart)).rejects.toThrow(TypeError);
});

test('a stub that the description does not allow is refused', () => {
  expect(() => api.on('createCharge').reply(402, { cause: 'expired' })).toThrow(/reason/);
});
