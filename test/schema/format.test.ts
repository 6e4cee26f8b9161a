import { expect, test } from 'vitest';
import { createSchemaScope, formatCheck, isMultipleOf, numberFormatCheck } from '../../src/schema/index.ts';

test.each<[string, string[], string[]]>([
  [
    'date-time',
    ['1985-04-12T23:20:50.52Z', '1996-12-19t16:39:57-08:00', '1990-12-31T23:59:60Z'],
    ['1985-04-12', '1985-02-30T00:00:00Z', '1990-12-31T22:59:60Z'],
  ],
  ['date', ['2024-02-29'], ['2023-02-29', '2024-2-9', '2024-13-01']],
  ['time', ['08:30:06Z', '23:20:50.52+01:00'], ['08:30:06', '24:00:00Z']],
  ['duration', ['P3Y6M4DT12H30M5S', 'P2W', 'PT36H'], ['P', 'PT', 'P1Y2W', '3D']],
  [
    'email',
    ['joe.bloggs@example.com', '"joe bloggs"@example.com', 'joe@[127.0.0.1]'],
    ['joe', 'joe@', '.joe@example.com', 'joe@exa_mple.com'],
  ],
  ['idn-email', ['실례@실례.테스트'], ['실례']],
  [
    'hostname',
    ['www.example.com', 'xn--9n2bp8q.xn--9t4b11yi5a', 'ab--cd.example'],
    ['-a.com', 'a_b', 'xn--X', 'a..b', ''],
  ],
  ['idn-hostname', ['실례.테스트', 'bücher.example'], ['실〮례.테스트', 'a·l', '0a.א']],
  ['ipv4', ['192.168.0.1'], ['256.0.0.1', '1.2.3', '01.2.3.4', '1.2.3.4.']],
  [
    'ipv6',
    ['::1', '1:2::192.168.0.1', '1:2:3:4:5:6:7:8'],
    ['1::2::3', '12345::', '::1%eth0', '1:2:3:4:5:6:7'],
  ],
  [
    'uri',
    ['http://example.com/?q=Test%20x#y', 'urn:isbn:1', 'mailto:a@b.c', 'http://[::1]:80/'],
    ['/abc', 'http://a b', 'http://a/%zz', 'http://exämple.com'],
  ],
  ['uri-reference', ['/abc', '#frag', '', '../x?y'], ['\\\\share', 'a b', '1:b']],
  ['iri', ['http://ƒøø.ßår/?∂éœ=πîx'], ['/ƒøø', 'http://a b']],
  ['iri-reference', ['/âππ'], ['\\\\ƒ']],
  ['uri-template', ['http://example.com/{term:1}/{+path*}', ''], ['{', '}', '{a,,b}', '{v:0}']],
  ['uuid', ['2EB8AA08-aa98-11ea-b4aa-73b441d16380'], ['2eb8aa08aa9811eab4aa73b441d16380']],
  ['json-pointer', ['', '/a~1b/~0'], ['a', '/~2']],
  ['relative-json-pointer', ['0', '1/a', '2#'], ['01', '-1', '/a']],
  ['regex', ['^a+$', '[\\w\\-]', '\\@'], ['(', '\\a', '(?i)a']],
  ['byte', ['', 'YQ==', 'YWI='], ['YQ', 'Y', 'YQ=+', 'a-b_']],
  ['base64url', ['a-b_', 'YQ=='], ['a+b']],
])('%s is checked', (name, good, bad) => {
  const check = formatCheck(name);
  expect(good.filter((text) => !check?.(text))).toEqual([]);
  expect(bad.filter((text) => check?.(text) !== false)).toEqual([]);
});

test.each<[string, number[], number[]]>([
  ['int8', [-128, 127], [128, 1.5]],
  ['int16', [-32768, 32767], [32768]],
  ['int32', [-(2 ** 31), 2 ** 31 - 1], [2 ** 31]],
  ['int64', [-(2 ** 63), 2 ** 63], [2 ** 64, 0.5]],
  ['uint8', [0, 255], [-1, 256]],
  ['uint16', [65535], [65536]],
  ['uint32', [2 ** 32 - 1], [2 ** 32]],
  ['uint64', [2 ** 64], [-1]],
  ['float', [0.1, 1e300], []],
])('%s is checked of numbers', (name, good, bad) => {
  const check = numberFormatCheck(name);
  expect(good.filter((each) => !check?.(each))).toEqual([]);
  expect(bad.filter((each) => check?.(each) !== false)).toEqual([]);
});

test('what demands nothing has no check', () => {
  expect([formatCheck('slug'), formatCheck('int32'), formatCheck('constructor')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(formatCheck('password')?.('x')).toBe(true);
});

test('formats are annotations where a scope is told so', () => {
  const source = { value: { format: 'uuid' }, uri: 'memory:x', pointer: '' };
  const verdicts = [true, false].map((formats) => createSchemaScope({ formats }).schema(source).accepts('x'));
  expect(verdicts).toEqual([false, true]);
});

test.each([
  [1.18, 0.01, true],
  [1.185, 0.01, false],
  [0.3, 0.1, true],
  [1e308, 0.5, true],
  [1e308, 0.123456789, false],
  [0.0075, 0.0001, true],
  [0.00751, 0.0001, false],
  [7, 2, false],
  [-6, 3, true],
  [0, 0.7, true],
  [12391239123, 1e-8, true],
  [1e-9, 1e-8, false],
  [4.35, 0.05, true],
])('%s is a multiple of %s: %s', (value, divisor, expected) => {
  expect(isMultipleOf(value, divisor)).toBe(expected);
});
