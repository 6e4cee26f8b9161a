import { describe, expect, test } from 'vitest';
import { fittingErrorStatus } from '../../src/validation/index.ts';
import { operationOf } from './security-document.ts';

const MALFORMED = [
  { in: 'body', pointer: '', message: '', keyword: 'malformed', schemaPointer: '', schemaUri: '' },
] as const;

describe('fittingErrorStatus', () => {
  test.each<
    [
      title: string,
      kind: Parameters<typeof fittingErrorStatus>[1],
      documented: string[],
      status: number,
      response: string | undefined,
    ]
  >([
    ['401 for missing credentials', 'security', ['200', '403', '401'], 401, '401'],
    ['else 403', 'security', ['200', '403', '4XX'], 403, '403'],
    ['403 for the forbidden', 'forbidden', ['401', '403'], 403, '403'],
    ['the forbidden are not unauthorized', 'forbidden', ['401'], 403, undefined],
    ['403 by the range', 'forbidden', ['401', '4XX'], 403, '4XX'],
    ['415', 'contentType', ['400', '415'], 415, '415'],
    ['415 by the range', 'contentType', ['400', '4XX'], 415, '4XX'],
    ['406', 'accept', ['406', 'default'], 406, '406'],
    ['406 by default', 'accept', ['default'], 406, 'default'],
    ['422 before 400', 'request', ['400', '422'], 422, '422'],
    ['400 before the range', 'request', ['4XX', '400'], 400, '400'],
    ['the range before default', 'request', ['default', '4XX'], 422, '4XX'],
    ['default', 'request', ['200', 'default'], 422, 'default'],
    ['nothing documented: 401', 'security', ['200'], 401, undefined],
    ['nothing documented: 415', 'contentType', ['400'], 415, undefined],
    ['nothing documented: 406', 'accept', [], 406, undefined],
    ['nothing documented: 422', 'request', ['404', '5XX'], 422, undefined],
  ])('%s', async (_title, kind, documented, status, response) => {
    const responses = Object.fromEntries(documented.map((each) => [each, { description: '' }]));
    const found = fittingErrorStatus(await operationOf({ responses }), kind);
    expect([found.status, found.response?.status]).toEqual([status, response]);
  });

  test.each([
    ['a malformed request that is not documented is 400', ['200'], 400, undefined],
    ['a malformed request under a range is 400', ['4XX'], 400, '4XX'],
    ['a documented 422 is for malformed ones too', ['422'], 422, '422'],
  ])('%s', async (_title, documented, status, response) => {
    const responses = Object.fromEntries(documented.map((each) => [each, { description: '' }]));
    const found = fittingErrorStatus(await operationOf({ responses }), 'request', MALFORMED);
    expect([found.status, found.response?.status]).toEqual([status, response]);
  });
});
