import { readData } from '../document/index.ts';
import { formatPlace, StandinError } from '../errors.ts';
import { isJsonObject, type JsonObject, nearName, own } from '../schema/index.ts';

/** A `dredd.yml`, read: what Dredd itself goes by, and what is Standin's business. */
export interface DreddSettings {
  /** As Dredd's constructor takes them. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Paths or globs, below the project's folder. */
  readonly hookfiles: readonly string[];
  /** Sent with every request. */
  readonly headers: ReadonlyArray<readonly [string, string]>;
  /** The address that it names, where it names one. */
  readonly endpoint: string | undefined;
  /** What is set there and has no effect here, with the reason. */
  readonly idle: readonly string[];
}

/** Given to Dredd as they are. */
const passed = [
  'language',
  'require',
  'only',
  'method',
  'sorted',
  'inline-errors',
  'details',
  'color',
  'hooks-worker-timeout',
  'hooks-worker-connect-timeout',
  'hooks-worker-connect-retry',
  'hooks-worker-after-connect-wait',
  'hooks-worker-term-timeout',
  'hooks-worker-term-retry',
  'hooks-worker-handler-host',
  'hooks-worker-handler-port',
];
const ours = [
  'hookfiles',
  'header',
  'user',
  'custom',
  'blueprint',
  'endpoint',
  'reporter',
  'output',
  'loglevel',
];
/** With what to do in their place. */
const without: Readonly<Record<string, string>> = {
  server: 'start the server before',
  'server-wait': 'start the server before',
  'dry-run': 'use --dry-run',
  names: 'use --dry-run',
  init: 'it starts a dialogue',
  path: 'name the descriptions on the command line',
  config: 'it names another file',
};
const ownReporters = ['xunit', 'html', 'markdown', 'dot', 'nyan'];

/**
 * Reads a `dredd.yml` (Dredd 14, "Configuration File"). Rejects with StandinError `dredd-config` where it cannot be read,
 * with the line, or sets something that Dredd does not know.
 *
 * @param file names it in messages
 */
export async function readDreddSettings(text: string | Uint8Array, file: string): Promise<DreddSettings> {
  const data = await readData(text, file);
  const { value } = data;
  const fail = (pointer: string, cause: string): never => {
    const place = data.place(pointer);
    throw new StandinError(`Failed to read ${formatPlace(place)}: ${cause}.`, {
      code: 'dredd-config',
      place,
    });
  };
  if (!isJsonObject(value))
    return fail('', 'it is no list of settings. Write them as Dredd does, one on a line');
  const known = [...passed, ...ours, ...Object.keys(without)];
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue;
    const near = nearName(name, known);
    fail(
      `/${name}`,
      `"${name}" is no setting of Dredd${near === undefined ? '. Leave it out' : `. Write "${near}"`}`,
    );
  }
  const texts = (name: string) =>
    textsOf(value, name) ?? fail(`/${name}`, `"${name}" must be a text or a list of texts`);
  const text1 = (name: string) => {
    const found = own(value, name);
    return typeof found === 'string' && found !== '' ? found : undefined;
  };
  const idle = Object.entries(without).flatMap(([name, remedy]) =>
    isSet(own(value, name)) && !(name === 'server-wait' && !isSet(own(value, 'server')))
      ? [`${name} of ${file} has no effect here: ${remedy}.`]
      : [],
  );
  const reporters = texts('reporter');
  if (reporters.includes('apiary'))
    idle.push(
      `The reporter apiary of ${file} has no effect here: it sends results to a service that is no more.`,
    );
  const user = text1('user');
  return {
    config: {
      ...Object.fromEntries(passed.flatMap((name) => (isSet(own(value, name)) ? [[name, value[name]]] : []))),
      reporter: reporters.filter((name) => ownReporters.includes(name)),
      output: texts('output'),
      custom: customOf(own(value, 'custom')),
    },
    hookfiles: texts('hookfiles'),
    headers: [
      ...texts('header').map((line): [string, string] => {
        const colon = line.indexOf(':');
        if (colon < 1) fail('/header', 'a header must be "Name: value"');
        return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
      }),
      ...(user === undefined ? [] : [['Authorization', `Basic ${base64(user)}`] as const]),
    ],
    endpoint: text1('endpoint'),
    idle,
  };
}

/** Dredd's own `dredd init` writes null, false and empty lists for what is not set. */
function isSet(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0)
  );
}

function textsOf(settings: JsonObject, name: string): string[] | undefined {
  const value = own(settings, name);
  if (!isSet(value)) return [];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

/** A map, or texts of the form `key:value`; `cwd` is Dredd's own. */
function customOf(value: unknown): JsonObject {
  if (isJsonObject(value)) return value;
  const lines = Array.isArray(value) ? value : [value];
  return Object.fromEntries(
    lines.flatMap((line) => {
      if (typeof line !== 'string') return [];
      const [key = '', ...rest] = line.split(':');
      return [[key, rest.join(':')]];
    }),
  );
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
