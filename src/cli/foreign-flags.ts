/** Flags of Prism and Steady in our own words, so that replacing either is a change of one word. */
export interface Translated {
  readonly args: readonly string[];
  /** What was understood and has no effect, a sentence each. */
  readonly notes: readonly string[];
}

type Translation = (value: string) => readonly string[];

/** Flags with a value; an empty list: it has no effect here. */
const withValue: Readonly<Record<string, Translation>> = {
  '--generator-array-size': (size) => ['--list-size', size],
  '--generator-array-min': (size) => ['--list-size', `${size}-${Math.max(Number(size), 5)}`],
  '--generator-array-max': (size) => ['--list-size', `${Math.min(1, Number(size))}-${size}`],
  '--generator-seed': (seed) => ['--seed', seed],
  '--verboseLevel': () => [],
  '--log-level': () => [],
  ...Object.fromEntries(
    ['query', 'form'].flatMap((place) =>
      ['array', 'object'].map((kind) => [`--validator-${place}-${kind}-format`, () => []]),
    ),
  ),
};

/** Flags that say yes by being there, or take true or false. */
const switches: Readonly<Record<string, readonly string[]>> = {
  '--ignoreExamples': ['--dynamic'],
  '--fail-on-warnings': [],
  '--fail-on-ambiguous': [],
  '--reject-on-sdk-error': [],
  '--validator-strict-oneof': [],
  '--log-bodies': ['--verbose'],
  '--errors': [],
  '--multiprocess': [],
  '-m': [],
  '--auto-reload': [],
  '-r': [],
  '--cors': [],
  '--json-schema-faker-fillProperties': [],
};

/** Only what the two are known to understand and we do not: everything else is left as it is. */
export function translateForeignFlags(given: readonly string[]): Translated {
  const args: string[] = [];
  const notes: string[] = [];
  for (let at = 0; at < given.length; at++) {
    const argument = given[at]!;
    const equals = argument.startsWith('--') ? argument.indexOf('=') : -1;
    const name = equals < 0 ? argument : argument.slice(0, equals);
    const inline = equals < 0 ? undefined : argument.slice(equals + 1);
    const next = given[at + 1];
    if (name === '-h' && next !== undefined && isHost(next)) {
      args.push('--host', next);
      at++;
    } else if (name === '-d') args.push('--dynamic');
    else if (Object.hasOwn(withValue, name) && (inline ?? next) !== undefined) {
      const own = withValue[name]!(inline ?? next!);
      args.push(...own);
      if (own.length === 0) notes.push(withoutEffect(name));
      if (inline === undefined) at++;
    } else if (Object.hasOwn(switches, name)) {
      const value = inline ?? (next === 'true' || next === 'false' ? next : undefined);
      if (inline === undefined && value !== undefined) at++;
      const own = switches[name]!;
      if (value !== 'false') args.push(...own);
      else if (name === '--cors') args.push('--no-cors');
      if (own.length === 0 && name !== '--cors') notes.push(withoutEffect(name));
    } else args.push(argument);
  }
  return { args, notes };
}

/** Our `-h` asks for help, Prism's is followed by an address. */
function isHost(text: string): boolean {
  return text === 'localhost' || /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || /^[\da-f]*:[\da-f:]*$/i.test(text);
}

function withoutEffect(name: string): string {
  return `${name} is understood and changes nothing here.`;
}
