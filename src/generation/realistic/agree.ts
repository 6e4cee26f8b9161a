import type { JsonObject } from '../../schema/index.ts';

/** Makes related members of a generated object agree where each new value is accepted. */
export function agree(_object: JsonObject, _accepts: (property: string, value: unknown) => boolean): void {}
