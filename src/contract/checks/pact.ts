import type { Check } from '../check.ts';

/** Answers held to the examples and rules of consumers; made by whoever verifies pacts. */
export const pactBroken: Check = {
  name: 'pact',
  group: 'other',
  title: 'An answer is not what a consumer relies on',
  byDefault: true,
};
