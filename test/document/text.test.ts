import { describe, expect, test } from 'vitest';
import { faultsOf, loadFiles, openapi, refusal } from './memory-files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const units = [...(mark ? '\uFEFF' : ''), ...text].map((character) => character.charCodeAt(0));
  return Uint8Array.from(
    units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  );
}

const small = '{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{}}';

describe('what is read', () => {
  test.each<[string, string, string | Uint8Array, string[]]>([
    ['JSON', 'a.json', small, []],
    ['JSON in a file without an ending', 'a', small, []],
    ['JSON in a .yaml file', 'a.yaml', small, []],
    ['YAML', 'a.yaml', openapi(''), []],
    ['YAML in a .json file, with a fault', 'a.json', openapi(''), ['not-json a.json:1']],
    ['a byte-order mark', 'a.json', bytes(`\uFEFF${small}`), []],
    ['a byte-order mark in a string', 'a.yaml', `\uFEFF${openapi('')}`, []],
    ['CRLF', 'a.yaml', openapi('').replaceAll('\n', '\r\n'), []],
    ['a trailing comma', 'a.json', small.replace('"paths":{}', '\n"paths":{\n},'), ['not-json a.json:3']],
    [
      'comments',
      'a.json',
      `// one\n${small.replace('"paths"', '/* two\n */ "paths"')}`,
      ['not-json a.json:1'],
    ],
    [
      'a slash in a string',
      'a.json',
      small.replace('"t"', '"http://x /* no */"').replace('{}}', '{},}'),
      ['not-json a.json:1'],
    ],
    ['flow style in .yaml', 'a.yaml', '{openapi: 3.1.0, info: {title: t, version: "1"}, paths: {}}', []],
    ['a key twice in YAML', 'a.yaml', openapi('x-a: 1\nx-b: 1\nx-a: 2\n'), ['duplicate-key a.yaml:6']],
    ['an unknown tag', 'a.yaml', openapi('x-a: !Ref thing\n'), ['unknown-tag a.yaml:4']],
    ['known tags', 'a.yaml', openapi('x-a: !!str 1\nx-b: ! c\n'), []],
    ['an empty second document', 'a.yaml', `${openapi('')}---\n`, []],
    ['a second document', 'a.yaml', `${openapi('')}---\na: 1\n`, ['several-documents a.yaml:1']],
    [
      'a bracket that closes too far to the left',
      'a.yaml',
      openapi('x-a:\n  x-b: {\n    c: 1\n  }\n'),
      ['yaml-indentation a.yaml:7'],
    ],
    [
      'bytes that are no UTF-8',
      'a.yaml',
      Uint8Array.from([...bytes(openapi('x-a: ')), 0xe9, 0x0a]),
      ['not-utf-8 a.yaml:4'],
    ],
  ])('%s', async (_title, name, content, faults) => {
    const document = await loadFiles({ [name]: content });
    expect(document.version).toBe('3.1.0');
    expect(document.root.get('info')?.text('title')).toBeDefined();
    expect(faultsOf(document)).toEqual(faults);
  });
});

describe('what is refused, where and as what', () => {
  const deep = (open: string, close: string) => `{"a":${open.repeat(600)}${close.repeat(600)}}`;
  const bomb = [
    'a: &a [x, x]',
    ...'bcdefghijklmnopqrstu'.split('').map((name, i) => {
      const before = String.fromCharCode(97 + i);
      return `${name}: &${name} [*${before}, *${before}, *${before}]`;
    }),
  ].join('\n');
  test.each<[string, string, string | Uint8Array, string, number | undefined, number | undefined]>([
    ['UTF-16, little-endian', 'a.json', utf16(small, true, true), 'not-utf-8', undefined, undefined],
    ['UTF-16, big-endian', 'a.json', utf16(small, false, true), 'not-utf-8', undefined, undefined],
    ['UTF-16 without a mark', 'a.json', utf16(small, true, false), 'not-utf-8', undefined, undefined],
    [
      'UTF-16 without a mark, big-endian',
      'a.json',
      utf16(small, false, false),
      'not-utf-8',
      undefined,
      undefined,
    ],
    ['nothing', 'a.yaml', ' \n', 'empty', undefined, undefined],
    ['comments only', 'a.yaml', '# nothing\n', 'empty', undefined, undefined],
    ['broken JSON', 'a.json', '{\n  "openapi": "3.1.0"\n  "paths": {}\n}', 'not-json', 3, 3],
    ['JSON that ends too early', 'a.json', '{\n "a": [1,', 'not-json', 2, 10],
    ['an open string', 'a.json', '{ "a": "b\n}', 'not-json', 1, 8],
    ['broken YAML', 'a.yaml', 'openapi: 3.1.0\ninfo: [\n', 'not-yaml', 3, 1],
    ['an unknown alias', 'a.yaml', 'a: 1\nb: *c\n', 'not-yaml', 2, undefined],
    ['arrays nested too deep', 'a.json', deep('[', ']'), 'too-deep', 1, 505],
    ['YAML nested too deep', 'a.yaml', deep('[', ']'), 'too-deep', 1, 505],
    ['an alias inside of its anchor', 'a.yaml', 'a: 1\nb: &b\n  c: *b\n', 'cyclic-alias', 3, 7],
    ['aliases that multiply', 'a.yaml', bomb, 'too-large', 13, undefined],
    [
      'aliases that nest',
      'a.yaml',
      bomb
        .replaceAll(/, \*\w, \*\w/g, '')
        .replace('a: ', `z: &z ${'['.repeat(490)}${']'.repeat(490)}\na: `)
        .replace('[x, x]', '[*z]'),
      'too-deep',
      undefined,
      undefined,
    ],
  ])('%s', async (_title, name, content, code, line, column) => {
    const error = await refusal(loadFiles({ [name]: content }));
    expect(error.code).toBe(code);
    expect(error.place?.file).toBe(name);
    if (line !== undefined) expect(error.place?.line).toBe(line);
    if (column !== undefined) expect(error.place?.column).toBe(column);
    expect(error.message).toMatch(/^Failed to load \S+: .+\. .+\.$/);
  });
});

describe('what YAML values are', () => {
  const text = openapi(`paths:
  /a:
    get:
      responses:
        200: { description: ok }
        0404: { description: not }
x-null: { null: 1, true: 2, 1.0: 3, ~: 4, 0x10: 5, : 6 }
x-date: 2020-01-01
x-time: 2020-01-01T00:00:00Z
x-words: [on, yes, off, no, y, NULL]
x-numbers: [1, 0o17, 1e3, -.5, 012, 1_000]
x-base: &base { a: 1, b: 2 }
x-merged: { <<: *base, b: 3 }
x-merged-first: { b: 3, <<: [*base, { c: 4, a: 9 }] }
x-tag: !Sub { a: !Join [1, x] }
__proto__: { polluted: true }
`);

  test.each<[string, string, unknown]>([
    [
      'integer keys are strings',
      'paths',
      { '/a': { get: { responses: { '200': { description: 'ok' }, '0404': { description: 'not' } } } } },
    ],
    ['keys are as written', 'x-null', { null: 1, true: 2, '1.0': 3, '~': 4, '0x10': 5, '': 6 }],
    ['dates are strings', 'x-date', '2020-01-01'],
    ['times are strings', 'x-time', '2020-01-01T00:00:00Z'],
    ['on, yes, off, no and y are strings', 'x-words', ['on', 'yes', 'off', 'no', 'y', null]],
    ['numbers are those of YAML 1.2', 'x-numbers', [1, 15, 1000, -0.5, 12, '1_000']],
    ['what is merged yields to what is written', 'x-merged', { a: 1, b: 3 }],
    ['of what is merged, the first counts', 'x-merged-first', { b: 3, a: 1, c: 4 }],
    ['values with unknown tags are kept', 'x-tag', { a: ['1', 'x'].map((each, i) => (i === 0 ? 1 : each)) }],
  ])('%s', async (_title, key, expected) => {
    const { root } = await loadFiles({ 'a.yaml': text });
    expect(root.get(key)?.value).toEqual(expected);
  });

  test('a __proto__ key is data', async () => {
    const { root } = await loadFiles({ 'a.yaml': text });
    expect(Object.getPrototypeOf(root.value)).toBe(Object.prototype);
    expect(root.get('__proto__')?.flag('polluted')).toBe(true);
    expect(root.get('polluted')).toBeUndefined();
  });
});
