import { describe, expect, test } from 'vitest';
import { matchContentType, selectMediaType } from '../../src/http/index.ts';

describe('selectMediaType', () => {
  test.each<[title: string, accept: string | null, available: string[], chosen: number]>([
    ['no header takes the first', null, ['application/xml', 'application/json'], 0],
    ['an empty header takes the first', '', ['application/xml', 'application/json'], 0],
    ['an unreadable header takes the first', 'nonsense', ['text/csv'], 0],
    ['*/* takes the first in document order', '*/*', ['application/xml', 'application/json'], 0],
    ['a lone star is any type', '*; q=.2', ['image/gif'], 0],
    ['nothing documented is nothing chosen', '*/*', [], -1],
    ['an exact type', 'application/json', ['application/xml', 'application/json'], 1],
    ['case does not matter', 'Application/JSON', ['application/json'], 0],
    ['nothing acceptable', 'text/csv', ['application/xml', 'application/json'], -1],
    ['a type range', 'image/*', ['application/json', 'image/png'], 1],
    [
      'the higher quality',
      'application/json;q=0.4, application/xml;q=0.9',
      ['application/json', 'application/xml'],
      1,
    ],
    [
      'a named type before one taken by a range',
      'application/json, text/plain, */*',
      ['application/xml', 'application/json'],
      1,
    ],
    ['q=0 refuses', 'application/json;q=0, */*', ['application/json', 'application/xml'], 1],
    ['q=0 refuses the only one', 'application/json;q=0', ['application/json'], -1],
    [
      'the specific range decides over the general one',
      'text/*;q=0.9, text/html;q=0.1',
      ['text/html', 'text/csv'],
      1,
    ],
    ['a documented range answers a concrete request', 'image/png', ['image/*'], 0],
    ['a documented */* answers anything', 'text/csv', ['*/*'], 0],
    ['a type beats a documented range', 'image/png', ['image/*', 'image/png'], 1],
    ['a documented range overlaps an accepted one', 'image/*', ['*/*'], 0],
    ['a documented range takes the best quality asked', 'image/png, */*;q=0.1', ['text/plain', 'image/*'], 1],
    ['application/json takes a +json type', 'application/json', ['application/vnd.api+json'], 0],
    [
      'application/json takes itself before a +json type',
      'application/json',
      ['application/hal+json', 'application/json'],
      1,
    ],
    ['a +json type takes application/json', 'application/vnd.github+json', ['application/json'], 0],
    ['two +json types are not kin', 'application/hal+json', ['application/vnd.api+json'], -1],
    ['text/xml takes application/xml', 'text/xml', ['application/json', 'application/xml'], 1],
    ['charset in Accept is no obstacle', 'application/json; charset=utf-8', ['application/json'], 0],
    ['a documented charset is no obstacle', 'application/json', ['application/json; charset=utf-8'], 0],
    [
      'a profile that is documented must agree',
      'application/ld+json;profile="a"',
      ['application/ld+json;profile="b"'],
      -1,
    ],
    [
      'a profile chooses among documented ones',
      'application/ld+json;profile="b"',
      ['application/ld+json;profile="a"', 'application/ld+json;profile="b"'],
      1,
    ],
    [
      'a profile that is not documented is no obstacle',
      'application/json;profile="x"',
      ['application/json'],
      0,
    ],
    [
      'a quoted comma does not split',
      'application/json;profile="a,b", text/csv;q=0.1',
      ['text/csv', 'application/json'],
      1,
    ],
    [
      'a browser gets HTML where there is some',
      'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      ['application/json', 'text/html'],
      1,
    ],
  ])('%s', (_title, accept, available, chosen) => {
    expect(selectMediaType(accept, available)).toBe(chosen);
  });

  // RFC 9110 section 12.5.1: "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, ..."
  const RFC =
    'text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5';
  test.each([
    ['text/plain;format=flowed (1) beats text/plain (0.7)', ['text/plain', 'text/plain;format=flowed'], 1],
    ['text/plain (0.7) beats image/jpeg (0.5)', ['image/jpeg', 'text/plain'], 1],
    ['image/jpeg (0.5) beats text/plain;format=fixed (0.4)', ['text/plain;format=fixed', 'image/jpeg'], 1],
    ['text/plain;format=fixed (0.4) beats text/html (0.3)', ['text/html', 'text/plain;format=fixed'], 1],
  ])('RFC 9110 example: %s', (_title, available, chosen) => {
    expect(selectMediaType(RFC, available)).toBe(chosen);
  });
});

describe('matchContentType', () => {
  test.each<[title: string, contentType: string, documented: string[], index: number]>([
    ['exact', 'application/json', ['application/xml', 'application/json'], 1],
    ['charset is ignored', 'application/json; charset=utf-8', ['application/json'], 0],
    ['boundary is ignored', 'multipart/form-data; boundary=x', ['multipart/form-data'], 0],
    ['the exact type before its range', 'text/plain', ['*/*', 'text/*', 'text/plain'], 2],
    ['the type range before any', 'text/csv', ['*/*', 'text/*'], 1],
    [
      'the suffix range before the type range',
      'application/vnd.api+json',
      ['application/*', 'application/*+json'],
      1,
    ],
    ['the suffix range is not for plain JSON', 'application/json', ['application/*+json'], -1],
    ['a +json type is not application/json', 'application/vnd.api+json', ['application/json'], -1],
    ['a parameter that both name must agree', 'application/json;v=2', ['application/json;v=1'], -1],
    [
      'a parameter picks among documented ones',
      'application/json;v=2',
      ['application/json;v=1', 'application/json;v=2'],
      1,
    ],
    ['a parameter left out is no obstacle', 'application/json', ['application/json;v=1'], 0],
    ['not a media type', 'json', ['*/*'], -1],
  ])('%s', (_title, contentType, documented, index) => {
    expect(matchContentType(contentType, documented)).toBe(index);
  });
});
