import { type Generator, variations } from '../generation/index.ts';
import type { Schema } from '../schema/index.ts';
import type { Effect, Proof } from './change.ts';

/** So many whole values are made of each schema, and so many are tried of one pair in all. */
const samples = 6;
const mostTried = 600;
/** One of each kind, for what neither schema leads to. */
const plain: readonly unknown[] = ['a text', '', 0, 1, -1, 0.5, true, null, [], [0], {}, { unexpected: 1 }];
/** Keywords whose violations are told by other keywords, or at the members that they forbid. */
const indirect: ReadonlySet<string> = new Set([
  'oneOf',
  'anyOf',
  'not',
  'if',
  'then',
  'else',
  'additionalProperties',
  'unevaluatedProperties',
  'patternProperties',
  'propertyNames',
  'dependentSchemas',
  'dependentRequired',
  'contains',
  'prefixItems',
]);
/** Above this many characters a value shows nothing to people. */
const longest = 4_000;

interface Witness {
  readonly value: unknown;
  readonly acceptedBy: 'before' | 'after';
  /** Keywords that refuse it at the place itself. */
  readonly keywords: ReadonlySet<string>;
  readonly reason: string;
}

/** What two schemas of one place accept differently, shown by values. */
export interface Verdict {
  /** What the values show; undefined where none could be made or none tells the two apart. */
  readonly effect: Effect | undefined;
  /** A value that shows it, by that keyword if one does. */
  proof(effect: Effect, keyword: string | undefined): Proof | undefined;
}

/** Makes values of both schemas, at the limits of each and just beyond, and asks the other of them. */
export class Witnesses {
  readonly #generator: Generator;
  readonly #verdicts = new Map<string, Verdict>();

  constructor(generator: Generator) {
    this.#generator = generator;
  }

  compare(before: Schema, after: Schema): Verdict {
    const key = `${before.id} ${after.id}`;
    let verdict = this.#verdicts.get(key);
    if (!verdict) this.#verdicts.set(key, (verdict = this.#judge(before, after)));
    return verdict;
  }

  #judge(before: Schema, after: Schema): Verdict {
    const witnesses: Witness[] = [];
    let tried = 0;
    for (const value of this.#values(before, after)) {
      if (tried++ >= mostTried) break;
      const old = before.accepts(value);
      if (old === after.accepts(value)) continue;
      const found = (old ? after : before).violations(value);
      const text = JSON.stringify(value) ?? '';
      if (text.length > longest) continue;
      witnesses.push({
        value,
        acceptedBy: old ? 'before' : 'after',
        keywords: new Set(found.filter(({ pointer }) => pointer === '').map(({ keyword }) => keyword)),
        reason: found[0]?.message ?? 'is refused',
      });
    }
    return verdictOf(witnesses);
  }

  *#values(before: Schema, after: Schema): Iterable<unknown> {
    yield* plain;
    const bases = [before, after].map((schema) => this.#samples(schema));
    for (const [index, schema] of [before, after].entries()) {
      const own = bases[index]!;
      yield* own;
      const [base] = own;
      if (own.length === 0) continue;
      let count = 0;
      for (const { value } of variations(schema, base)) {
        if (count++ >= mostTried / 3) break;
        yield value;
      }
    }
  }

  #samples(schema: Schema): unknown[] {
    const values: unknown[] = [];
    try {
      for (let index = 0; index < samples; index++)
        values.push(this.#generator.generate(schema, { key: `${schema.source.pointer} ${index}` }));
    } catch {
      // A schema that nothing satisfies: it has no values to show.
    }
    return values;
  }
}

function verdictOf(witnesses: readonly Witness[]): Verdict {
  const of = (side: Witness['acceptedBy']) => witnesses.filter(({ acceptedBy }) => acceptedBy === side);
  const narrowing = of('before');
  const widening = of('after');
  const effect =
    narrowing.length > 0 && widening.length > 0
      ? 'differs'
      : narrowing.length > 0
        ? 'narrows'
        : widening.length > 0
          ? 'widens'
          : undefined;
  return {
    effect,
    proof: (asked, keyword) => {
      const fit = asked === 'widens' ? widening : narrowing;
      const best = fit.find(({ keywords }) => keyword !== undefined && keywords.has(keyword));
      const shown = best ?? (keyword === undefined || indirect.has(keyword) ? fit[0] : undefined);
      return shown && { value: shown.value, acceptedBy: shown.acceptedBy, reason: shown.reason };
    },
  };
}
