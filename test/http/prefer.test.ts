import { describe, expect, test } from 'vitest';
import { readPreferences } from '../../src/http/index.ts';

describe('readPreferences', () => {
  test.each<[title: string, prefer: string | null, search: string, expected: object]>([
    ['nothing asked', null, '', { code: undefined, example: undefined, malformed: [] }],
    ['code', 'code=404', '', { code: 404 }],
    [
      'several in one header',
      'code=404, example=cat, dynamic=true, wait=2, scenario=x',
      '',
      { code: 404, example: 'cat', dynamic: true, wait: 2, scenario: 'x' },
    ],
    ['names in any case', 'Code=201', '', { code: 201 }],
    ['spaces around the equals sign', 'code = 201', '', { code: 201 }],
    ['a quoted value', 'example="my cat, the \\"big\\" one"', '', { example: 'my cat, the "big" one' }],
    [
      'parameters after a semicolon are left aside',
      'code=404; foo="a,b"; bar, example=x',
      '',
      { code: 404, example: 'x' },
    ],
    [
      'RFC 7240: other preferences are ignored',
      'respond-async, wait=100, handling=lenient',
      '',
      { wait: 100, code: undefined, malformed: [] },
    ],
    ['RFC 7240: the first of two counts', 'code=201, code=202', '', { code: 201 }],
    ['dynamic without a value is true', 'dynamic', '', { dynamic: true }],
    ['dynamic=false', 'dynamic=false', '', { dynamic: false }],
    [
      'by query',
      null,
      '?__code=500&__example=a%20b&__dynamic=true',
      { code: 500, example: 'a b', dynamic: true },
    ],
    ['the header wins over the query', 'code=404', '?__code=500&__example=x', { code: 404, example: 'x' }],
    ['a code that is none is named', 'code=teapot', '', { code: undefined, malformed: ['code=teapot'] }],
    ['a code out of range is named', null, '__code=600', { code: undefined, malformed: ['code=600'] }],
    ['a wait that is no number is named', 'wait=-1', '', { wait: undefined, malformed: ['wait=-1'] }],
  ])('%s', (_title, prefer, search, expected) => {
    expect(readPreferences(prefer, search)).toMatchObject(expected);
  });

  test('several headers are one list', () => {
    const headers = new Headers([
      ['prefer', 'code=404'],
      ['prefer', 'example=x'],
    ]);
    expect(readPreferences(headers.get('prefer'), '')).toMatchObject({ code: 404, example: 'x' });
  });
});
