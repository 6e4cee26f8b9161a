import type { Entity } from './entity.ts';
import { isoClock, isoDate } from './iso.ts';
import type { Naming, Wording } from './rule.ts';

export type MomentForm = 'date-time' | 'date' | 'time';

/** A moment in the ways that APIs write it, the wanted one first; only that one where anything will do. */
export function writeMoment(time: number, form: MomentForm, naming: Naming): string | readonly Wording[] {
  const date = isoDate(time);
  if (form === 'date' && naming.free) return date;
  const clock = isoClock(time);
  const whole = `${date}T${clock}Z`;
  if (naming.formats.includes('date-time')) return whole;
  if (naming.formats.includes('date-time-rfc-2822')) return new Date(time).toUTCString();
  const inFull = () => new Date(time).toISOString();
  if (naming.formats.some((format) => DATED.has(format))) return [whole, inFull];
  if (naming.formats.includes('date')) return date;
  if (naming.formats.includes('time')) return `${clock}Z`;
  const best = form === 'date' ? date : form === 'time' ? clock : whole;
  if (naming.free) return best;
  const [year = '', month = '', day = ''] = date.split('-');
  return [
    best,
    whole,
    date,
    clock,
    `${clock}Z`,
    clock.slice(0, 5),
    inFull,
    `${date}T${clock}+00:00`,
    `${date}T${clock}`,
    `${date} ${clock}`,
    `${date} ${clock.slice(0, 5)}`,
    String(Math.floor(time / 1000)),
    String(time),
    `${year}${month}${day}`,
    `${day}/${month}/${year}`,
    `${month}/${day}/${year}`,
    `${day}.${month}.${year}`,
    `${day}-${month}-${year}`,
    `${month}-${day}-${year}`,
    `${year}/${month}/${day}`,
    `${year}-${month}`,
    `${month}/${year.slice(2)}`,
    `${month}${year.slice(2)}`,
    `${year}${month}${day}T${clock.replaceAll(':', '')}Z`,
    `${year}${month}${day}${clock.replaceAll(':', '')}`,
    () => new Date(time).toUTCString(),
    year,
  ];
}

/** What authors write for `date-time`. */
const DATED: ReadonlySet<string> = new Set([
  'dateTime',
  'datetime',
  'google-datetime',
  'timestamp',
  'iso8601',
]);

export type MomentReader = (entity: Entity) => number;

const created: MomentReader = (entity) => entity.moments.created;
const updated: MomentReader = (entity) => entity.moments.updated;
const closed: MomentReader = (entity) => entity.moments.closed;
const start: MomentReader = (entity) => entity.moments.start;
const end: MomentReader = (entity) => entity.moments.end;
const expires: MomentReader = (entity) => entity.moments.expires;
const birth: MomentReader = (entity) => entity.person.birth;

const CREATED =
  'created, create, creation, inserted, added, registered, joined, issued, opened, submitted, published, posted, uploaded, generated, recorded, ordered, placed, purchased, installed, initiated, requested, received, introduced, hired, invited, sent, queued, captured, released, signed, sealed, enrolled, built, committed, authored, founded, assigned, subscribed, followed, starred, logged, reported, detected, effective, born';
const UPDATED =
  'updated, modified, changed, edited, refreshed, synced, accessed, used, seen, active, viewed, read, visited, bumped, pushed, saved, checked, verified, confirmed, approved, activated, enabled, reviewed, responded, answered, delivered, acknowledged, accepted, paid, shipped, printed, applied, evaluated, parsed, mounted, touched, moved, renewed, rotated, notified, tested, scanned, indexed, woken, unlocked, fixed, authorized, login, logon, sign in, heartbeat, activity, update, modification, revision, change, edit';
const CLOSED =
  'closed, close, deleted, delete, removed, archived, resolved, completed, canceled, merged, revoked, rejected, dismissed, disabled, deactivated, retired, withdrawn, suspended, blocked, locked, returned, refunded, terminated, destroyed, failed, banned, expired';
const START =
  'start, started, begin, begins, beginning, from, since, starts, departure, departed, pickup, check in, checkin, scheduled, run, execution, executed, triggered, fired, occurred, happened, event, transaction, payment, invoice, order, booking, appointment, logical, arrival, session, release, publication, publish, registration, post, posting, value, statement, collected, measured, sampled, observed, captured on, snapshot, report, printer, message, data interval start, valid from, available from, period start, effective from';
const END =
  'end, ended, ends, finish, finished, until, to, stop, stopped, stops, arrival end, arrived, checkout, check out, dropoff, data interval end, period end, effective to, completion';
const EXPIRES =
  'expires, expire, expiry, expiration, due, valid until, valid to, valid through, deadline, not after, renewal, renews, next, target, delivery, best before, retention, sunset, eol, end of life, estimated, expected, scheduled for, retry after, run after, available until';

const STEMS: readonly (readonly [string, MomentReader])[] = [
  [CREATED, created],
  [UPDATED, updated],
  [CLOSED, closed],
  [START, start],
  [END, end],
  [EXPIRES, expires],
];

/** Phrases that need no `at` or `date` to be a moment. */
const BARE: readonly (readonly [string, MomentForm, MomentReader])[] = [
  [
    'created, creation, inserted, registered, published, issued, submitted, iat, auth time, joined, founded',
    'date-time',
    created,
  ],
  [
    'updated, modified, changed, mtime, last modified, last updated, last update, last seen, last activity, last login',
    'date-time',
    updated,
  ],
  ['deleted, archived, closed, canceled, completed, revoked', 'date-time', closed],
  [
    'since, nbf, not before, valid from, starts, ctime, timestamp, date time, occurred, instant, server time, as of, epoch, unix time, unixtime, unix timestamp',
    'date-time',
    start,
  ],
  ['until, valid until, valid to, not after, ends', 'date-time', end],
  ['expires, expiry, expiration, exp, due, deadline, reset at, rate limit reset', 'date-time', expires],
  ['birth date, date of birth, birth, born on, born', 'date', birth],
  ['date of death, death date', 'date', updated],
  ['date, day', 'date', start],
  ['hire date, joining date, founding date', 'date', created],
];

/** Moments that are written as text only: as a number such a name means something else. */
const TEXT_ONLY: readonly (readonly [string, MomentForm, MomentReader])[] = [
  ['start, begin, now, when, moment, at, event time, from date', 'date-time', start],
  ['end, finish, to date', 'date-time', end],
  ['time', 'time', start],
];

/** What a phrase says of a moment. */
export interface Moment {
  readonly form: MomentForm;
  readonly read: MomentReader;
}

const AS_INSTANT: readonly string[] = [
  'at',
  'timestamp',
  'date time',
  'date utc',
  'utc',
  'instant',
  'when',
  'ts',
  'time',
];
const AS_DATE: readonly string[] = ['on', 'date', 'day'];
const AS_TIME: readonly string[] = ['hour'];
const TAILS: readonly (readonly [MomentForm, readonly string[]])[] = [
  ['date-time', AS_INSTANT],
  ['date', AS_DATE],
  ['time', AS_TIME],
];

const TAIL_ENDS: ReadonlySet<string | undefined> = new Set(
  TAILS.flatMap(([, tails]) => tails).map((tail) => tail.split(' ').at(-1)),
);

interface Vocabulary {
  readonly stems: ReadonlyMap<string, MomentReader>;
  /** Those that are also said as `last seen`. */
  readonly lately: ReadonlyMap<string, MomentReader>;
  readonly bare: ReadonlyMap<string, Moment>;
  readonly textOnly: ReadonlyMap<string, Moment>;
}

let vocabulary: Vocabulary | undefined;

function readVocabulary(): Vocabulary {
  const listed = ([list, form, read]: readonly [string, MomentForm, MomentReader]) =>
    list.split(/,\s*/).map((phrase): [string, Moment] => [phrase, { form, read }]);
  const stems = STEMS.flatMap(([list, read]) =>
    list.split(/,\s*/).map((stem): [string, MomentReader] => [stem, read]),
  );
  return {
    stems: new Map(stems),
    lately: new Map(stems.filter(([, read]) => read === created || read === updated)),
    bare: new Map(BARE.flatMap(listed)),
    textOnly: new Map(TEXT_ONLY.flatMap(listed)),
  };
}

/**
 * What moment a phrase names: `created` is asked for as created at, created on, date created, creation time and so on.
 * As a number fewer phrases mean a moment.
 */
export function momentNamed(phrase: string, as: 'text' | 'number'): Moment | undefined {
  vocabulary ??= readVocabulary();
  const { stems, lately, bare, textOnly } = vocabulary;
  const known = (as === 'text' ? textOnly.get(phrase) : undefined) ?? bare.get(phrase);
  const lastSpace = phrase.lastIndexOf(' ');
  if (known !== undefined || lastSpace < 0) return known;
  const ended = TAIL_ENDS.has(phrase.slice(lastSpace + 1)) ? withTail(phrase, as, stems) : undefined;
  if (ended !== undefined) return ended;
  const first = phrase.slice(0, phrase.indexOf(' '));
  const rest = phrase.slice(first.length + 1);
  if (first === 'date' || first === 'time' || first === 'when') return instant(stems.get(rest));
  return first === 'last' ? instant(lately.get(rest)) : undefined;
}

function withTail(
  phrase: string,
  as: 'text' | 'number',
  stems: ReadonlyMap<string, MomentReader>,
): Moment | undefined {
  for (const [form, tails] of TAILS) {
    if (form === 'time' && as === 'number') continue;
    for (const tail of tails) {
      const read = phrase.endsWith(tail) ? stems.get(stemBefore(phrase, tail)) : undefined;
      if (read !== undefined) return { form, read };
    }
  }
  return undefined;
}

function stemBefore(phrase: string, tail: string): string {
  const end = phrase.length - tail.length - 1;
  return end > 0 && phrase[end] === ' ' ? phrase.slice(0, end) : '';
}

function instant(read: MomentReader | undefined): Moment | undefined {
  return read && { form: 'date-time', read };
}
