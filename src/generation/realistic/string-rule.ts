import type { StringConstraint, Subject } from '../constraint.ts';
import { createRandom, type Random } from '../random.ts';
import { satisfiesString } from '../string/string.ts';
import type { Entity } from './entity.ts';
import { createEntity } from './entity.ts';
import { isPlain, type Variant, variantsFor } from './fit.ts';
import { hintedCode, hintedConstant, hintedExample, hintedFormat, hintedList } from './hint.ts';
import { findRule, isFree, readNaming, refine } from './naming.ts';
import type { Maker, Naming, Rules, Wording } from './rule.ts';
import { FORMAT_MAKERS, PRECISE_FORMATS } from './rules/format.ts';
import type { Source } from './source.ts';
import { splitWords } from './words.ts';

export type StringMaker = (entity: Entity, random: Random) => string | undefined;

/** Names that say so little that an example in the description says more. */
const VAGUE: ReadonlySet<string> = new Set(
  'value type kind key code name id identifier text data content format mode state status string label title source target reference ref result raw number default prefix suffix field option input output parameter expression pattern filter query path version method operator unit level'.split(
    ' ',
  ),
);

export interface Lexicon {
  readonly source: Source;
  readonly strings: Rules;
}

/** A maker for the values of a property that always gives a satisfying value or undefined; undefined where nothing is known. */
export function compileString(
  lexicon: Lexicon,
  subject: Subject,
  constraint: StringConstraint,
): StringMaker | undefined {
  const naming = readNaming(subject, constraint);
  const found = findMakers(lexicon.strings, subject, constraint, naming);
  const makers = subject.item ? found.map(ofItem) : found;
  if (makers.length === 0) return undefined;
  const first = makers[0] as Maker;
  if (isFree(constraint)) return (entity, random) => best(first(entity, random, naming));
  const attempts = probe(lexicon.source, constraint, makers, naming, subject.owner);
  if (attempts.length === 0) return undefined;
  return (entity, random) => {
    for (const { maker, variant } of attempts) {
      const made = maker(entity, random, naming);
      for (const form of forms(made, variant)) {
        const value = variant(said(form), random);
        if (satisfiesString(constraint, value)) return value;
      }
    }
    return undefined;
  };
}

/** Items of a list are about different things, so each has facts of its own. */
function ofItem(make: Maker): Maker {
  return (entity, random, naming) =>
    make(createEntity(entity.source, random.fork('item'), undefined, undefined), random, naming);
}

/** The phrase of the rule that a name is understood by, for reports. */
export function explainString(lexicon: Lexicon, subject: Subject): string | undefined {
  return findRule(lexicon.strings, readNaming(subject, undefined))?.rule.phrase;
}

function best(made: ReturnType<Maker>): string | undefined {
  if (typeof made === 'string') return made;
  const [first] = made;
  return first === undefined ? undefined : said(first);
}

/** What is drawn to change a value comes after all that is drawn to make its forms. */
function forms(made: ReturnType<Maker>, variant: Variant): readonly Wording[] {
  if (typeof made === 'string') return [made];
  return isPlain(variant) ? made : made.map(said);
}

function said(form: Wording): string {
  return typeof form === 'string' ? form : form();
}

interface Attempt {
  readonly maker: Maker;
  readonly variant: Variant;
}

const PROBES = 5;
const MOST_OWNERS = 100;
const probed = new WeakMap<Source, Map<string | undefined, Entity[]>>();

/** The made-up objects of one owner: what is known of them stays known. */
function probeEntity(source: Source, owner: string | undefined, index: number): Entity {
  let byOwner = probed.get(source);
  if (byOwner === undefined) probed.set(source, (byOwner = new Map()));
  let entities = byOwner.get(owner);
  if (entities === undefined) {
    if (byOwner.size >= MOST_OWNERS) byOwner.clear();
    byOwner.set(owner, (entities = []));
  }
  entities[index] ??= createEntity(source, createRandom(`probe ${index}`).fork('entity'), owner, undefined);
  return entities[index];
}

interface Trial {
  readonly forms: readonly Wording[];
  readonly stream: Random;
  /** What the first forms say; they are said once, in order. */
  readonly values: string[];
}

function succeeds({ forms, stream, values }: Trial, variant: Variant, constraint: StringConstraint): boolean {
  const say = (): number => values.push(said(forms[values.length]!));
  if (!isPlain(variant)) while (values.length < forms.length) say();
  return forms.some((_, index) => {
    if (index === values.length) say();
    return satisfiesString(constraint, variant(values[index]!, stream));
  });
}

/** Tries every way on a few made-up objects and keeps those that ever succeed, up to the first that always does. */
function probe(
  source: Source,
  constraint: StringConstraint,
  makers: readonly Maker[],
  naming: Naming,
  owner: string | undefined,
): readonly Attempt[] {
  const variants = variantsFor(constraint);
  const attempts: Attempt[] = [];
  for (const maker of makers) {
    const trials = Array.from({ length: PROBES }, (_, index): Trial => {
      const stream = createRandom(`probe ${index}`).fork('value');
      const made = maker(probeEntity(source, owner, index), stream, naming);
      return { forms: typeof made === 'string' ? [made] : made, stream, values: [] };
    });
    for (const variant of variants) {
      const hits = trials.filter((trial) => succeeds(trial, variant, constraint)).length;
      if (hits > 0) attempts.push({ maker, variant });
      if (hits === PROBES) return attempts;
    }
  }
  return attempts;
}

function findMakers(rules: Rules, subject: Subject, constraint: StringConstraint, naming: Naming): Maker[] {
  const found = findRule(rules, naming);
  const makers: Maker[] = [];
  const list = hintedList(subject);
  const example = hintedExample(subject);
  const vague = found === undefined || VAGUE.has(found.rule.phrase.replace(/@.*/, ''));
  const constant = hintedConstant(subject);
  if (constant !== undefined) makers.push(() => constant);
  if (list.length > 1) makers.push((_entity, random) => rotated(list, random));
  if (vague && example !== undefined) makers.push(() => example);
  for (const format of constraint.formats) {
    if (Object.hasOwn(PRECISE_FORMATS, format)) makers.push(PRECISE_FORMATS[format] as Maker);
  }
  const coded = hintedCode(subject);
  if (vague && coded !== undefined) makers.push(FORMAT_MAKERS[coded] as Maker);
  if (found !== undefined) makers.push(refine(found, naming));
  for (const format of [...constraint.formats, hintedFormat(subject)]) {
    const maker = format === undefined ? undefined : formatMaker(rules, format);
    if (maker !== undefined) makers.push(maker);
  }
  if (!vague && example !== undefined) makers.push(() => example);
  return makers;
}

/** Formats that no validator knows are names too: `currency`, `semver`, `mac-address`. */
function formatMaker(rules: Rules, format: string): Maker | undefined {
  if (Object.hasOwn(FORMAT_MAKERS, format)) return FORMAT_MAKERS[format];
  const phrase = splitWords(format).join(' ');
  return VAGUE.has(phrase) ? undefined : rules.get(phrase)?.make;
}

/** All of the list, starting somewhere in it. */
function rotated(list: readonly string[], random: Random): readonly string[] {
  const start = random.int(0, list.length - 1);
  return [...list.slice(start), ...list.slice(0, start)];
}
