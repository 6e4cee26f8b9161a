import { describe, expect, test } from 'vitest';
import { checkRequest, checkResponse } from '../../src/validation/index.ts';
import { get, line, petApi, post } from './pet-api.ts';

describe('checkRequest', () => {
  test.each<[title: string, request: Request, violations: string[]]>([
    ['a good request', post({ name: 'Rex' }), []],
    ['a body that is not valid', post({ name: 'R' }), ['body /name minLength']],
    ['a body that is missing', post(''), ['body  required']],
    ['a body that is no JSON', post('{'), ['body  malformed']],
    ['another type', post('x', { 'content-type': 'text/plain' }), ['body  contentType']],
    ['a query that is not valid', post({ name: 'Rex' }, undefined, '?dryRun=7'), ['query /dryRun type']],
    [
      'an unknown coding',
      post('x', { 'content-type': 'application/json', 'content-encoding': 'lzw' }),
      ['body  contentEncoding'],
    ],
    ['an unknown path', get('/nope'), ['path  path']],
    ['an undocumented method', get('/pets'), ['path  method']],
    ['no credentials', get('/secret'), ['security /Authorization security']],
    ['credentials', get('/secret', { authorization: 'Bearer a' }), []],
  ])('%s', async (_title, request, violations) => {
    expect((await checkRequest(await petApi(), request)).map(line)).toEqual(violations);
    if (request.body) expect(request.bodyUsed).toBe(false);
  });

  test('an undocumented query parameter is a violation where that is asked for', async () => {
    const request = () => post({ name: 'Rex' }, undefined, '?dryrun=true');
    const api = await petApi();
    expect(await checkRequest(api, request())).toEqual([]);
    const [violation, ...more] = await checkRequest(api, request(), { strict: true });
    expect(more).toEqual([]);
    expect(violation).toMatchObject({
      in: 'query',
      pointer: '/dryrun',
      keyword: 'undeclared',
      meant: 'dryRun',
    });
  });

  test('credentials may be left out of it', async () => {
    expect(await checkRequest(await petApi(), get('/secret'), { auth: false })).toEqual([]);
  });

  test('a body that is too large is not read', async () => {
    const found = await checkRequest(await petApi(), post({ name: 'Rex' }), { maxBodyBytes: 5 });
    expect(found.map(line)).toEqual(['body  maxBodyBytes']);
  });

  test('a body that has been read is an error, not a verdict', async () => {
    const request = post({ name: 'Rex' });
    await request.text();
    await expect(checkRequest(await petApi(), request)).rejects.toMatchObject({ code: 'body-used' });
  });
});

describe('checkResponse', () => {
  const good = { status: 201, headers: { 'content-type': 'application/json', 'x-count': '2' } };
  const created = (body: unknown, init: ResponseInit = good) =>
    [post({ name: 'Rex' }), new Response(body === null ? null : JSON.stringify(body), init)] as const;
  test.each<[title: string, request: Request, response: Response, violations: string[]]>([
    ['a good one', ...created({ id: 1, name: 'Rex' }), []],
    ['readOnly properties are demanded', ...created({ name: 'Rex' }), ['body  required']],
    ['an undocumented status', ...created({}, { status: 418 }), ['status  status']],
    [
      'a required header is missing',
      ...created({ id: 1, name: 'Rex' }, { ...good, headers: { 'content-type': 'application/json' } }),
      ['header /X-Count required'],
    ],
    [
      'a header of the wrong type',
      ...created({ id: 1, name: 'Rex' }, { ...good, headers: { ...good.headers, 'x-count': 'x' } }),
      ['header /X-Count type'],
    ],
    ['no body', ...created(null, { status: 201, headers: { 'x-count': '1' } }), ['body  required']],
    [
      'another content type',
      ...created(1, { status: 201, headers: { 'x-count': '1', 'content-type': 'text/html' } }),
      ['body  contentType'],
    ],
    ['no body where none is promised', post({ name: 'Rex' }), new Response(null, { status: 204 }), []],
    [
      'a body where none is promised',
      get('/secret'),
      new Response('x', { status: 200 }),
      ['body  undeclared'],
    ],
    [
      'text by its range',
      get('/text'),
      new Response('abc', { status: 202, headers: { 'content-type': 'text/plain' } }),
      [],
    ],
    [
      'text that is too long',
      get('/text'),
      new Response('abcd', { status: 202, headers: { 'content-type': 'text/plain' } }),
      ['body  maxLength'],
    ],
    [
      'a form by default',
      get('/text'),
      new Response('a=x', { status: 500, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      ['body /a type'],
    ],
    [
      'an event stream without its end',
      get('/events'),
      new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } }),
      [],
    ],
    ['of an unknown path', get('/nope'), new Response(), ['path  path']],
  ])('%s', async (_title, request, response, violations) => {
    expect((await checkResponse(await petApi(), request, response)).map(line)).toEqual(violations);
    expect(response.bodyUsed).toBe(false);
  });

  test('HEAD has no body to judge', async () => {
    const request = new Request('http://x/text', { method: 'HEAD' });
    const response = new Response(null, { headers: { 'content-type': 'text/plain' } });
    expect(await checkResponse(await petApi(), request, response)).toEqual([]);
  });
});
