import { holds, type Judge } from './holds.ts';
import type { JsonObject } from './json.ts';
import type { Spot } from './resources.ts';
import type { Violation } from './violation.ts';

/** Where pieces of adopted schemas stand in the user's text. */
export interface Origins {
  originOf(json: object): Spot | undefined;
}

export function explain(
  judge: Judge,
  _origins: Origins,
  json: boolean | JsonObject,
  value: unknown,
): Violation[] {
  if (holds(judge, json, value)) return [];
  return [
    {
      in: 'body',
      pointer: '',
      message: 'does not match the schema',
      keyword: 'schema',
      schemaPointer: '',
      schemaUri: '',
    },
  ];
}
