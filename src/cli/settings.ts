import { dirname, resolve } from 'node:path';
import { type Command, InvalidArgumentError, type Option } from 'commander';
import { StandinError } from '../errors.ts';
import { type Config, readConfig } from './config.ts';
import { nearest } from './nearest.ts';
import type { Terminal } from './terminal.ts';

/** The description where the command line names none: a setting of every command, but no flag. */
const specKey = 'spec';

/** Settings of a mock that are objects in a configuration: credentials, the issuer, choices by operation. */
/** Settings that are paths: in a configuration, seen from its folder. */
const paths: ReadonlySet<string> = new Set(['fixtures']);

const structured: ReadonlySet<string> = new Set(['auth', 'issuer', 'operations']);

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

/** `STANDIN_JSON=1`, `true`, `yes` or `on`. */
export function isOn(text: string | undefined): boolean {
  return /^(?:1|true|yes|on)$/i.test(text ?? '');
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
        command.setOptionValue(specKey, fromFolderOf(path, value));
    } else if (structured.has(key) && typeof value === 'object' && value !== null) {
      if (key === 'operations' || (option !== undefined && !isSet(command, option)))
        command.setOptionValueWithSource(key, value, 'config');
    } else if (!known.includes(key)) {
      throw await unknownKey(path, key, [...known, ...structured, specKey]);
    } else if (option !== undefined && !isSet(command, option)) {
      const setting = read(option, value, fail);
      const isPath = paths.has(key) && typeof setting === 'string';
      command.setOptionValueWithSource(key, isPath ? fromFolderOf(path, setting) : setting, 'config');
    }
  }
}

function fromFolderOf(path: string, source: string): string {
  const isPath = source !== '-' && !/^[a-z][a-z0-9+.-]+:/i.test(source);
  return isPath ? resolve(dirname(path), source) : source;
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
