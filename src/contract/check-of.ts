import type { Check, CheckGroup } from './check.ts';

/** A check that cases make themselves, by sending more than one request. */
export function checkOf(name: string, group: CheckGroup, title: string, byDefault = true): Check {
  return { name, group, title, byDefault };
}
