import type { NumberConstraint, Subject } from '../constraint.ts';
import { satisfiesNumber } from '../number.ts';
import type { Random } from '../random.ts';
import { createEntity, type Entity } from './entity.ts';
import { kindOf, type OwnerKind, ownerWords } from './owner.ts';
import type { Rules } from './rule.ts';
import { singular, splitWords } from './words.ts';

export type NumberMaker = (entity: Entity, random: Random) => number | undefined;

interface NumberNaming {
  readonly words: readonly string[];
  readonly kind: OwnerKind | undefined;
  readonly owner: readonly string[];
  /** Title and description, lower-cased. */
  readonly said: string;
  readonly integer: boolean;
}

/** From, to and how many decimals; `skewed` ranges give small numbers more often. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly digits: number;
}

/** A fact in one or several units, best first. */
export type Reading = (entity: Entity, random: Random, naming: NumberNaming) => number | readonly number[];

/** Several ranges: the first that the constraint leaves room in. */
export type NumberRule = Range | readonly Range[] | Reading;

export type NumberTable = Readonly<Record<string, NumberRule>>;

export function range(low: number, high: number, digits = 0): Range {
  return { low, high, digits };
}

/** Words at the end of a name that leave its meaning as it is. */
const TRAILING: ReadonlySet<string> = new Set(
  'maximum minimum average limit total sum estimate estimated actual new old current previous raw verbose value number display gt gte lt lte 1 2 3'.split(
    ' ',
  ),
);

function findNumberRule(
  rules: Rules<NumberRule>,
  words: readonly string[],
  kind: OwnerKind | undefined,
): { rule: NumberRule; phrase: string } | undefined {
  for (let end = words.length; end > 0; end--) {
    const part = words.slice(0, end);
    const last = part.at(-1) as string;
    const single = [...part.slice(0, -1), singular(last)];
    for (let start = 0; start < end; start++) {
      for (const form of [part, single]) {
        const phrase = form.slice(start).join(' ');
        const about = kindOf(words.slice(0, start)) ?? kind;
        const rule =
          (start === 0 ? rules.get(`=${phrase}`) : undefined) ??
          (about === undefined ? undefined : rules.get(`${phrase}@${about}`)) ??
          rules.get(phrase);
        if (rule !== undefined) return { rule, phrase };
      }
    }
    if (!TRAILING.has(last)) return singular(last) === last ? undefined : { rule: MANY, phrase: '(plural)' };
  }
  return undefined;
}

/** `forks`, `comments`: a plural that is a number counts things. */
const MANY: Range = range(0, 240);

/** A maker for the numbers of a property; undefined where its name says nothing or nothing believable fits. */
export function compileNumber(
  rules: Rules<NumberRule>,
  subject: Subject,
  constraint: NumberConstraint,
): NumberMaker | undefined {
  if (subject.name === undefined) return undefined;
  const words = splitWords(subject.name);
  const owner = ownerWords(subject.owner);
  const kind = kindOf(owner);
  const found = findNumberRule(rules, words, kind);
  if (found === undefined) return undefined;
  const { rule } = found;
  if (typeof rule !== 'function') {
    for (const one of 'low' in rule ? [rule] : rule) {
      const make = withinRange(one, constraint);
      if (make !== undefined) return make;
    }
    return undefined;
  }
  const said = `${subject.title ?? ''} ${subject.description ?? ''}`.slice(0, 1000).toLowerCase();
  const naming: NumberNaming = { words, kind, owner, said, integer: constraint.integer };
  return (entity, random) => {
    const about = subject.item
      ? createEntity(entity.source, random.fork('item'), undefined, undefined)
      : entity;
    const made = rule(about, random, naming);
    for (const value of typeof made === 'number' ? [made] : made) {
      const fitted = snap(value, constraint);
      if (satisfiesNumber(constraint, fitted)) return fitted;
    }
    return undefined;
  };
}

function withinRange(rule: Range, constraint: NumberConstraint): NumberMaker | undefined {
  const low = Math.max(rule.low, constraint.minimum, constraint.exclusiveMinimum);
  const high = Math.min(rule.high, constraint.maximum, constraint.exclusiveMaximum);
  if (low > high || (low === high && rule.low !== rule.high && low > 0 && high <= 1)) return undefined;
  const width = high - low;
  const digits =
    rule.digits > 0 || constraint.integer || width > 2 || rule.high - rule.low === width ? rule.digits : 2;
  const skewed = digits === 0 && rule.low >= 0 && width > 100;
  return (_entity, random) => {
    for (let tries = 0; tries < 4; tries++) {
      const share = skewed ? random.next() ** 2 : random.next();
      const value = snap(Number((low + share * width).toFixed(digits)), constraint);
      if (satisfiesNumber(constraint, value)) return value;
    }
    return undefined;
  };
}

/** The nearest number that is whole or a multiple, where that is demanded. */
function snap(value: number, constraint: NumberConstraint): number {
  const step = constraint.multipleOf[0];
  if (step !== undefined && step > 0) {
    const decimals = Math.min(12, (String(step).split('.')[1] ?? '').length);
    return Number((Math.round(value / step) * step).toFixed(decimals));
  }
  return constraint.integer ? Math.round(value) : value;
}
