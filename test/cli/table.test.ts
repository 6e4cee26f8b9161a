import pc from 'picocolors';
import { expect, test } from 'vitest';
import { shortenMiddle, table } from '../../src/cli/announce.ts';
import { loadApi } from '../../src/model/index.ts';

const colourless = pc.createColors(false);
const responses = { 204: { description: 'd' } };
const long = `/organizations/{organization}/teams/{team}/discussions/{discussion}/comments/{comment}/reactions`;

async function tableOf(paths: object, columns: number | undefined): Promise<string[]> {
  const api = await loadApi({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths });
  return table(api.operations, columns, colourless);
}

test.each([80, 60, 40])('no row is wider than %i columns', async (columns) => {
  const rows = await tableOf(
    {
      '/a': { get: { responses } },
      [long]: {
        get: { operationId: 'listReactionsToTheCommentsOfADiscussionInATeam', responses },
        delete: { responses },
      },
    },
    columns,
  );
  for (const row of rows) expect(row.length).toBeLessThanOrEqual(columns);
});

test('on a pipe nothing is shortened', async () => {
  const [row] = await tableOf({ [long]: { get: { operationId: 'x'.repeat(100), responses } } }, undefined);
  expect(row).toBe(`  GET   ${long}  ${'x'.repeat(100)}`);
});

test('deprecated operations say so, and those without a name have none', async () => {
  const paths = { '/a': { get: { responses, deprecated: true, operationId: 'a' }, put: { responses } } };
  expect(await tableOf(paths, 80)).toEqual(['  GET   /a    a (deprecated)', '  PUT   /a']);
});

test.each([
  ['/short', 10, '/short'],
  ['/a/long/path/to/somewhere', 15, '/a/lo…somewhere'],
  ['abcdef', 6, 'abcdef'],
  ['abcdefg', 6, 'ab…efg'],
])('%s in %i characters is %s', (text, width, shortened) => {
  expect(shortenMiddle(text, width)).toBe(shortened);
  expect(shortened.length).toBeLessThanOrEqual(width);
});
