import { type FaultKind, LONGEST_DELAY, type Preferences } from '../../http/index.ts';
import type { OutgoingAnswer } from '../answer-source.ts';

/** The value of `Preference-Applied` (RFC 7240 section 3): what of the request's preferences was honoured. */
export function preferencesApplied(
  { code, example, dynamic, wait, scenario, fault }: Preferences,
  { good, response }: OutgoingAnswer,
  kind: FaultKind | undefined,
  hasScenarios: boolean,
): string {
  const honoured: string[] = [];
  if (code !== undefined && code === response.status) honoured.push(`code=${code}`);
  if (good) {
    if (example !== undefined) honoured.push(`example=${asValue(example)}`);
    else if (dynamic !== undefined) honoured.push(`dynamic=${dynamic}`);
    if (scenario !== undefined && hasScenarios) honoured.push(`scenario=${asValue(scenario)}`);
  }
  if (wait !== undefined) honoured.push(`wait=${Math.min(wait, LONGEST_DELAY / 1000)}`);
  const refused = response.headers.get('standin-fault');
  const done = kind ?? fault?.find((each) => each.kind === refused)?.kind;
  if (fault !== undefined && done !== undefined) honoured.push(`fault=${done}`);
  return honoured.join(', ');
}

/** A token as it is, anything else quoted; a header holds no characters beyond ASCII. */
function asValue(text: string): string {
  if (/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text)) return text;
  return `"${text.replaceAll(/[^\x20-\x7e]/g, '?').replaceAll(/["\\]/g, '\\$&')}"`;
}
