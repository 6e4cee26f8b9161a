import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { StringConstraint } from '../../../src/generation/constraint.ts';
import { createRandom } from '../../../src/generation/random.ts';
import { compileStringGenerator } from '../../../src/generation/string/string.ts';
import { compilePattern } from '../../../src/schema/index.ts';

const SHARED = join(import.meta.dirname, '../../../../shared');
const FOLDERS = ['specs', 'json-schemas'].map((name) => join(SHARED, name));
const NOW = Date.UTC(2026, 0, 15);

interface Found {
  readonly pattern: string;
  readonly minLength: number;
  readonly maxLength: number;
  readonly format: string | undefined;
  readonly file: string;
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return /\.(json|ya?ml)$/.test(entry.name) ? [path] : [];
  });
}

function parse(path: string): unknown {
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  try {
    return path.endsWith('.json') ? JSON.parse(text) : load(text);
  } catch {
    return undefined;
  }
}

/** Objects with a pattern that says something about strings, found anywhere. */
function* schemas(value: unknown, seen: Set<unknown>): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (!Array.isArray(value)) {
    const object = value as Record<string, unknown>;
    const types = [object['type'] ?? 'string'].flat();
    if (typeof object['pattern'] === 'string' && types.includes('string')) yield object;
  }
  for (const item of Object.values(value)) yield* schemas(item, seen);
}

function collect(): Found[] {
  const found = new Map<string, Found>();
  for (const path of FOLDERS.flatMap(files)) {
    for (const schema of schemas(parse(path), new Set())) {
      const { pattern, minLength, maxLength, format } = schema;
      const entry: Found = {
        pattern: pattern as string,
        minLength: typeof minLength === 'number' ? minLength : 0,
        maxLength: typeof maxLength === 'number' ? maxLength : Infinity,
        format: typeof format === 'string' ? format : undefined,
        file: relative(SHARED, path),
      };
      const { file, ...key } = entry;
      found.set(JSON.stringify({ ...key, file: undefined }), entry);
    }
  }
  return [...found.values()];
}

describe.skipIf(!FOLDERS.every(existsSync))('patterns of real documents', () => {
  test('each is satisfied, together with its lengths and format', { timeout: 120_000 }, () => {
    const all = collect();
    const failures: string[] = [];
    for (const { pattern, minLength, maxLength, format, file } of all) {
      const constraint: StringConstraint = {
        minLength,
        maxLength,
        patterns: [pattern],
        notPatterns: [],
        formats: format === undefined ? [] : [format],
        contentEncoding: undefined,
        contentMediaType: undefined,
      };
      const name = `${pattern} ${minLength} ${maxLength} ${format ?? ''} in ${file}`;
      const generator = compileStringGenerator(constraint);
      if (generator === undefined) {
        failures.push(`nothing for ${name}`);
        continue;
      }
      const compiled = compilePattern(pattern);
      const random = createRandom(pattern);
      const count = minLength > 10_000 || /\{\d{5,}\}/.test(pattern) ? 3 : 20;
      for (let i = 0; i < count; i++) {
        const value = generator.generate(random, NOW);
        const length = [...value].length;
        if (length >= minLength && length <= maxLength && compiled?.test(value) !== false) continue;
        failures.push(`${JSON.stringify(value).slice(0, 80)} for ${name}`);
        break;
      }
    }
    process.stdout.write(`${all.length} patterns, ${failures.length} unsatisfied\n`);
    expect(failures).toEqual([]);
    expect(all.length).toBeGreaterThan(250);
  });
});
