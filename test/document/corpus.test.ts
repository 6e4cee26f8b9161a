import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { type Document, findFaults, loadDocument } from '../../src/document/index.ts';

interface Listed {
  file: string;
  oas: string;
  title: string;
}

const folder = new URL('../../../shared/specs/', import.meta.url);
const listed: Listed[] = existsSync(folder)
  ? (JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as Listed[])
  : [];

/** What is wrong in the documents themselves: all that may be found, but for operations of one operationId. */
const known: Readonly<Record<string, readonly string[]>> = {
  // A link to another API, and one whose operation stands only in the text around the example.
  'docs/oai-test32-link-object-examples.yaml': [
    'remote-reference-refused /paths/~1users~1{id}/get/responses/200/links/UserRepositories2/operationRef',
    'unresolved-reference /paths/~1users~1{id}/get/responses/200/links/UserRepositories/operationRef',
  ],
  'docs/oai-test32-security-scheme-object-examples.yaml': [
    'remote-reference-refused /components/securitySchemes/external/$ref',
  ],
  // The test of a linter for a file that is not there.
  'docs/redocly-bundle-oas32/tests/e2e/bundle/bundle-oas3_2/openapi.yaml': [
    'not-found /discriminator/defaultMapping',
  ],
  'docs/goswagger-all-the-things.json': ['invalid-parameter /parameters/tag'],
  'docs/prism-callbacks-payment.yaml': ['missing-info '],
  'docs/prism-dynamic-generation.json': ['missing-info '],
  'docs/digitalocean/specification/DigitalOcean-public.v2.yaml': [
    'misplaced-reference /tags/0/description/$ref',
  ],
};

const counts = { documents: 0, files: 0, references: 0, lines: 0, operationIds: 0, indentation: 0 };

/** Every `$ref` of a file that is a string, wherever it stands, by the value that a plain reader finds for it. */
function plainReferences(document: Document): Array<{ uri: string; reference: string; target: unknown }> {
  const { files } = document as unknown as { files: Map<string, { root: unknown }> };
  const found: Array<{ uri: string; reference: string; target: unknown }> = [];
  for (const [uri, { root }] of files) {
    const waiting: unknown[] = [root];
    const seen = new Set<unknown>();
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      if (typeof value !== 'object' || value === null || seen.has(value)) continue;
      seen.add(value);
      const { $ref: reference } = value as { $ref?: unknown };
      waiting.push(...Object.values(value).filter((child) => child !== undefined));
      if (typeof reference !== 'string' || !URL.canParse(reference, uri)) continue;
      const [file, fragment = ''] = new URL(reference, uri).href.split('#');
      let target: unknown = files.get(file!)?.root;
      for (const token of decodeURIComponent(fragment).split('/').slice(1)) {
        target = (target as Record<string, unknown> | undefined)?.[
          token.replaceAll('~1', '/').replaceAll('~0', '~')
        ];
      }
      if (target !== undefined) found.push({ uri, reference, target });
    }
  }
  return found;
}

describe.skipIf(listed.length === 0)('real documents', () => {
  test.each(listed.map((each) => [each.file, each] as const))(
    '%s',
    { timeout: 60_000 },
    async (file, { oas }) => {
      const document = await loadDocument(fileURLToPath(new URL(file, folder)));
      expect(document.version).toBe(oas);
      const faults = findFaults(document);
      for (const { code, place } of faults) {
        expect([code, existsSync(place.file), typeof place.line]).toEqual([code, true, 'number']);
      }
      const told = faults.filter(
        ({ code }) => code !== 'duplicate-operation-id' && code !== 'yaml-indentation',
      );
      expect(told.map(({ code, place }) => `${code} ${place.pointer ?? ''}`)).toEqual(known[file] ?? []);
      for (const { uri, reference, target } of plainReferences(document)) {
        counts.references++;
        if (document.scope.resolve(reference, uri)?.value !== target) expect.fail(`${reference} from ${uri}`);
      }
      const paths = document.root.get('paths')?.entries() ?? [];
      for (const [, item] of paths) {
        const { line, file: name } = item.place();
        expect(line, name).toBeGreaterThan(0);
        counts.lines++;
      }
      counts.documents++;
      counts.files += (document as unknown as { files: Map<string, unknown> }).files.size;
      counts.operationIds += faults.filter(({ code }) => code === 'duplicate-operation-id').length;
      counts.indentation += faults.filter(({ code }) => code === 'yaml-indentation').length;
    },
  );

  test('a path is at the line that holds its key', async () => {
    const entry = listed.find(({ file }) => file.endsWith('authentik-2024.8.1.yaml'))!;
    const path = fileURLToPath(new URL(entry.file, folder));
    const lines = readFileSync(path, 'utf8').split('\n');
    const document = await loadDocument(path);
    for (const [key, item] of document.root.get('paths')!.entries()) {
      const { line, column } = item.place();
      expect(lines[line! - 1]!.slice(column! - 1)).toBe(`${key}:`);
    }
  });

  afterAll(() => {
    process.stdout.write(
      `${Object.entries(counts)
        .map(([what, count]) => `${what} ${count}`)
        .join(', ')}\n`,
    );
  });
});
