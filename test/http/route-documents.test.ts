import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { formatPlace } from '../../src/errors.ts';
import { createRouter } from '../../src/http/index.ts';
import { loadApi, type Operation, parsePathTemplate } from '../../src/model/index.ts';

const specs = new URL('../../../shared/specs/', import.meta.url);

interface Listed {
  readonly slug: string;
  readonly file: string;
  readonly operations: number;
}

function documents(): Listed[] {
  return existsSync(specs) ? JSON.parse(readFileSync(new URL('index.json', specs), 'utf8')) : [];
}

/** A request for the operation: each template is given a value that no key of any document spells out. */
function requestFor(operation: Operation): { path: string; search: string; values: string[] } {
  const { segments, query } = parsePathTemplate(operation.path);
  const values: string[] = [];
  const path = segments
    .map((pieces) =>
      pieces
        .map((piece) => {
          if (typeof piece === 'string') return encodeURI(piece).replaceAll('%25', '%');
          values.push(`w%2Fz${values.length}q`);
          return values.at(-1);
        })
        .join(''),
    )
    .join('/');
  return { path: `/${path}`, search: query === '' ? '' : `?${query}`, values };
}

describe.skipIf(!existsSync(specs))('real documents', () => {
  test.each(documents())('every operation of $slug is found', async ({ file, operations }) => {
    const api = await loadApi(fileURLToPath(new URL(file, specs)));
    expect(api.operations).toHaveLength(operations);
    const router = createRouter(api);
    const unreachable = new Set(
      api
        .faults()
        .flatMap(({ code, place }) => (code === 'unreachable-operation' ? [formatPlace(place)] : [])),
    );
    const wrong: string[] = [];
    for (const operation of api.operations) {
      if (unreachable.has(formatPlace(operation.node.place()))) continue;
      const { path, search, values } = requestFor(operation);
      for (const prefix of new Set(['', ...operation.servers.map((server) => server.path)])) {
        const match = router.match(operation.method, prefix + path, search);
        const found = match.kind === 'operation' ? match.operation : undefined;
        const same =
          match.kind === 'operation' &&
          new Set(Object.values(match.parameters)).size === new Set(values).size;
        if (found !== operation || !same)
          wrong.push(`${operation.id} below "${prefix}": ${found?.id ?? match.kind}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
