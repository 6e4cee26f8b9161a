import type { Entity } from '../entity.ts';
import type { Maker, RuleTable } from '../rule.ts';

type Form = 'date-time' | 'date' | 'time';

/** A moment in the ways that APIs write it, the wanted one first; only that one where anything will do. */
export function writeMoment(time: number, form: Form, free: boolean): string | readonly string[] {
  const iso = new Date(time).toISOString();
  const date = iso.slice(0, 10);
  const clock = iso.slice(11, 19);
  const whole = `${date}T${clock}Z`;
  const best = form === 'date' ? date : form === 'time' ? clock : whole;
  if (free) return best;
  const [year = '', month = '', day = ''] = date.split('-');
  return [
    best,
    whole,
    date,
    clock,
    `${clock}Z`,
    clock.slice(0, 5),
    iso,
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
    new Date(time).toUTCString(),
    year,
  ];
}

function moment(form: Form, read: (entity: Entity) => number): Maker {
  return (entity, random, naming) => {
    const time = naming.item ? read(entity) + random.int(-86_400, 86_400) * 1000 : read(entity);
    return writeMoment(time, form, naming.free);
  };
}

const created = (entity: Entity): number => entity.moments.created;
const updated = (entity: Entity): number => entity.moments.updated;
const closed = (entity: Entity): number => entity.moments.closed;
const start = (entity: Entity): number => entity.moments.start;
const end = (entity: Entity): number => entity.moments.end;
const expires = (entity: Entity): number => entity.moments.expires;
const birth = (entity: Entity): number => entity.person.birth;

const CREATED =
  'created, creation, inserted, added, registered, joined, issued, opened, submitted, published, posted, uploaded, generated, recorded, ordered, placed, purchased, installed, initiated, requested, received, introduced, hired, invited, sent, queued, captured, released, signed, sealed, enrolled, built, committed, authored, founded, assigned, subscribed, followed, starred, logged, reported, detected, effective, born';
const UPDATED =
  'updated, modified, changed, edited, refreshed, synced, accessed, used, seen, active, viewed, read, visited, bumped, pushed, saved, checked, verified, confirmed, approved, activated, enabled, reviewed, responded, answered, delivered, acknowledged, accepted, paid, shipped, printed, applied, evaluated, parsed, mounted, touched, moved, renewed, rotated, notified, tested, scanned, indexed, woken, unlocked, fixed, authorized, login, logon, sign in, heartbeat, activity, update, modification, revision, change, edit';
const CLOSED =
  'closed, deleted, removed, archived, resolved, completed, canceled, merged, revoked, rejected, dismissed, disabled, deactivated, retired, withdrawn, suspended, blocked, locked, returned, refunded, terminated, destroyed, failed, banned, expired';
const START =
  'start, started, begin, begins, beginning, from, since, starts, departure, departed, pickup, check in, checkin, scheduled, run, execution, executed, triggered, fired, occurred, happened, event, transaction, payment, invoice, order, booking, appointment, logical, arrival, session, release, publication, publish, registration, post, posting, value, statement, collected, measured, sampled, observed, captured on, snapshot, report, printer, message, data interval start, valid from, available from, period start, effective from';
const END =
  'end, ended, ends, finish, finished, until, to, stop, stopped, stops, arrival end, arrived, checkout, check out, dropoff, data interval end, period end, effective to, completion';
const EXPIRES =
  'expires, expire, expiry, expiration, due, valid until, valid to, valid through, deadline, not after, renewal, renews, next, target, delivery, best before, retention, sunset, eol, end of life, estimated, expected, scheduled for, retry after, run after, available until';

/** `created` is asked for as created, created_at, created_on, date_created, created_date, creation_time and so on. */
function family(stems: string, read: (entity: Entity) => number, bare: boolean): RuleTable {
  const table: Record<string, Maker> = {};
  const instant = moment('date-time', read);
  const day = moment('date', read);
  const clock = moment('time', read);
  for (const stem of stems.split(/,\s*/)) {
    if (bare) table[stem] = instant;
    for (const end of ['at', 'timestamp', 'date time', 'date utc', 'utc', 'instant', 'when', 'ts'])
      table[`${stem} ${end}`] = instant;
    for (const end of ['on', 'date', 'day']) table[`${stem} ${end}`] = day;
    table[`${stem} time`] = instant;
    table[`${stem} hour`] = clock;
    table[`date ${stem}`] = instant;
    table[`time ${stem}`] = instant;
    table[`last ${stem}`] = instant;
    table[`when ${stem}`] = instant;
  }
  return table;
}

const BARE_CREATED: RuleTable = {
  'created, creation, date created, inserted, registered, published, issued, submitted': moment(
    'date-time',
    created,
  ),
  'updated, modified, last updated, last modified, changed, last update, last activity, last login, last seen, last used, last access, last sync':
    moment('date-time', updated),
  'deleted, archived, closed, canceled, completed, revoked': moment('date-time', closed),
  'start, begin, since, valid from, not before, from date, starts, timestamp, date time, occurred, instant, event time, server time, now, as of, when, moment, at':
    moment('date-time', start),
  'end, until, valid until, valid to, not after, to date, ends, finish': moment('date-time', end),
  'expires, expiry, expiration, due, deadline': moment('date-time', expires),
  'birth date, date of birth, birth, birthdate, born on, born': moment('date', birth),
  'date of death, death date, deceased date': moment('date', updated),
  'date, day': moment('date', start),
  time: moment('time', start),
  'hire date, hired date, joining date, founded on, founding date': moment('date', created),
};

const CALENDAR: RuleTable = {
  'year, birth year, release year, model year': (entity) =>
    new Date(entity.moments.start).toISOString().slice(0, 4),
  'month, expiry month, expiration month, exp month': (entity, random) => {
    const month = random.int(1, 12);
    const name = MONTHS[month - 1] as string;
    return [
      String(month).padStart(2, '0'),
      String(month),
      name,
      name.slice(0, 3),
      entity.moments.start.toString(),
    ];
  },
  'expiry year, expiration year, exp year': (entity) => {
    const year = new Date(entity.moments.expires).toISOString().slice(0, 4);
    return [year, year.slice(2)];
  },
  'weekday, day of week, week day': (_entity, random) => {
    const day = random.pick(WEEKDAYS);
    return [day, day.toLowerCase(), day.slice(0, 3), day.slice(0, 3).toLowerCase(), day.toUpperCase()];
  },
  'month name': (_entity, random) => random.pick(MONTHS),
  quarter: (_entity, random) => [`Q${random.int(1, 4)}`, String(random.int(1, 4))],
  'timezone, timezone name, timezone id, iana timezone, olson, time zone, timezone code': (entity) => [
    entity.city.timezone,
    'UTC',
    'Z',
  ],
  'utc offset, timezone offset, gmt offset': (_entity, random) =>
    random.pick(['+00:00', '+01:00', '+02:00', '-05:00', '-08:00', '+09:00']),
  'duration, elapsed, interval, period, timeout, ttl, lifetime, validity, cooldown, delay, time limit, max age, grace period, window, running time':
    (_entity, random, naming) => {
      const minutes = random.pick([5, 10, 15, 20, 30, 45]);
      return naming.free
        ? `PT${minutes}M`
        : [
            `PT${minutes}M`,
            `P${random.int(1, 30)}D`,
            `00:${String(minutes).padStart(2, '0')}:00`,
            `${minutes}m`,
            `${minutes} minutes`,
            String(minutes * 60),
          ];
    },
  'token validity, access token validity, refresh token validity, access code validity, token duration': (
    _entity,
    random,
  ) => `${random.pick(['minutes', 'hours', 'days'])}=${random.int(1, 30)}`,
  'cron, cron expression, schedule, crontab, schedule interval, cron schedule, timetable, recurrence': (
    _entity,
    random,
  ) => random.pick(['0 * * * *', '*/15 * * * *', '0 3 * * *', '30 6 * * 1-5', '0 0 1 * *']),
  rrule: () => 'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  age: (_entity, random) => String(random.int(18, 80)),
  'date format, time format, datetime format': (_entity, random) =>
    random.pick(['YYYY-MM-DD', 'DD.MM.YYYY', 'MM/DD/YYYY']),
  'opening hour, business hour, working hour': () => 'Mo-Fr 09:00-18:00',
};

const MONTHS: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS: readonly string[] = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/** Dates and times that are written as text. */
export function timeRules(): RuleTable[] {
  return [
    family(CREATED, created, false),
    family(UPDATED, updated, false),
    family(CLOSED, closed, false),
    family(START, start, false),
    family(END, end, false),
    family(EXPIRES, expires, false),
    BARE_CREATED,
    CALENDAR,
  ];
}
