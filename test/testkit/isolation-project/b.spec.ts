import { expect } from 'vitest';
import { mockTest } from '../../../src/testkit/vitest.ts';
import { PEOPLE } from '../people.ts';

const test = mockTest(PEOPLE);

test('another file begins anew', async ({ api }) => {
  expect(await api.state.users.list()).toHaveLength(12);
  expect(api.requests()).toEqual([]);
});

test('a sample is decided by the name of the test', ({ api, task }) => {
  Object.assign(task.meta, { sample: JSON.stringify(api.sample('User')) });
  expect(api.sample('User')).toMatchSchema('User', { api });
});
