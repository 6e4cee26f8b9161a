import { isJsonObject, type JsonObject, joinPointer, own } from '../schema/index.ts';
import { type PathToken, parseNamedPath, parsePathExpression } from './path-expression.ts';

/** What makes a value of its own for each run in place of the one in the file. */
export interface GeneratorEntry {
  readonly part: 'path' | 'query' | 'header' | 'body' | 'status' | 'method';
  /** Behind the part; empty for the whole. */
  readonly tokens: readonly PathToken[];
  /** `RandomInt`, `ProviderState` … */
  readonly type: string;
  readonly settings: JsonObject;
  /** Into the file. */
  readonly pointer: string;
}

/** `generators` of a request or an answer (Pact specification 3, "Generators"). */
export function readGenerators(
  value: unknown,
  pointer: string,
  complain: (pointer: string, message: string) => void,
): GeneratorEntry[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([category, found]) => {
    const part = category === 'headers' ? 'header' : category;
    if (!isJsonObject(found)) return [];
    if (part === 'path' || part === 'status' || part === 'method')
      return [entry(part, [], found, joinPointer(pointer, category))];
    if (part !== 'query' && part !== 'header' && part !== 'body') {
      if (part !== 'metadata')
        complain(joinPointer(pointer, category), `Generators for "${category}" are not known.`);
      return [];
    }
    return Object.entries(found).flatMap(([key, settings]) => {
      const at = joinPointer(pointer, category, key);
      const tokens = part === 'body' ? parsePathExpression(key) : parseNamedPath(key);
      if (tokens && isJsonObject(settings)) return [entry(part, tokens, settings, at)];
      complain(at, `The generator for "${key}" cannot be read and is left out.`);
      return [];
    });
  });
}

function entry(
  part: GeneratorEntry['part'],
  tokens: readonly PathToken[],
  settings: JsonObject,
  pointer: string,
): GeneratorEntry {
  return { part, tokens, type: String(own(settings, 'type')), settings, pointer };
}
