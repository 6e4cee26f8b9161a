import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curlCommand, toCurl } from '../../src/http/index.ts';

describe('toCurl', () => {
  test.each<[title: string, url: string, init: RequestInit, line: string]>([
    ['GET', 'http://x/a', {}, 'curl http://x/a'],
    ['a query is quoted', 'http://x/a?b=1&c=2', {}, "curl 'http://x/a?b=1&c=2'"],
    ['brackets are no patterns', 'http://x/a?b[c]=1', {}, "curl -g 'http://x/a?b[c]=1'"],
    ['another method', 'http://x/a', { method: 'DELETE' }, 'curl -X DELETE http://x/a'],
    ['HEAD', 'http://x/a', { method: 'HEAD' }, 'curl -I http://x/a'],
    ['headers', 'http://x/a', { headers: { 'X-A': "it's" } }, "curl http://x/a -H 'x-a: it'\\''s'"],
    ['an empty header', 'http://x/a', { headers: { 'X-A': '' } }, "curl http://x/a -H 'x-a;'"],
    [
      'a JSON body',
      'http://x/a',
      { method: 'POST', body: '{"a":"b\'c"}', headers: { 'content-type': 'application/json' } },
      "curl http://x/a -H 'content-type: application/json' -d '{\"a\":\"b'\\''c\"}'",
    ],
    [
      'a body with another method',
      'http://x/a',
      { method: 'PUT', body: '1', headers: { 'content-type': 'application/json' } },
      "curl -X PUT http://x/a -H 'content-type: application/json' -d 1",
    ],
    ['POST without a body', 'http://x/a', { method: 'POST' }, 'curl -X POST http://x/a'],
    [
      'a text that begins with an at sign is no file',
      'http://x/a',
      { method: 'POST', body: '@a', headers: { 'content-type': 'text/plain' } },
      "curl http://x/a -H 'content-type: text/plain' --data-raw @a",
    ],
    [
      'bytes',
      'http://x/a',
      { method: 'POST', body: Uint8Array.of(0, 255, 65, 0x25) },
      "printf '\\000\\377A\\045' | curl http://x/a --data-binary @-",
    ],
  ])('%s', async (_title, url, init, line) => {
    const request = new Request(url, init);
    expect(await toCurl(request)).toBe(line);
    expect(request.bodyUsed).toBe(false);
  });

  test('a shell hands curl the same words', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0')),
        (body) => {
          const line = curlCommand({ method: 'POST', url: 'http://x/', headers: {}, body });
          const words = execFileSync('sh', ['-c', line.replace(/^curl/, 'printf "%s\\n--\\n"')]).toString();
          expect(words).toBe(`http://x/\n--\n--data-raw\n--\n${body}\n--\n`);
        },
      ),
      { numRuns: 40 },
    );
  });
});
