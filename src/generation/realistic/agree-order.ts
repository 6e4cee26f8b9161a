import type { JsonObject } from '../../schema/index.ts';
import type { Accepts, Key, Step } from './agree-step.ts';

/** Names in the order that their values must have; words that mean one place in it are parted by `|`. */
const CHAINS: readonly (readonly string[])[] = [
  [
    'created|registered|opened|issued|submitted|ordered|inserted|added|joined|creation|create|queued',
    'updated|modified|changed|edited|pushed|update|modification|started|seen|activity',
    'closed|deleted|archived|completed|resolved|canceled|merged|revoked|removed|finished',
    'expires|expiry|expiration|expire|expired',
  ],
  [
    'start|started|starts|begin|begins|from|since|valid from|effective from|opening|run started',
    'end|ended|ends|finish|finished|until|to|stop|stopped|valid until|valid to|effective to|completed|closing',
  ],
  ['not before|nbf|issued|iat', 'not after|exp|expires'],
  [
    'minimum|lower|low|lowest|least|smallest',
    'average|median|mean',
    'maximum|upper|high|highest|most|largest',
  ],
  ['first|oldest|earliest', 'last|newest|latest'],
  [
    'departure|departed|pickup|check in|checkin|shipped',
    'arrival|arrived|dropoff|check out|checkout|delivered',
  ],
  [
    'used|consumed|done|remaining|free|passed|succeeded|successful|failed|processed',
    'limit|quota|capacity|total',
  ],
  ['page|current page|page number', 'pages|total pages|page count|last page|num pages'],
  ['birth date|birth|date of birth', 'death|date of death|hire date'],
];

/** Words that say only how a moment is written. */
const NOISE: ReadonlySet<string> = new Set('at on date time timestamp utc day value'.split(' '));

interface Place {
  readonly name: string;
  readonly rank: number;
}

interface Role {
  readonly words: string;
  readonly chain: number;
  readonly rank: number;
  /** Its place in the text: of equally long ones the first counts. */
  readonly order: number;
}

/** The roles of all chains by the first of their words. */
let roles: ReadonlyMap<string, readonly Role[]> | undefined;

function readRoles(): ReadonlyMap<string, readonly Role[]> {
  const byWord = new Map<string, Role[]>();
  let order = 0;
  for (const [chain, ranks] of CHAINS.entries()) {
    for (const [rank, names] of ranks.entries()) {
      for (const words of names.split('|')) {
        const [first = ''] = words.split(' ');
        const role = { words, chain, rank, order: order++ };
        byWord.set(first, [...(byWord.get(first) ?? []), role]);
      }
    }
  }
  return byWord;
}

/** Members that must be in order, by what their names have in common. */
export function orderSteps(keys: readonly Key[]): Step[] {
  const chains = CHAINS.map(() => new Map<string, Place[]>());
  for (const { name, words } of keys) {
    for (const { chain, rank, rest } of placesOf(words)) {
      const group = chains[chain]!.get(rest);
      if (group === undefined) chains[chain]!.set(rest, [{ name, rank }]);
      else group.push({ name, rank });
    }
  }
  const steps: Step[] = [];
  for (const groups of chains) {
    for (const places of groups.values()) {
      const sorted = places.sort((a, b) => a.rank - b.rank);
      if (sorted.some((place) => place.rank !== sorted[0]?.rank)) steps.push(inOrder(sorted));
    }
  }
  return steps;
}

/** The longest role that a name has in each chain, the first of equally long ones, and what else the name says. */
function placesOf(words: readonly string[]): Array<{ chain: number; rank: number; rest: string }> {
  roles ??= readRoles();
  const best = new Map<number, Role>();
  const said = ` ${words.join(' ')} `;
  for (const word of words) {
    for (const role of roles.get(word) ?? []) {
      if (role.words !== word && !said.includes(` ${role.words} `)) continue;
      const other = best.get(role.chain);
      const longer = other === undefined || role.words.length > other.words.length;
      if (longer || (role.words.length === other.words.length && role.order < other.order))
        best.set(role.chain, role);
    }
  }
  return [...best.values()].map(({ words: named, chain, rank }) => {
    const others = said
      .replace(` ${named} `, ' ')
      .split(' ')
      .filter((word) => word !== '' && !NOISE.has(word));
    return { chain, rank, rest: others.join(' ') };
  });
}

function inOrder(places: readonly Place[]): Step {
  return {
    names: places.map(({ name }) => name),
    run(object, accepts) {
      for (let pass = 1; pass < places.length; pass++) {
        for (let i = 0; i + 1 < places.length; i++) {
          const [before, after] = [places[i] as Place, places[i + 1] as Place];
          if (before.rank < after.rank) settlePair(object, accepts, before.name, after.name);
        }
      }
    },
  };
}

interface Measure {
  readonly form: 'number' | 'text' | 'date' | 'date-time' | 'clock';
  readonly value: number;
}

function measure(value: unknown): Measure | undefined {
  if (typeof value === 'number') return { form: 'number', value };
  if (typeof value !== 'string' || value.length > 40) return undefined;
  if (/^-?\d{1,15}(?:\.\d{1,6})?$/.test(value)) return { form: 'text', value: Number(value) };
  const clock = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?:\.\d+)?Z?$/.exec(value);
  if (clock !== null) {
    return { form: 'clock', value: Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0) };
  }
  if (!/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.test(value))
    return undefined;
  const time = Date.parse(value);
  if (Number.isNaN(time)) return undefined;
  return { form: value.length === 10 ? 'date' : 'date-time', value: time };
}

/** Most pairs are in order, and written in a way that shows it without being read. */
function isPlainlyInOrder(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a <= b;
  if (typeof a !== 'string' || typeof b !== 'string' || a.length !== b.length || a > b) return false;
  return INSTANT.test(a) && INSTANT.test(b);
}

const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/;

const HOUR = 3_600_000;

/** Exchanges two values that are the wrong way round; moves one where they are written differently. */
function settlePair(object: JsonObject, accepts: Accepts, first: string, second: string): void {
  if (isPlainlyInOrder(object[first], object[second])) return;
  const a = measure(object[first]);
  const b = measure(object[second]);
  if (a === undefined || b === undefined || a.value <= b.value) return;
  const dated = (form: string): boolean => form === 'date' || form === 'date-time';
  if (a.form !== b.form && !(dated(a.form) && dated(b.form))) return;
  if (a.form === b.form && accepts(first, object[second]) && accepts(second, object[first])) {
    const kept = object[first];
    object[first] = object[second];
    object[second] = kept;
    return;
  }
  const later = dated(b.form)
    ? write(b.form, a.value + (b.form === 'date' ? 24 * HOUR : HOUR))
    : object[first];
  if (accepts(second, later)) object[second] = later;
  else {
    const earlier = dated(a.form) ? write(a.form, b.value - (a.form === 'date' ? 0 : HOUR)) : object[second];
    if (accepts(first, earlier)) object[first] = earlier;
  }
}

function write(form: string, time: number): string {
  const iso = new Date(Math.min(Math.max(time, -62_135_596_800_000), 253_402_300_799_000)).toISOString();
  return form === 'date' ? iso.slice(0, 10) : `${iso.slice(0, 19)}Z`;
}
