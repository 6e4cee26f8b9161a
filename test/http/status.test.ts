import { describe, expect, test } from 'vitest';
import { chooseResponse, isBodiless, problemResponse, responseForStatus } from '../../src/http/index.ts';
import type { ResponseSpec } from '../../src/model/index.ts';

const specs = (...statuses: string[]) => statuses.map((status) => ({ status })) as unknown as ResponseSpec[];

describe('chooseResponse', () => {
  test.each<[title: string, statuses: string[], response: string | undefined, status: number | undefined]>([
    ['the lowest 2xx', ['404', '202', '201', 'default'], '201', 201],
    ['a 2xx before 2XX', ['2XX', '204'], '204', 204],
    ['2XX is 200', ['default', '2XX', '404'], '2XX', 200],
    ['default is 200', ['404', 'default'], 'default', 200],
    ['else the lowest documented', ['500', '302', '404'], '302', 302],
    ['a range as the lowest', ['5XX', '4XX'], '4XX', 400],
    ['informational ones last', ['101', '400'], '400', 400],
    ['nothing documented', [], undefined, undefined],
  ])('%s', (_title, statuses, response, status) => {
    const chosen = chooseResponse(specs(...statuses));
    expect([chosen?.response.status, chosen?.status]).toEqual([response, status]);
  });

  test('a wanted status is kept where a range documents it', () => {
    const chosen = chooseResponse(specs('200', '4XX'), 418);
    expect([chosen?.response.status, chosen?.status]).toEqual(['4XX', 418]);
  });

  test('a wanted status that is not documented is not chosen', () => {
    expect(chooseResponse(specs('200'), 404)).toBeUndefined();
  });
});

describe('responseForStatus', () => {
  test.each([
    ['exact before range and default', ['default', '4XX', '404'], 404, '404'],
    ['range before default', ['default', '4XX'], 404, '4XX'],
    ['default is before nothing', ['200', 'default'], 404, 'default'],
    ['another range does not fit', ['5XX'], 404, undefined],
  ])('%s', (_title, statuses, status, expected) => {
    expect(responseForStatus(specs(...statuses), status)?.status).toBe(expected);
  });
});

test.each([
  [101, true],
  [200, false],
  [204, true],
  [205, true],
  [304, true],
  [404, false],
])('status %i without body: %s', (status, bodiless) => {
  expect(isBodiless(status)).toBe(bodiless);
});

describe('problemResponse', () => {
  const violation = {
    in: 'query',
    pointer: '/limit',
    message: 'must be a number',
    keyword: 'type',
    schemaPointer: '/paths/~1/get/parameters/0/schema/type',
    schemaUri: 'memory:',
  } as const;

  test('carries RFC 9457 members, in order, as problem+json', async () => {
    const response = problemResponse(
      { status: 422, detail: 'One violation.', instance: '/users?limit=x', violations: [violation] },
      { 'Content-Type': 'text/plain', 'WWW-Authenticate': 'Basic' },
    );
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('www-authenticate')).toBe('Basic');
    const body = await response.json();
    expect(Object.keys(body)).toEqual(['type', 'title', 'status', 'detail', 'instance', 'errors']);
    expect(body).toMatchObject({ type: 'about:blank', title: 'Unprocessable Content', status: 422 });
    expect(body.errors).toEqual([
      {
        in: 'query',
        pointer: '/limit',
        message: 'must be a number',
        keyword: 'type',
        schemaPointer: '/paths/~1/get/parameters/0/schema/type',
      },
    ]);
  });

  test('leaves out what is not given', async () => {
    const body = await problemResponse({ status: 406, violations: [] }).json();
    expect(body).toEqual({ type: 'about:blank', title: 'Not Acceptable', status: 406 });
  });
});
