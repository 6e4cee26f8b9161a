import type { Random } from '../../random.ts';
import { digits, type Format, type Shape, sized, two, within } from './format.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Some days to two years before now, to the second. */
function moment(random: Random, now: number): Date {
  const days = random.chance(0.5) ? random.int(2, 60) : random.int(2, 730);
  const seconds = Math.floor((now - days * DAY) / 1000) - random.int(0, 86_399);
  return new Date(seconds * 1000);
}

/** `2025-04-01T10:20:30`, without an offset. */
function local(random: Random, now: number): string {
  return moment(random, now).toISOString().slice(0, 19);
}

/** Seconds with so many places behind the point. */
function fraction(places: number, random: Random): string {
  return places > 0 ? `.${digits(places, random)}` : '';
}

/** With a fraction of a second as long as the room asks for. */
function stretched(base: (random: Random, now: number) => string, offset: string): Shape {
  return (random, now, room) => {
    const text = base(random, now);
    const length = within(text.length + offset.length, room);
    const places = length - text.length - offset.length - 1;
    return `${text}${fraction(places === 0 ? 1 : places, random)}${offset}`;
  };
}

function suffixed(base: (random: Random, now: number) => string, suffix: (random: Random) => string): Shape {
  return (random, now) => base(random, now) + suffix(random);
}

function offset(random: Random): string {
  return `${random.pick(['+', '-'])}${two(random.int(0, 11))}:${random.pick(['00', '30'])}`;
}

const clock = (random: Random, now: number): string => local(random, now).slice(11);

/** The ways to write a time, from the plainest on. */
function timed(base: (random: Random, now: number) => string): Shape[] {
  return [
    stretched(base, 'Z'),
    suffixed(base, (random) => `${fraction(3, random)}Z`),
    suffixed(base, (random) => `${fraction(6, random)}Z`),
    stretched(base, '+00:00'),
    suffixed(base, (random) => `${fraction(3, random)}+00:00`),
    suffixed(base, offset),
  ];
}

const HOUR = '([01][0-9]|2[0-3])';
const TIME_PATTERN = `${HOUR}:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]${HOUR}:[0-5][0-9])`;
const DAY_PATTERN =
  '((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))';
const YEARS = ['20[12][0-9]', '[0-9]{4}'];

export const DATE_TIME: Format = {
  shapes: [
    ...timed(local),
    suffixed(local, (random) => `${fraction(9, random)}Z`),
    // RFC 3339 allows a space, which some documents write.
    (random, now) => `${local(random, now).replace('T', ' ')}Z`,
  ],
  patterns: YEARS.map((year) => `^${year}-${DAY_PATTERN}T${TIME_PATTERN}$`),
};

/** Without an offset, as many documents write it. */
export const LOCAL_DATE_TIME: Format = { shapes: [(random, now) => local(random, now), ...timed(local)] };

export const DATE: Format = {
  shapes: [(random, now) => local(random, now).slice(0, 10)],
  patterns: YEARS.map((year) => `^${year}-${DAY_PATTERN}$`),
};

export const TIME: Format = { shapes: timed(clock), patterns: [`^${TIME_PATTERN}$`] };

export const DURATION: Format = {
  shapes: [
    sized(
      (random) =>
        random.pick([
          `P${random.int(1, 30)}D`,
          `PT${random.int(1, 12)}H`,
          `PT${random.int(5, 55)}M`,
          `PT${random.int(1, 4)}H${random.int(5, 55)}M`,
          `P${random.int(1, 6)}DT${random.int(1, 12)}H`,
          `P${random.int(1, 8)}W`,
          `P${random.int(1, 11)}M`,
          `P${random.int(1, 5)}Y`,
        ]),
      (length, random) =>
        length < 4 ? `P${random.int(1, 9)}D` : `PT${random.int(1, 9)}${digits(length - 4, random)}S`,
    ),
    (random) => `PT${random.int(1, 300)}S`,
    (random) => `PT${random.int(1, 23)}H${random.int(1, 59)}M${random.int(1, 59)}S`,
    (random) => `P${random.int(1, 3)}Y${random.int(1, 11)}M${random.int(1, 28)}D`,
    (random) =>
      `P${random.int(1, 3)}Y${random.int(1, 11)}M${random.int(1, 28)}DT${random.int(1, 23)}H${random.int(1, 59)}M${random.int(1, 59)}S`,
    (random) => `P${random.int(1, 30)}D`,
  ],
  patterns: ['^P([1-9][0-9]*[DWMY]|([1-9][0-9]*D)?T([1-9][0-9]*H)?[1-9][0-9]*M|T[1-9][0-9]*[HMS])$'],
};

/** RFC 9110 section 5.6.7. */
export const HTTP_DATE: Format = {
  shapes: [
    (random, now) => {
      const date = moment(random, now);
      const day = two(date.getUTCDate());
      const month = MONTHS[date.getUTCMonth()];
      const time = date.toISOString().slice(11, 19);
      return `${WEEKDAYS[date.getUTCDay()]}, ${day} ${month} ${date.getUTCFullYear()} ${time} GMT`;
    },
  ],
};

/** RFC 5322 section 3.3. */
export const MAIL_DATE: Format = {
  shapes: [
    (random, now, room) => `${HTTP_DATE.shapes[0]!(random, now, room).slice(0, 25)} +0000`,
    (random, now, room) => HTTP_DATE.shapes[0]!(random, now, room),
  ],
};

/** Seconds since 1970. */
export const UNIX_TIME: Format = {
  shapes: [
    (random, now) => String(Math.floor(moment(random, now).getTime() / 1000)),
    (random, now) => String(moment(random, now).getTime() + random.int(0, 999)),
  ],
};

export const CLOCK_TIME: Format = {
  shapes: [
    (random, now) => clock(random, now),
    (random, now) => clock(random, now).slice(0, 5),
    (random, now) => new Date(now - random.int(0, 1440) * MINUTE).toISOString().slice(11, 19),
  ],
};

/** Seconds with up to nine places, then `s`. */
export const SECONDS: Format = {
  shapes: [(random) => `${random.int(1, 600)}s`, (random) => `${random.int(1, 60)}.${digits(3, random)}s`],
  patterns: ['^[1-9][0-9]{0,3}(\\.[0-9]{3})?s$'],
};

export const YEAR: Format = { shapes: [(random, now) => local(random, now).slice(0, 4)] };
export const YEAR_MONTH: Format = { shapes: [(random, now) => local(random, now).slice(0, 7)] };
