import type { Check } from '../check.ts';

/** What Dredd makes of a transaction; made by the phase of that name. */
export const dreddFailed: Check = {
  name: 'dredd',
  group: 'other',
  title: 'Dredd says that an answer is not the one described',
  byDefault: true,
};
