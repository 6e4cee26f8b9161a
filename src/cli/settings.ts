import { dirname } from 'node:path';
import { type Command, InvalidArgumentError, type Option } from 'commander';
import { StandinError } from '../errors.ts';
import { type Config, readConfig } from './config.ts';
import { nearest } from './nearest.ts';
import { fromFolder } from './source.ts';
import type { Terminal } from './terminal.ts';

/** The description where the command line names none: a setting of every command, but no flag. */
const specKey = 'spec';

/** Settings that are paths: in a configuration, seen from its folder. */
const paths: ReadonlySet<string> = new Set(['fixtures', 'workflows']);

/** Settings of a mock that are objects in a configuration: credentials, the issuer, choices by operation. */
const structured: ReadonlySet<string> = new Set([
  'auth',
  'issuer',
  'operations',
  'mounts',
  'callbacks',
  'resources',
]);
/** Those of them that are no flags. */
const unflagged: ReadonlySet<string> = new Set(['operations', 'mounts', 'resources']);

/**
 * Takes what the command line does not say from the environment, and what that does not say from the configuration.
 * A variable that is set to nothing counts as not set.
 */
export async function applySettings(command: Command, env: Terminal['env']): Promise<void> {
  const fromEnv = (key: string) => env[variableOf(key)] || undefined;
  for (const option of command.options) {
    const text = fromEnv(option.attributeName());
    if (text === undefined || isSet(command, option)) continue;
    const value = read(option, text, (reason) => badVariable(variableOf(option.attributeName()), reason));
    command.setOptionValueWithSource(option.attributeName(), value, 'env');
  }
  command.setOptionValue(specKey, fromEnv(specKey));
  const config = await readConfig(command.getOptionValue('config') as string | undefined);
  if (config !== undefined) await applyConfig(command, config);
}

/** The settings anew, after the configuration has changed. Those that are given by other means stay. */
export async function rereadSettings<Flags>(command: Command, env: Terminal['env']): Promise<Flags> {
  const before = { ...command.opts() };
  const keys = [...command.options.map((option) => option.attributeName()), ...unflagged];
  const sources = keys.map((key) => command.getOptionValueSource(key));
  for (const [index, key] of keys.entries()) {
    if (sources[index] !== 'config') continue;
    const option = command.options.find((each) => each.attributeName() === key);
    const initial = option?.negate ? true : option?.defaultValue;
    command.setOptionValueWithSource(key, initial, 'default');
  }
  try {
    await applySettings(command, env);
    return { ...command.opts() } as Flags;
  } catch (error) {
    for (const [index, key] of keys.entries())
      command.setOptionValueWithSource(key, before[key], sources[index] as 'config');
    throw error;
  }
}

/** `STANDIN_JSON=1`, `true`, `yes` or `on`. */
export function isOn(text: string | undefined): boolean {
  return /^(?:1|true|yes|on)$/i.test(text ?? '');
}

/** Names of the flags that are set by whatever means, and not by their default. */
export function givenFlags(command: Command): ReadonlySet<string> {
  const set = command.options.filter((option) => isSet(command, option));
  return new Set(set.map((option) => option.attributeName()));
}

function isSet(command: Command, option: Option): boolean {
  const source = command.getOptionValueSource(option.attributeName());
  return source !== undefined && source !== 'default';
}

/** `listSize` is STANDIN_LIST_SIZE. */
function variableOf(key: string): string {
  return `STANDIN_${key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

async function applyConfig(command: Command, { path, values }: Config): Promise<void> {
  command.setOptionValue('configFolder', dirname(path));
  command.setOptionValue('configFile', path);
  const options = new Map(command.options.map((option) => [option.attributeName(), option]));
  const known = (command.parent?.commands ?? []).flatMap(({ options: all }) =>
    all.map((option) => option.attributeName()).filter((key) => key !== 'config'),
  );
  for (const [key, value] of Object.entries(values)) {
    const fail = (reason: string) => badSetting(path, key, reason);
    const option = options.get(key);
    if (key === specKey) {
      if (typeof value !== 'string') throw fail('it must be the name of a description.');
      if (command.getOptionValue(specKey) === undefined)
        command.setOptionValue(specKey, fromFolder(dirname(path), value));
    } else if (structured.has(key) && typeof value === 'object' && value !== null) {
      if (unflagged.has(key) || (option !== undefined && !isSet(command, option)))
        command.setOptionValueWithSource(key, value, 'config');
    } else if (!known.includes(key)) {
      throw await unknownKey(path, key, [...known, ...structured, specKey]);
    } else if (option !== undefined && !isSet(command, option)) {
      const setting = read(option, value, fail);
      const found = paths.has(key) ? seenFrom(dirname(path), setting) : setting;
      command.setOptionValueWithSource(key, found, 'config');
    }
  }
}

/** A path or several. */
function seenFrom(folder: string, setting: unknown): unknown {
  if (typeof setting === 'string') return fromFolder(folder, setting);
  return Array.isArray(setting) ? setting.map((each) => fromFolder(folder, String(each))) : setting;
}

function read(option: Option, value: unknown, fail: (reason: string) => StandinError): unknown {
  if (!option.required && !option.optional) return readFlag(value, fail);
  if (typeof value !== 'string' && typeof value !== 'number') throw fail('it must be a text or a number.');
  try {
    return option.parseArg ? option.parseArg(String(value), undefined) : String(value);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw fail(lowerFirst(error.message));
    throw error;
  }
}

function readFlag(value: unknown, fail: (reason: string) => StandinError): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && isOn(value)) return true;
  if (typeof value === 'string' && /^(?:0|false|no|off)$/i.test(value)) return false;
  throw fail('it must be true or false.');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function badVariable(name: string, reason: string): StandinError {
  return new StandinError(`Failed to read the environment variable ${name}: ${reason}`, {
    code: 'invalid-variable',
  });
}

function badSetting(path: string, key: string, reason: string): StandinError {
  return new StandinError(`Failed to read ${key} in ${path}: ${reason}`, {
    code: 'configuration-invalid',
    place: { file: path, pointer: `/${key}` },
  });
}

async function unknownKey(path: string, key: string, keys: readonly string[]): Promise<StandinError> {
  const near = await nearest(key, keys);
  const hint = near
    ? `Did you mean ${near}?`
    : 'A setting is called as its flag is, in camelCase: listSize for --list-size.';
  return new StandinError(`Failed to read ${path}: there is no setting called ${key}. ${hint}`, {
    code: 'configuration-unknown-key',
    place: { file: path, pointer: `/${key}` },
  });
}
