import type { JsonObject } from '../../schema/index.ts';
import { assertions, numbers } from './applicable.ts';
import type { Replacement } from './variation.ts';

/** Longer texts than this are not tried: a limit beyond is no limit in practice. */
const maxTried = 20_000;

/** Nearly right, and wrong under every reading of the format. */
const misformed: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['date', ['2026-13-01', '2026-02-30', '01/02/2026']],
  ['date-time', ['2026-01-01T25:00:00Z', '2026-13-01T00:00:00Z', 'yesterday']],
  ['time', ['25:00:00Z', 'noon']],
  ['duration', ['P', 'one hour']],
  ['email', ['no-at-sign.example.com', 'two@@example.com']],
  ['idn-email', ['no-at-sign.example.com']],
  ['uuid', ['g0000000-0000-4000-8000-000000000000', 'not-a-uuid']],
  ['uri', ['no scheme here', 'http://[bad']],
  ['url', ['no scheme here', 'http://[bad']],
  ['iri', ['no scheme here']],
  ['uri-reference', ['http://[bad', 'a b']],
  ['hostname', ['-starts.with.dash', 'under_score!.example']],
  ['ipv4', ['256.1.1.1', '1.2.3']],
  ['ipv6', ['1::2::3', 'gggg::']],
  ['byte', ['*not base64*']],
  ['regex', ['(unclosed']],
  ['json-pointer', ['no/leading/slash']],
]);

/** Texts at the limits of the schemas that apply, and a step beyond. */
export function* stringReplacements(schemas: readonly JsonObject[], base: string): Iterable<Replacement> {
  for (const length of numbers(schemas, 'minLength')) {
    yield of(resized(base, length), 'minLength', `at its minimum length (${length})`);
    if (length > 0)
      yield of(resized(base, length - 1), 'minLength', `shorter than its minimum length (${length - 1})`);
  }
  for (const length of numbers(schemas, 'maxLength')) {
    if (length >= maxTried) continue;
    yield of(resized(base, length), 'maxLength', `at its maximum length (${length})`);
    yield of(resized(base, length + 1), 'maxLength', `longer than its maximum length (${length + 1})`);
  }
  for (const pattern of assertions(schemas, 'pattern')) {
    const tries = [
      '',
      '!',
      ' ',
      'ß',
      `${base}\u0001`,
      `!${base}`,
      'x'.repeat(base.length),
      '0'.repeat(base.length),
    ];
    for (const text of tries)
      yield of(text, 'pattern', `against its pattern ${String(pattern)} (${JSON.stringify(text)})`);
  }
  for (const format of assertions(schemas, 'format')) {
    for (const text of misformed.get(format) ?? [])
      yield of(text, 'format', `no ${String(format)} (${JSON.stringify(text)})`);
  }
}

function of(part: string, keyword: string, title: string): Replacement {
  return { part, keyword, title };
}

/** In code points, as JSON Schema counts. */
function resized(text: string, length: number): string {
  const points = [...text];
  if (points.length >= length) return points.slice(0, length).join('');
  const filler = points.length > 0 && /[\p{L}\p{N}]/u.test(points.at(-1)!) ? points.at(-1)! : 'a';
  return text + filler.repeat(length - points.length);
}
