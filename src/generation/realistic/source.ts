import type { Faker } from '@faker-js/faker';
import type { Random } from '../random.ts';
import { type Atlas, createAtlas } from './atlas.ts';
import { loadLocale, resolveLocale } from './locale.ts';
import { createPhrasebook, type Phrasebook } from './phrasebook.ts';

/** What all values of one locale are drawn from. */
export interface Source {
  readonly locale: string;
  /** Milliseconds since 1970; all dates lie around it. */
  readonly now: number;
  readonly atlas: Atlas;
  /** The locale's faker, drawing from this stream until the next call: use the result at once, never keep it. */
  faker(random: Random): Faker;
  /** The same in English, for what must be written in ASCII. */
  english(random: Random): Faker;
  /** What is asked of the locale's faker most. */
  readonly phrases: Phrasebook;
  /** The same in English. */
  readonly englishPhrases: Phrasebook;
}

export async function createSource(options: { locale: string; now: number }): Promise<Source> {
  const locale = resolveLocale(options.locale);
  const [local, english] = await Promise.all([loadLocale(locale), loadLocale('en')]);
  const faker = bind(local, options.now);
  const inEnglish = bind(english, options.now);
  const atlas = once(() => createAtlas(locale));
  const phrases = once(() => createPhrasebook(faker, local.rawDefinitions));
  const englishPhrases = once(() => createPhrasebook(inEnglish, english.rawDefinitions));
  return {
    locale,
    now: Math.floor(options.now / 1000) * 1000,
    faker,
    english: inEnglish,
    get atlas() {
      return atlas();
    },
    get phrases() {
      return phrases();
    },
    get englishPhrases() {
      return englishPhrases();
    },
  };
}

/** A faker of our own with the definitions of a shipped one: the shipped instance is everybody's and has a slow seed. */
function bind(shipped: Faker, now: number): (random: Random) => Faker {
  let current: Random | undefined;
  const randomizer = {
    next: (): number => {
      if (current === undefined) throw new Error('faker is used without a stream');
      return current.next();
    },
    seed: (): void => {},
  };
  const Class = shipped.constructor as typeof Faker;
  const own = new Class({ locale: shipped.rawDefinitions, randomizer });
  own.setDefaultRefDate(new Date(now));
  return (random) => {
    current = random;
    return own;
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
