import type { Operation } from '../../model/index.ts';

/** Of a range, and of `default`, the status that stands for it. */
const STANDING_FOR: Readonly<Record<string, number>> = { '4XX': 400, '5XX': 500, default: 500 };

/** The statuses of an operation's documented errors; `default` counts where successes have entries of their own. */
export function documentedErrors({ responses }: Operation): readonly number[] {
  const hasSuccess = responses.some(({ status }) => status.startsWith('2'));
  const errors = responses.flatMap(({ status }) => {
    if (/^[45]\d\d$/.test(status)) return [Number(status)];
    if (status === 'default' && !hasSuccess) return [];
    const stands = STANDING_FOR[status];
    return stands === undefined ? [] : [stands];
  });
  return [...new Set(errors)];
}
