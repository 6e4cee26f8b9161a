const UNITS: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  fortnight: 14 * 86_400_000,
};
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MOST_TERMS = 50;

/**
 * The moment that an expression of a generator means, in milliseconds since 1970 and UTC: `today + 1 week`, `next monday`,
 * `now @ next hour`, `tomorrow @ 5 o'clock pm`. Undefined where it is none (Pact's "Date and time expressions").
 */
export function evaluateDateExpression(expression: string, now: number): number | undefined {
  const text = expression.trim().toLowerCase();
  const at = text.indexOf('@');
  const date = evaluate(at < 0 ? text : text.slice(0, at), now);
  return at < 0 || date === undefined ? date : evaluate(text.slice(at + 1), date);
}

function evaluate(text: string, now: number): number | undefined {
  const term =
    /\s*(?:(now|today|yesterday|tomorrow|midnight|noon)\b|(\d{1,2}) ?o'clock(?: ?(am|pm))?|([+-]) ?(\d{1,6}) ?([a-z]+)|(next|last) ([a-z]+))\s*/y;
  let moment = now;
  for (let terms = 0; term.lastIndex < text.length; terms++) {
    const match = term.exec(text);
    if (!match || terms > MOST_TERMS) return undefined;
    const [, base, hour, half, sign, count, unit, direction, what] = match;
    const next: number | undefined =
      base !== undefined
        ? fromBase(base, moment)
        : hour !== undefined
          ? atHour(moment, (Number(hour) % (half === undefined ? 24 : 12)) + (half === 'pm' ? 12 : 0))
          : sign !== undefined
            ? moved(moment, unit!, (sign === '-' ? -1 : 1) * Number(count))
            : named(moment, what!, direction === 'next' ? 1 : -1);
    if (next === undefined) return undefined;
    moment = next;
  }
  return moment;
}

function fromBase(base: string, moment: number): number {
  if (base === 'yesterday') return moment - UNITS['day']!;
  if (base === 'tomorrow') return moment + UNITS['day']!;
  if (base === 'midnight') return atHour(moment, 0);
  return base === 'noon' ? atHour(moment, 12) : moment;
}

function atHour(moment: number, hour: number): number {
  return new Date(moment).setUTCHours(hour, 0, 0, 0);
}

function moved(moment: number, unit: string, count: number): number | undefined {
  const name = unit.replace(/s$/, '');
  if (Object.hasOwn(UNITS, name)) return moment + count * UNITS[name]!;
  if (name === 'month') return monthsOn(moment, count);
  return name === 'year' ? monthsOn(moment, count * 12) : undefined;
}

/** The 31st becomes the last day of a shorter month. */
function monthsOn(moment: number, count: number): number {
  const date = new Date(moment);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, last));
}

function named(moment: number, what: string, direction: 1 | -1): number | undefined {
  const weekday = WEEKDAYS.indexOf(what.slice(0, 3));
  if (weekday >= 0 && /^(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?$/.test(what)) {
    const from = new Date(moment).getUTCDay();
    const days = direction > 0 ? ((weekday - from + 6) % 7) + 1 : -(((from - weekday + 6) % 7) + 1);
    return moment + days * UNITS['day']!;
  }
  const month = MONTHS.indexOf(what.slice(0, 3));
  if (month >= 0 && what !== 'month') {
    const from = new Date(moment).getUTCMonth();
    return monthsOn(
      moment,
      direction > 0 ? ((month - from + 11) % 12) + 1 : -(((from - month + 11) % 12) + 1),
    );
  }
  return moved(moment, what, direction);
}
