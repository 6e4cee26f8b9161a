import { isoClock, isoDate } from '../generation/index.ts';
import { type JsonObject, setOwn } from '../schema/index.ts';

const created =
  /^(?:(?:date|time|timestamp)_?)?(?:created|creation|inserted|registered|added)(?:_?(?:at|on|date|time|timestamp|date_?time|utc))*$/;
const updated =
  /^(?:(?:date|time|timestamp|last)_?)*(?:updated?|modified|modification|changed|edited)(?:_?(?:at|on|date|time|timestamp|date_?time|utc))*$/;

/**
 * The value with its moments of creation (where it is new) and of its last change set to `at`, in the form that they
 * have: an ISO date or date-time, seconds or milliseconds. What is no moment, and what `keep` names, stays; the value
 * itself where nothing changes.
 */
export function stamped(
  value: JsonObject,
  at: number,
  isNew: boolean,
  keep: ReadonlySet<string>,
): JsonObject {
  let copy: JsonObject | undefined;
  for (const name of Object.keys(value)) {
    const event = eventOf(name);
    if (event === undefined || keep.has(name) || (event === 'created' && !isNew)) continue;
    const next = moment(value[name], at);
    if (next === value[name]) continue;
    copy ??= { ...value };
    setOwn(copy, name, next);
  }
  return copy ?? value;
}

export type Event = 'created' | 'updated';

/** By name of a member. Names come from requests too. */
const events = new Map<string, Event | undefined>();
const maxEvents = 10_000;

/** Of what a member of that name tells the time. */
export function eventOf(name: string): Event | undefined {
  const known = events.get(name);
  if (known !== undefined || events.has(name)) return known;
  const plain = name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/[-\s]/g, '_')
    .toLowerCase();
  const event = updated.test(plain) ? 'updated' : created.test(plain) ? 'created' : undefined;
  if (events.size >= maxEvents) events.clear();
  events.set(name, event);
  return event;
}

/** The form that most have. */
const SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** A moment in the form that another one has; what is no moment stays. */
export function moment(before: unknown, at: number): unknown {
  if (typeof before === 'number') {
    if (before < 1e8) return before;
    return before < 1e11 ? Math.floor(at / 1000) : at;
  }
  if (typeof before !== 'string') return before;
  if (SECONDS.test(before)) return `${isoDate(at)}T${isoClock(at)}Z`;
  const iso = new Date(at).toISOString();
  if (/^\d{4}-\d{2}-\d{2}$/.test(before)) return iso.slice(0, 10);
  const form = /^\d{4}-\d{2}-\d{2}([Tt ])\d{2}:\d{2}:\d{2}(\.\d+)?(.*)$/.exec(before);
  if (!form) return before;
  const fraction = form[2] === undefined ? '' : iso.slice(19, 23);
  const zone = /^[Zz]$|^$/.test(form[3] ?? '') ? form[3] : '+00:00';
  return `${iso.slice(0, 10)}${form[1]}${iso.slice(11, 19)}${fraction}${zone}`;
}
