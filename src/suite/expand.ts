import { StandinError } from '../errors.ts';
import { isJsonObject, type JsonObject, setOwn } from '../schema/index.ts';
import type { SuiteFile } from './read-suite.ts';

/** What `${…}` in a suite stands for. */
export interface Variables {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What steps of the setup have saved. */
  readonly steps: ReadonlyMap<string, unknown>;
  /** Told of each environment variable that was used and where, so that secrets can be kept out of reports. */
  readonly used: (name: string, value: string, pointer: string) => void;
}

const reference = /\$(\$\{)|\$\{(steps\.)?([A-Za-z_][\w.-]*)(?::-([^}]*))?\}/g;

/**
 * The value with every `${NAME}` in its texts replaced; a text that is nothing but `${steps.NAME}` becomes the saved value
 * itself. Throws StandinError `unset-variable` with the line.
 *
 * @param pointer where in the suite it stands
 */
export function expand<T>(value: T, pointer: string, variables: Variables, suite: SuiteFile): T {
  return expanded(value, pointer, variables, suite) as T;
}

function expanded(value: unknown, pointer: string, variables: Variables, suite: SuiteFile): unknown {
  if (typeof value === 'string') return ofText(value, pointer, variables, suite);
  if (Array.isArray(value))
    return value.map((item, index) => expanded(item, `${pointer}/${index}`, variables, suite));
  if (!isJsonObject(value)) return value;
  const object: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const below = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    setOwn(object, name, expanded(member, below, variables, suite));
  }
  return object;
}

function ofText(text: string, pointer: string, variables: Variables, suite: SuiteFile): unknown {
  const whole = /^\$\{steps\.([\w.-]+)\}$/.exec(text);
  if (whole) return saved(whole[1]!, pointer, variables, suite);
  return text.replaceAll(reference, (_, escaped, steps, name: string, otherwise: string | undefined) => {
    if (escaped !== undefined) return '${';
    if (steps !== undefined) return String(saved(name, pointer, variables, suite));
    const value = variables.env[name];
    // What the file says itself is no secret.
    if (value) variables.used(name, value, pointer);
    else if (otherwise === undefined) throw unset(name, pointer, suite);
    return value || (otherwise ?? '');
  });
}

function saved(name: string, pointer: string, { steps }: Variables, suite: SuiteFile): unknown {
  if (steps.has(name)) return steps.get(name);
  const place = suite.place(pointer);
  throw new StandinError(
    `Failed to read ${suite.file}${lineOf(place.line)}: no step of the setup has saved ${name}. Let one save it, or correct the name.`,
    { code: 'unset-variable', place },
  );
}

function unset(name: string, pointer: string, suite: SuiteFile): StandinError {
  const place = suite.place(pointer);
  return new StandinError(
    `Failed to read ${suite.file}${lineOf(place.line)}: the environment variable ${name} is not set. Set it, or write \${${name}:-otherwise}.`,
    { code: 'unset-variable', place },
  );
}

function lineOf(line: number | undefined): string {
  return line === undefined ? '' : `:${line}`;
}
