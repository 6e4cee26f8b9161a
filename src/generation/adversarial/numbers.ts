import type { JsonObject } from '../../schema/index.ts';
import { assertions, numbers } from './applicable.ts';
import type { Replacement } from './variation.ts';

const widths: ReadonlyMap<unknown, readonly [number, number]> = new Map([
  ['int32', [-(2 ** 31), 2 ** 31 - 1]],
  ['int16', [-(2 ** 15), 2 ** 15 - 1]],
  ['int8', [-128, 127]],
  ['uint8', [0, 255]],
  ['uint16', [0, 65_535]],
  ['uint32', [0, 2 ** 32 - 1]],
]);

/** Numbers at the limits of the schemas that apply, and a step beyond. */
export function* numberReplacements(schemas: readonly JsonObject[], base: number): Iterable<Replacement> {
  const [multiple] = numbers(schemas, 'multipleOf');
  const isInteger = assertions(schemas, 'type').some((type) => type === 'integer');
  const step = multiple ?? (isInteger || Number.isInteger(base) ? 1 : 0.5);
  for (const minimum of numbers(schemas, 'minimum')) {
    yield at(Math.ceil(minimum / step) * step, 'minimum', 'at its minimum');
    yield at(Math.ceil(minimum / step) * step - step, 'minimum', 'below its minimum');
  }
  for (const maximum of numbers(schemas, 'maximum')) {
    yield at(Math.floor(maximum / step) * step, 'maximum', 'at its maximum');
    yield at(Math.floor(maximum / step) * step + step, 'maximum', 'above its maximum');
  }
  for (const bound of numbers(schemas, 'exclusiveMinimum')) {
    yield at(bound + step, 'exclusiveMinimum', 'just above its exclusive minimum');
    yield at(bound, 'exclusiveMinimum', 'on its exclusive minimum');
  }
  for (const bound of numbers(schemas, 'exclusiveMaximum')) {
    yield at(bound - step, 'exclusiveMaximum', 'just below its exclusive maximum');
    yield at(bound, 'exclusiveMaximum', 'on its exclusive maximum');
  }
  // An integer that is none, where there is one: a fraction breaks the type as well.
  const off = isInteger && multiple !== undefined && multiple > 1 ? 1 : (multiple ?? 0) / 2;
  if (multiple !== undefined) yield at(base + off, 'multipleOf', `no multiple of ${multiple}`);
  if (isInteger) yield at(base + 0.5, 'type', 'with a fraction');
  for (const format of assertions(schemas, 'format')) {
    const width = widths.get(format);
    if (!width) continue;
    yield at(width[1], 'format', `the largest ${String(format)}`);
    yield at(width[1] + 1, 'format', `beyond ${String(format)}`);
    yield at(width[0] - 1, 'format', `below ${String(format)}`);
  }
}

function at(part: number, keyword: string, title: string): Replacement {
  return { part, keyword, title: `${title} (${part})` };
}
