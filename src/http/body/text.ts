import { writeJson } from './json.ts';

/** A string as it is, a number or boolean as JavaScript writes it, null as nothing, a structure as JSON. */
export function writeText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? writeJson(value) : String(value);
}

/** A string as it is; anything else as the text of a minimal page. */
export function writeHtml(value: unknown): string {
  if (typeof value === 'string') return value;
  const text = escapeHtml(
    value !== null && typeof value === 'object' ? JSON.stringify(value, null, 2) : writeText(value),
  );
  return `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Response</title></head>\n<body><pre>${text}</pre></body>\n</html>\n`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
