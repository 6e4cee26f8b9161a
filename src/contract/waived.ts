import { type Failure, operationOf } from './failure.ts';
import type { SettingsOf } from './operation-settings.ts';

/** Is it of a check that is not made of the operation? */
export function isWaived(failure: Failure, { settingsOf }: { readonly settingsOf: SettingsOf }): boolean {
  return settingsOf(operationOf(failure))?.without?.has(failure.check) === true;
}
