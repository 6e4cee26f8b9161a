import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

const ROOT = '../shared/specs/docs';
const DEPTH = 40;

/** Names of string properties without enum and format in the real descriptions, the most frequent first. */
export function frequentNames(): { name: string; owner: string | undefined; times: number }[] {
  const found = new Map<string, { owner: string | undefined; times: number }>();
  const visit = (node: unknown, owner: string | undefined, depth: number): void => {
    if (depth > DEPTH || typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (const part of node) visit(part, owner, depth + 1);
      return;
    }
    const { properties } = node as { properties?: unknown };
    if (typeof properties === 'object' && properties !== null && !Array.isArray(properties)) {
      for (const [name, schema] of Object.entries(properties)) {
        if (!isPlainText(schema)) continue;
        const entry = found.get(name);
        if (entry === undefined) found.set(name, { owner, times: 1 });
        else entry.times++;
      }
    }
    for (const [key, part] of Object.entries(node)) {
      visit(
        part,
        /^(?:properties|items|allOf|anyOf|oneOf|schema|schemas|content)$/.test(key) ? owner : key,
        depth + 1,
      );
    }
  };
  for (const file of readdirSync(ROOT)) {
    if (!/\.(?:json|ya?ml)$/.test(file)) continue;
    try {
      const source = readFileSync(join(ROOT, file), 'utf8').replace(/^\uFEFF/, '');
      visit(file.endsWith('.json') ? JSON.parse(source) : load(source), undefined, 0);
    } catch {
      // Some of the documents are broken on purpose.
    }
  }
  return [...found].map(([name, entry]) => ({ name, ...entry })).sort((a, b) => b.times - a.times);
}

function isPlainText(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const { type, format } = schema as { type?: unknown; format?: unknown };
  return type === 'string' && format === undefined && !Object.hasOwn(schema, 'enum');
}
