import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';

/** What V8 compiled from a file, and the stamp that the file had. */
export interface Code {
  readonly stamp: string;
  readonly data: Uint8Array;
}

/** The code of many files. */
export interface Codes {
  /** How often it was written. */
  readonly times: number;
  readonly files: ReadonlyMap<string, Code>;
}

interface Contents {
  readonly times: number;
  /** Stamp, where the code begins behind the contents, and its length, in bytes. */
  readonly files: Readonly<Record<string, readonly [stamp: string, offset: number, length: number]>>;
}

const maxBytes = 64 * 1024 * 1024;
const maxFiles = 16;
/** The engine copies code that begins elsewhere. */
const alignment = 8;

/** Where this user's programs keep what they can make again. */
export function codeFolder(): string {
  const { env, platform } = process;
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'standin');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'standin');
  const named = env['XDG_CACHE_HOME'] ?? '';
  // The XDG Base Directory Specification has a relative path ignored.
  return join(isAbsolute(named) ? named : join(homedir(), '.cache'), 'standin');
}

/** A name for the code of one build in one place; the tag stands for the engine's version, its flags and the processor. */
export function codeFileName(build: string, place: string): string {
  let hash = 0;
  for (let at = 0; at < place.length; at++) hash = (Math.imul(hash, 31) + place.charCodeAt(at)) >>> 0;
  return `${build}-${hash.toString(36)}-${process.arch}-${cachedDataVersionTag().toString(36)}.code`;
}

/** Undefined: there is none, or none of this user's alone. Code is run as it stands, so nobody else may have written it. */
export function readCodes(path: string): Codes | undefined {
  try {
    const { size, mode, uid } = statSync(path);
    const isOurs = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    if (!isOurs || size > maxBytes) return undefined;
    const bytes = readFileSync(path);
    const end = 4 + bytes.readUInt32LE();
    const start = aligned(end);
    const { times, files } = JSON.parse(bytes.toString('latin1', 4, end)) as Contents;
    const codes = Object.entries(files).map(([name, [stamp, offset, length]]): [string, Code] => {
      if (start + offset + length > bytes.byteLength) throw new RangeError('cut off');
      return [name, { stamp, data: bytes.subarray(start + offset, start + offset + length) }];
    });
    return { times, files: new Map(codes) };
  } catch {
    return undefined;
  }
}

/** Can a file be written there? Makes its folder where there is none. Some users have a home that is not theirs to write. */
export function canWrite(path: string): boolean {
  const folder = join(path, '..');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where `path` cannot be written, the next start compiles again. */
export function writeCodes(path: string, { times, files }: Codes): void {
  const places: Record<string, [string, number, number]> = {};
  let length = 0;
  for (const [name, { stamp, data }] of files) {
    places[name] = [stamp, length, data.byteLength];
    length = aligned(length + data.byteLength);
  }
  const contents = Buffer.from(JSON.stringify({ times, files: places } satisfies Contents), 'latin1');
  const start = aligned(4 + contents.byteLength);
  if (start + length > maxBytes) return;
  const bytes = Buffer.alloc(start + length);
  bytes.writeUInt32LE(contents.byteLength);
  contents.copy(bytes, 4);
  for (const [name, { data }] of files) bytes.set(data, start + (places[name]?.[1] ?? 0));
  const folder = join(path, '..');
  if (!canWrite(path)) return;
  // Whole or not at all, also where several processes write.
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, bytes, { mode: 0o600 });
    renameSync(draft, path);
    forgetOldest(folder);
  } catch {
    forget(draft);
  }
}

function forget(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where nothing can be written, nothing is left.
  }
}

function forgetOldest(folder: string): void {
  const paths = readdirSync(folder)
    .filter((name) => name.endsWith('.code'))
    .map((name) => join(folder, name));
  const aged = paths.map((path) => ({ path, at: statSync(path).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { path } of aged.slice(maxFiles)) forget(path);
}

function aligned(offset: number): number {
  return Math.ceil(offset / alignment) * alignment;
}
