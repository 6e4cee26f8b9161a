import { fullFormats } from 'ajv-formats/dist/formats.js';

const table = fullFormats as unknown as Record<string, unknown>;

export function stringFormatCheck(name: string): ((value: string) => boolean) | undefined {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found instanceof RegExp) return (value) => found.test(value);
  if (typeof found === 'function') return found as (value: string) => boolean;
  const def = found as { type?: string; validate?: unknown } | undefined;
  if (def?.type === 'number' || typeof def?.validate !== 'function') return undefined;
  return def.validate as (value: string) => boolean;
}

export function numberFormatCheck(name: string): ((value: number) => boolean) | undefined {
  const def = Object.hasOwn(table, name) ? (table[name] as { type?: string; validate?: unknown }) : undefined;
  return def?.type === 'number' ? (def.validate as (value: number) => boolean) : undefined;
}

/** @see formats */
export function formatCheck(name: string): ((value: string) => boolean) | undefined {
  return stringFormatCheck(name);
}
