import type { Key, Step } from './agree-step.ts';
import { slug } from './words.ts';

/** Verbs of things that mostly have not happened: `deleted_at` of what is there is null, where it may be. */
const UNDONE: ReadonlySet<string> = new Set(
  'deleted archived revoked canceled suspended banned blocked removed merged closed expired locked dismissed withdrawn retired'.split(
    ' ',
  ),
);
const OPEN: ReadonlySet<string> = new Set([
  'open',
  'opened',
  'active',
  'pending',
  'new',
  'draft',
  'enabled',
  'available',
  'running',
  'queued',
]);

/** Texts that follow from others: full names, slugs, and moments of what has not happened. */
export function textSteps(keys: readonly Key[]): Step[] {
  const byPhrase = new Map(keys.map((key) => [key.words.join(' '), key.name]));
  const steps: Step[] = [];
  for (const [phrase, name] of byPhrase) {
    const prefix = phrase.replace(/(?:^| )slug$/, '');
    if (phrase === 'slug' || phrase.endsWith(' slug')) {
      const source = [`${prefix} name`, `${prefix} title`, 'name', 'title']
        .map((key) => byPhrase.get(key.trim()))
        .find((key) => key !== undefined);
      if (source !== undefined) steps.push(slugFrom(source, name));
    }
    const whose =
      phrase === 'full name' ? '' : phrase.endsWith(' full name') ? `${phrase.slice(0, -10)} ` : undefined;
    if (whose !== undefined) {
      const [first, last] = [byPhrase.get(`${whose}first name`), byPhrase.get(`${whose}last name`)];
      if (first !== undefined && last !== undefined) steps.push(fullNameFrom(first, last, name));
    }
    const verb = /^(?:date )?(\w+)(?: (?:at|on|date|time|timestamp))?$/.exec(phrase)?.[1];
    if (verb !== undefined && verb !== phrase && UNDONE.has(verb)) {
      const flag = byPhrase.get(verb) ?? byPhrase.get(`is ${verb}`);
      steps.push(notHappened(verb, name, flag, byPhrase.get('state') ?? byPhrase.get('status')));
    }
  }
  const id = byPhrase.get('id');
  if (id !== undefined) steps.push(idInUrls(id, keys));
  return steps;
}

/** URLs that were made for this object name it by a number of their own; they should name it by its id. */
const OWN_URL = /^(https:\/\/(?:api|www)\.example\.com\/[a-z-]+\/)(\d+)(\/[a-z0-9-]+)?$/;

function idInUrls(id: string, keys: readonly Key[]): Step {
  const others = keys.filter(({ name }) => name !== id);
  const run: Step['run'] = (object, accepts) => {
    const key = object[id];
    if (typeof key !== 'number' && (typeof key !== 'string' || !/^[\w-]{1,64}$/.test(key))) return;
    for (const { name } of others) {
      const url = object[name];
      const isUrl = typeof url === 'string' && url.length < 200 && url.startsWith('https://');
      const match = isUrl ? OWN_URL.exec(url) : null;
      if (match === null || match[2] === String(key)) continue;
      const named = `${match[1]}${key}${match[3] ?? ''}`;
      if (accepts(name, named)) object[name] = named;
    }
  };
  return { names: [id], run };
}

function slugFrom(source: string, target: string): Step {
  return {
    names: [source, target],
    run(object, accepts) {
      const from = object[source];
      if (typeof from !== 'string' || typeof object[target] !== 'string') return;
      const made = slug(from).slice(0, 80).replace(/-$/, '');
      if (made !== '' && made !== object[target] && accepts(target, made)) object[target] = made;
    },
  };
}

function fullNameFrom(first: string, last: string, target: string): Step {
  const run: Step['run'] = (object, accepts) => {
    const [given, family, full] = [object[first], object[last], object[target]];
    if (typeof given !== 'string' || typeof family !== 'string' || typeof full !== 'string') return;
    if (full.includes(given) && full.includes(family)) return;
    const made = `${given} ${family}`;
    if (accepts(target, made)) object[target] = made;
  };
  return { names: [first, last, target], run };
}

function notHappened(
  verb: string,
  moment: string,
  flag: string | undefined,
  state: string | undefined,
): Step {
  const run: Step['run'] = (object, accepts) => {
    if (object[moment] === null || object[moment] === undefined) return;
    const happened = flag === undefined ? undefined : object[flag];
    const status = state === undefined ? undefined : object[state];
    const open = typeof status === 'string' && OPEN.has(status.toLowerCase());
    if (happened === true || (happened !== false && !open && verb !== 'deleted')) return;
    if (accepts(moment, null)) object[moment] = null;
  };
  return { names: [moment, flag, state].filter((name) => name !== undefined), run };
}
