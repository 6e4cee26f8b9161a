import type { Faker } from '@faker-js/faker';
import type { Random } from '../random.ts';

type Sex = 'female' | 'male';
type Draw = (random: Random) => string;

interface Weighted<T> {
  readonly value: T;
  readonly weight: number;
}

/**
 * What faker says of people, jobs, companies and streets, drawn from its own definitions: the same stream gives the same
 * text as faker does, which interprets its patterns anew each time. Whatever it has that is not read here is asked of it.
 */
export interface Phrasebook {
  firstName(random: Random, sex: Sex): string;
  lastName(random: Random, sex: Sex): string;
  jobTitle(random: Random): string;
  companyName(random: Random): string;
  catchPhrase(random: Random): string;
  streetAddress(random: Random): string;
}

/** `faker` is to draw from the given stream; `definitions` are its raw ones. */
export function createPhrasebook(faker: (random: Random) => Faker, definitions: unknown): Phrasebook {
  const at = (...path: string[]): unknown =>
    path.reduce<unknown>((node, name) => (isRecord(node) ? node[name] : undefined), definitions);
  const templates = new Map<string, Draw>();

  const names = {
    female: firstNames('female'),
    male: firstNames('male'),
  };
  const lasts = { female: lastNames('female'), male: lastNames('male') };
  const sexes: readonly Sex[] = ['female', 'male'];
  /** faker's own functions that its patterns name. */
  const methods: Readonly<Record<string, Draw>> = {
    'person.firstName': (random) => names[element(sexes, random)](random),
    'person.lastName': (random) => lasts[element(sexes, random)](random),
    'person.jobDescriptor': listed(['person', 'job_descriptor'], (own) => own.person.jobDescriptor()),
    'person.jobArea': listed(['person', 'job_area'], (own) => own.person.jobArea()),
    'person.jobType': listed(['person', 'job_type'], (own) => own.person.jobType()),
    'location.street': filled(['location', 'street_pattern'], (own) => own.location.street()),
    'location.buildingNumber': buildingNumber(),
  };
  const jobTitle = filled(['person', 'job_title_pattern'], (own) => own.person.jobTitle());
  const companyName = filled(['company', 'name_pattern'], (own) => own.company.name());
  const streetAddress = filled(['location', 'street_address', 'normal'], (own) =>
    own.location.streetAddress(),
  );
  const phrase = [
    listed(['company', 'adjective'], (own) => own.company.catchPhraseAdjective()),
    listed(['company', 'descriptor'], (own) => own.company.catchPhraseDescriptor()),
    listed(['company', 'noun'], (own) => own.company.catchPhraseNoun()),
  ];
  return {
    firstName: (random, sex) => names[sex](random),
    lastName: (random, sex) => lasts[sex](random),
    jobTitle,
    companyName,
    catchPhrase: (random) => phrase.map((draw) => draw(random)).join(' '),
    streetAddress,
  };

  /** One of the texts at that place of the definitions; what faker says where there are none. */
  function listed(path: readonly string[], ask: (own: Faker) => string): Draw {
    const list = at(...path);
    return isTexts(list) ? (random) => element(list, random) : (random) => ask(faker(random));
  }

  /** The same for patterns. */
  function filled(path: readonly string[], ask: (own: Faker) => string): Draw {
    const patterns = at(...path);
    const list = typeof patterns === 'string' ? [patterns] : patterns;
    if (!isTexts(list)) return (random) => ask(faker(random));
    return (random) => fill(element(list, random), random);
  }

  function firstNames(sex: Sex): Draw {
    const { own, generic } = ofSex(at('person', 'first_name'), sex);
    const lists = [own, generic].filter(isTexts);
    const [first] = lists;
    if (first === undefined) return (random) => faker(random).person.firstName(sex);
    if (lists.length === 1) return (random) => element(first, random);
    const weighted = byLength(lists);
    return (random) => element(weighted(random), random);
  }

  function lastNames(sex: Sex): Draw {
    const patterns = at('person', 'last_name_pattern');
    const { own, generic } = ofSex(patterns ?? at('person', 'last_name'), sex);
    const ask: Draw = (random) => faker(random).person.lastName(sex);
    if (patterns === undefined || patterns === null) {
      const lists = [own, generic].filter(isTexts);
      const [first] = lists;
      if (first === undefined) return ask;
      if (lists.length === 1) return (random) => element(first, random);
      const weighted = byLength(lists);
      return (random) => element(weighted(random), random);
    }
    const lists = [own, generic].filter(isWeighted);
    const [first] = lists;
    if (first === undefined || lists.length > 1) return ask;
    const weighted = byWeight(first);
    return (random) => fill(weighted(random), random);
  }

  function buildingNumber(): Draw {
    const list = at('location', 'building_number');
    if (!isTexts(list) || list.length === 0) return (random) => faker(random).location.buildingNumber();
    return (random) =>
      element(list, random).replace(/#+/g, (signs) => {
        let digits = String(1 + draw(9, random));
        while (digits.length < signs.length) digits += String(draw(10, random));
        return digits;
      });
  }

  function fill(pattern: string, random: Random): string {
    if (!pattern.includes('{{')) return pattern;
    let template = templates.get(pattern);
    if (template === undefined) templates.set(pattern, (template = compile(pattern, faker(random))));
    return template(random);
  }

  function compile(pattern: string, own: Faker): Draw {
    const parts: Array<string | Draw> = [];
    let from = 0;
    for (const match of pattern.matchAll(/\{\{([a-z][^{}]*)\}\}/g)) {
      const [whole, expression = ''] = match;
      parts.push(pattern.slice(from, match.index), compileExpression(expression, own));
      from = match.index + whole.length;
    }
    const rest = pattern.slice(from);
    // Written in a way that only faker reads.
    if ([...parts, rest].some((part) => typeof part === 'string' && /\{\{[a-z]/.test(part)))
      return (random) => faker(random).helpers.fake(pattern);
    return (random) => {
      let text = '';
      for (const part of parts) text += typeof part === 'string' ? part : fill(part(random), random);
      return text + rest;
    };
  }

  function compileExpression(expression: string, own: Faker): Draw {
    const ask: Draw = (random) => faker(random).helpers.fake(`{{${expression}}}`);
    const path = expression.split('.');
    const found = at(...path);
    if (Object.hasOwn(methods, expression)) return found === undefined ? methods[expression]! : ask;
    const [module = '', name = ''] = path;
    const functions = (own as unknown as Record<string, unknown>)[module];
    const said = isRecord(functions) ? functions[name] : undefined;
    // Where faker has a function of that name, or a list stands on the way, it draws more than one word.
    return said === undefined && isTexts(found) ? (random) => element(found, random) : ask;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === 'string');
}

function isWeighted(value: unknown): value is ReadonlyArray<Weighted<string>> {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof each?.value === 'string' && each.weight > 0)
  );
}

function ofSex(node: unknown, sex: Sex): { own: unknown; generic: unknown } {
  return isRecord(node)
    ? { own: node[sex], generic: node['generic'] }
    : { own: undefined, generic: undefined };
}

/** 0 up to, and without, `count`. */
function draw(count: number, random: Random): number {
  return Math.floor(random.next() * count);
}

function element<T>(list: readonly T[], random: Random): T {
  return list[list.length > 1 ? draw(list.length, random) : 0] as T;
}

/** A list of one's own sex three times as often as one for all, and long ones more often. */
function byLength(lists: ReadonlyArray<readonly string[]>): (random: Random) => readonly string[] {
  return byWeight(
    lists.map((value, index) => ({ value, weight: (index === 0 ? 3 : 1) * Math.sqrt(value.length) })),
  );
}

function byWeight<T>(choices: ReadonlyArray<Weighted<T>>): (random: Random) => T {
  const total = choices.reduce((sum, { weight }) => sum + weight, 0);
  return (random) => {
    const wanted = random.next() * total;
    let sum = 0;
    for (const { value, weight } of choices) {
      sum += weight;
      if (wanted < sum) return value;
    }
    return choices.at(-1)!.value;
  };
}
