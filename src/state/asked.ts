import type { Parameter } from '../model/index.ts';
import { isJsonObject, own } from '../schema/index.ts';

/** What a request says for a parameter, as read; undefined where it says nothing. */
export type Asked = (parameter: Parameter) => unknown;

/** Of parameters by location and name; a list that is asked for by POST names them in its body. */
export function askedBy(
  values: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  sent: unknown,
): Asked {
  return ({ in: location, name }) => {
    const found = values[location];
    if (found && Object.hasOwn(found, name)) return found[name];
    return isJsonObject(sent) ? own(sent, name) : undefined;
  };
}
