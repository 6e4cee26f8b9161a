/** A parsed JSON object. Untrusted: ask with `Object.hasOwn`, never with `in`, never write to `__proto__`. */
export interface JsonObject {
  [key: string]: unknown;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
