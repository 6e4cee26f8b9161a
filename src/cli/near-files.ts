import { open, readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { StandinError } from '../errors.ts';
import { nearest } from './nearest.ts';

const commands = ['mock', 'check', 'sample', 'bundle', 'types', 'help'];
const shown = 5;
const lookedAt = 200;

/** The error of a source that is not there, with what may have been meant instead. */
export async function withNearFiles(error: StandinError, source: string): Promise<StandinError> {
  if (source === '' || source === '-' || /^[a-z][a-z0-9+.-]+:/i.test(source)) return error;
  const hint = await hintFor(source);
  if (hint === undefined) return error;
  const message = error.message.replace(/ Check the name\.$| Name a folder or pattern .*$/, '');
  return new StandinError(`${message} ${hint}`, { code: error.code, place: error.place, cause: error.cause });
}

async function hintFor(source: string): Promise<string | undefined> {
  const inside = await descriptionsIn(source);
  if (inside !== undefined)
    return inside.length > 0 ? `Name one of its files: ${listed(inside)}.` : undefined;
  const folder = dirname(source);
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return missingFolder(folder);
  const command = /[./\\]/.test(source) ? undefined : await nearest(source, commands);
  if (command !== undefined) return `Did you mean the command standin ${command}?`;
  const near = await nearest(basename(source), names, basename(source, extname(source)).length);
  if (near !== undefined) return `Did you mean ${join(folder, near)}?`;
  const descriptions = (await descriptionsIn(folder)) ?? [];
  if (descriptions.length === 0) return undefined;
  return `${folder === '.' ? 'This folder' : 'That folder'} has ${listed(descriptions)}.`;
}

async function missingFolder(folder: string): Promise<string> {
  const names = await readdir(dirname(folder)).catch(() => undefined);
  if (names === undefined) return `There is no folder ${dirname(folder)} either.`;
  const near = await nearest(basename(folder), names);
  return `There is no folder ${folder} either.${near === undefined ? '' : ` Did you mean ${join(dirname(folder), near)}?`}`;
}

function listed(files: readonly string[]): string {
  const more = files.length - shown;
  const names = files.slice(0, shown);
  if (more > 0) return `${names.join(', ')} and ${more} more`;
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Files of a folder whose beginning says that they are OpenAPI descriptions; undefined where it is no folder. */
async function descriptionsIn(folder: string): Promise<string[] | undefined> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return undefined;
  const candidates = names
    .filter((name) => /\.(json|ya?ml)$/i.test(name))
    .sort()
    .slice(0, lookedAt);
  const found = await Promise.all(candidates.map((name) => isDescription(join(folder, name))));
  return candidates.filter((_, index) => found[index]).map((name) => join(folder, name));
}

async function isDescription(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(4096), 0, 4096, 0);
    return /^\W*(?:openapi|swagger)["']?\s*:/m.test(new TextDecoder().decode(buffer.subarray(0, bytesRead)));
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
