import { beforeAll, expect, test } from 'vitest';
import { applyJsonPatch, prepareJsonPatch } from '../../src/state/json-patch.ts';

beforeAll(() => prepareJsonPatch());

test('what was copied is no longer the same', () => {
  const patch = [
    { op: 'copy', from: '/a', path: '/b' },
    { op: 'replace', path: '/b/c', value: 2 },
  ];
  expect(applyJsonPatch({ a: { c: 1 } }, patch)).toEqual({ a: { c: 1 }, b: { c: 2 } });
});

test('the whole can be copied into itself', () => {
  expect(applyJsonPatch({ a: 1 }, [{ op: 'copy', from: '', path: '/b' }])).toEqual({ a: 1, b: { a: 1 } });
});

test('a patch that doubles the value again and again is refused', () => {
  const patch = Array.from({ length: 60 }, (_, index) => ({ op: 'copy', from: '', path: `/k${index}` }));
  expect(() => applyJsonPatch({ a: 'x'.repeat(100) }, patch)).toThrow('it copies too much');
});

test('the value that is patched stays as it is, whatever fails', () => {
  const value = { a: { b: [1] } };
  const patch = [
    { op: 'add', path: '/a/b/-', value: 2 },
    { op: 'move', from: '/a', path: '/c' },
    { op: 'test', path: '/c/b/0', value: 3 },
  ];
  expect(() => applyJsonPatch(value, patch)).toThrow();
  expect(value).toEqual({ a: { b: [1] } });
  expect(applyJsonPatch(value, patch.slice(0, 2))).toEqual({ c: { b: [1, 2] } });
});

test.each([
  ['nothing', [null]],
  ['a text', ['add']],
  ['an unknown operation', [{ op: 'jump', path: '/a' }]],
  ['a copy of what is not there', [{ op: 'copy', from: '/none', path: '/b' }]],
  ['a copy from a prototype', [{ op: 'copy', from: '/__proto__', path: '/b' }]],
  ['a copy from a constructor', [{ op: 'copy', from: '/constructor', path: '/b' }]],
  ['a change of a prototype', [{ op: 'add', path: '/__proto__/polluted', value: 1 }]],
  ['a change of a constructor', [{ op: 'add', path: '/constructor/prototype/polluted', value: 1 }]],
])('%s is refused', (_title, patch) => {
  expect(() => applyJsonPatch({ a: 1 }, patch)).toThrow();
  expect(({} as { polluted?: 1 }).polluted).toBeUndefined();
});
