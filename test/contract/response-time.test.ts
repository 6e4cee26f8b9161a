import { expect, test } from 'vitest';
import { type ContractOptions, runContract } from '../../src/index.ts';
import { apiOf } from './api-of.ts';

const operation = (operationId: string) => ({
  operationId,
  responses: { 200: { description: '', content: { 'application/json': { schema: {} } } } },
});
const paths = { '/fast': { get: operation('fast') }, '/slow': { get: operation('slow') } };

/** Operations whose answers are found to be too slow, where those of `slow` take a second by the clock. */
async function tooSlow(options: ContractOptions, isSlowOnce = false): Promise<string[]> {
  let now = 0;
  let slow = 0;
  const target = ({ url, method }: Request) => {
    if (method !== 'GET') return new Response(null, { status: 405, headers: { Allow: 'GET' } });
    if (url.endsWith('/slow') && (!isSlowOnce || slow++ === 1)) now += 1_000;
    return Response.json({});
  };
  const result = await runContract(await apiOf({ paths }), target, { ...options, clock: () => now });
  const isCounted = result.findings.some(({ tags }) => !tags.includes('flaky'));
  expect(result.kept).toBe(!isCounted);
  return result.findings.map(({ failure, operation: { id }, tags }) =>
    [failure.check, id, ...tags].join(' '),
  );
}

test.each<[fact: string, options: ContractOptions, found: string[]]>([
  ['nothing is too slow without a limit', {}, []],
  ['what takes longer than the limit is found', { maxResponseTime: 999 }, ['response-time slow']],
  ['what takes no longer than the limit is not', { maxResponseTime: 1_000 }, []],
  [
    'an operation has a limit of its own',
    { maxResponseTime: 10, settingsOf: ({ id }) => (id === 'slow' ? { maxResponseTime: 2_000 } : undefined) },
    [],
  ],
])('%s', async (_fact, options, found) => {
  expect(await tooSlow(options)).toEqual(found);
});

test('what is slow only once breaks nothing', async () => {
  expect(await tooSlow({ maxResponseTime: 500 }, true)).toEqual(['response-time slow flaky']);
});
