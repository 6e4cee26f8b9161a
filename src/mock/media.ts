import { isJsonType, parseMediaType } from '../http/index.ts';
import type { MediaType } from '../model/index.ts';

export function isJson({ type }: MediaType): boolean {
  const parsed = parseMediaType(type);
  return parsed !== undefined && isJsonType(parsed);
}
