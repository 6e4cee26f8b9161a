import type { Subject } from '../constraint.ts';
import type { Random } from '../random.ts';
import type { Entity } from './entity.ts';
import { singular, splitWords } from './words.ts';

export type BooleanMaker = (entity: Entity, random: Random) => boolean | undefined;

const MOSTLY_TRUE: ReadonlySet<string> = new Set(
  'active activated enabled enable verified confirmed valid visible available success successful ok okay public published approved accepted online connected healthy ready subscribed allowed allow paid complete completed passed accessible authorized authenticated authenticatable open primary default current searchable indexed can may up alive live running latest accept support supported eligible installed operational instock shippable editable downloadable'.split(
    ' ',
  ),
);

const MOSTLY_FALSE: ReadonlySet<string> = new Set(
  'deleted delete archived archive blocked banned disabled disable locked lock suspended hidden hide expired revoked canceled deprecated draft test private error failed failure superuser staff admin administrator spam muted closed truncated more next prev previous limited dry debug force forced bot fork internal legacy beta experimental invalid inactive removed rejected refunded disputed obsolete outdated missing unread nsfw sensitive sponsored anonymous guest skip ignore ignored silent stale retired dirty abandoned overdue exempt blacklisted compromised duplicate partial busy offline quarantined prerelease maintenance overwrite purge impersonated edited pinned voided void reversed withdrawn inherited override unavailable insecure'.split(
    ' ',
  ),
);

const NEGATIONS: ReadonlySet<string> = new Set([
  'not',
  'no',
  'non',
  'never',
  'without',
  'disallow',
  'prevent',
  'deny',
  'exclude',
]);

const ASKING: ReadonlySet<string> = new Set([
  'is',
  'has',
  'have',
  'verify',
  'enforce',
  'can',
  'should',
  'use',
  'show',
  'include',
  'with',
  'was',
  'are',
  'allows',
]);

/** How likely a boolean of that name is true: enabled things mostly are, deleted ones mostly not. */
function likelihood(words: readonly string[]): number | undefined {
  const negated = words.some((word) => NEGATIONS.has(word));
  for (let i = words.length - 1; i >= 0; i--) {
    const word = words[i] as string;
    const found = MOSTLY_TRUE.has(word) ? 0.9 : MOSTLY_FALSE.has(word) ? 0.08 : undefined;
    if (found !== undefined) return negated ? 1 - found : found;
  }
  if (negated) return 0.1;
  return words.some((word) => ASKING.has(word)) ? 0.7 : undefined;
}

/** A maker for a boolean property; undefined where its name says nothing. */
export function compileBoolean(subject: Subject): BooleanMaker | undefined {
  if (subject.name === undefined) return undefined;
  const words = splitWords(subject.name);
  const chance = likelihood(words) ?? likelihood(words.map(singular));
  return chance === undefined ? undefined : (_entity, random) => random.chance(chance);
}
