import { momentNamed, writeMoment } from '../moment.ts';
import type { Rule, RuleTable } from '../rule.ts';

/** What calendars and clocks say beside moments. */
export const CALENDAR_RULES: RuleTable = {
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
  'time open, opening time, open time, opens, opening': () => ['09:00', '09:00:00', '0900'],
  'time close, closing time, close time, closes, closing': () => ['18:00', '18:00:00', '1800'],
  'month name': (_entity, random) => random.pick(MONTHS),
  quarter: (_entity, random) => [`Q${random.int(1, 4)}`, String(random.int(1, 4))],
  'timezone, timezone name, timezone id, iana timezone, olson, time zone, timezone code': (entity) => [
    entity.city.timezone,
    'UTC',
    'Z',
  ],
  'utc offset, timezone offset, gmt offset': (_entity, random) =>
    random.pick(['+00:00', '+01:00', '+02:00', '-05:00', '-08:00', '+09:00']),
  'duration, expires in, expire in, elapsed, interval, period, timeout, ttl, lifetime, validity, cooldown, delay, time limit, max age, grace period, window, running time':
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

/** A rule for dates and times that are written as text, where the phrase names one. */
export function momentRule(phrase: string): Rule | undefined {
  const moment = momentNamed(phrase, 'text');
  if (moment === undefined) return undefined;
  const { form, read } = moment;
  return { phrase, make: (entity, _random, naming) => writeMoment(read(entity), form, naming) };
}
