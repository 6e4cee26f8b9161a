import { expect, test } from 'vitest';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { corpusEntries, corpusPresent } from '../support/corpus.ts';
import { Judge } from '../support/judge.ts';
import type { RawOperation } from '../support/raw-operation.ts';

const mostOperations = 8;

/** A request that is hardly anywhere right: no credentials, an undocumented parameter, a body that ends too soon. */
function badRequest({ method, path }: RawOperation): Request {
  const filled = path.replace(/\{[^}]*\}/g, '1').replace(/\?.*$/, '');
  const url = `http://x${filled.startsWith('/') ? '' : '/'}${filled}?standin-undeclared=1`;
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method });
  return new Request(url, { method, headers: { 'content-type': 'application/json' }, body: '{"a":' });
}

test.skipIf(!corpusPresent).each(corpusEntries())(
  '$slug: documented errors are as documented, others are problems',
  { timeout: 120_000 },
  async ({ file }) => {
    const judge = Judge.open(file);
    const mock = createMock(await loadApi(file), { strict: true, state: false });
    const step = Math.max(1, Math.floor(judge.operations.length / mostOperations));
    const misses: string[] = [];
    for (const operation of judge.operations.filter((_, index) => index % step === 0)) {
      const response = await mock.fetch(badRequest(operation));
      const body = new Uint8Array(await response.arrayBuffer());
      if (response.headers.get('content-type') === 'application/problem+json') {
        const problem = JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;
        // A documented error that no value satisfies is named instead.
        const unsatisfiable = problem['type'] === 'urn:standin:unsatisfiable-schema';
        const complete = ['type', 'title', 'status', 'detail'].every((name) => Object.hasOwn(problem, name));
        if (!unsatisfiable && (!complete || problem['status'] !== response.status || response.status >= 500))
          misses.push(`${operation.method} ${operation.path}: ${JSON.stringify(problem)}`);
      } else if (response.status >= 400) {
        const { status, headers } = response;
        const { faults } = await judge.response(operation, { status, headers, body });
        misses.push(...faults.map((fault) => `${operation.method} ${operation.path} ${status}: ${fault}`));
      }
    }
    expect(misses).toEqual([]);
  },
);
