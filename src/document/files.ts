import type { Content } from './decode.ts';
import { EscapedText } from './escaped-text.ts';
import { Unloadable } from './unloadable.ts';

/** The file system, by `file:` URLs. The one part of this folder that needs Node. */
export interface Files {
  /** The current folder's URL, with a slash at its end. */
  readonly cwd: string;
  toUri(path: string): string;
  kindOf(uri: string): Promise<'file' | 'folder' | undefined>;
  /** Symbolic links resolved; undefined where nothing is. */
  realUri(uri: string): Promise<string | undefined>;
  /**
   * Throws Unloadable `not-found`, `unreadable`, `too-large`. A pipe is read only where the user named it: opening
   * one waits for whoever writes to it. What is UTF-8 for certain comes as text, which Node decodes in half the time.
   */
  read(uri: string, maxBytes: number, pipe: boolean): Promise<Content>;
  /** Names of what is in a folder, folders with a slash at their end; sorted; none where it cannot be read. */
  list(uri: string): Promise<string[]>;
  /** IP addresses of a host, none where it is unknown. */
  addressesOf(host: string): Promise<string[]>;
}

export async function openFiles(): Promise<Files> {
  const [
    { closeSync, openSync, read, statSync },
    fs,
    { Buffer, isAscii, isUtf8 },
    { fileURLToPath, pathToFileURL },
    { cwd },
  ] = await Promise.all([
    import('node:fs'),
    import('node:fs/promises'),
    import('node:buffer'),
    import('node:url'),
    import('node:process'),
  ]);
  const toText = ({ buffer, byteOffset, length }: Uint8Array, encoding: 'latin1' | 'utf8') =>
    Buffer.from(buffer, byteOffset, length).toString(encoding);
  const asciiToText = (bytes: Uint8Array) => toText(bytes, 'latin1');
  /** Another thread does it. Fewer bytes where there are no more. */
  const fill = (file: number, bytes: Uint8Array) =>
    new Promise<number>((done, fail) => {
      read(file, bytes, 0, bytes.length, null, (error, count) => (error ? fail(error) : done(count)));
    });
  const readWhole = async (path: string, size: number, room: number): Promise<Uint8Array> => {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.allocUnsafeSlow(size + room);
      let length = 0;
      for (let count = -1; count !== 0 && length < size; length += count)
        count = await fill(file, bytes.subarray(length, size));
      return bytes.subarray(0, length);
    } finally {
      closeSync(file);
    }
  };
  return {
    cwd: `${pathToFileURL(cwd()).href}/`,
    toUri: (path) => pathToFileURL(path).href,
    async kindOf(uri) {
      const path = pathOf(uri, fileURLToPath);
      const stats = path === undefined ? undefined : await fs.stat(path).catch(() => undefined);
      return stats === undefined ? undefined : stats.isDirectory() ? 'folder' : 'file';
    },
    async realUri(uri) {
      const path = pathOf(uri, fileURLToPath);
      const real = path === undefined ? undefined : await fs.realpath(path).catch(() => undefined);
      return real === undefined ? undefined : pathToFileURL(real).href;
    },
    async read(uri, maxBytes, pipe) {
      const path = pathOf(uri, fileURLToPath);
      if (path === undefined) throw toUnloadable({ code: 'ENOENT' });
      try {
        // Without waiting, so that what takes long has begun when the caller goes on.
        const stats = statSync(path);
        if (stats.isDirectory()) throw toUnloadable({ code: 'EISDIR' });
        if (stats.isFile()) {
          if (stats.size > maxBytes) throw tooLarge(maxBytes);
          const room = EscapedText.roomFor(stats.size);
          // Files that the system makes up have no size.
          const bytes = await (stats.size > 0 ? readWhole(path, stats.size, room) : fs.readFile(path));
          // Zeros at the beginning tell of wider encodings.
          if (!isUtf8(bytes) || bytes.subarray(0, 4).includes(0)) return bytes;
          if (isAscii(bytes)) return asciiToText(bytes);
          return EscapedText.of(bytes, isAscii, asciiToText, room) ?? toText(bytes, 'utf8');
        }
        if (!pipe) throw new Unloadable('unreadable', 'it is no regular file', 'Name a file.');
        const handle = await fs.open(path);
        return await collect(handle.createReadStream(), maxBytes);
      } catch (error) {
        throw toUnloadable(error);
      }
    },
    async list(uri) {
      const entries = await fs.readdir(fileURLToPath(uri), { withFileTypes: true }).catch(() => []);
      return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
    },
    async addressesOf(host) {
      const { lookup } = await import('node:dns/promises');
      const found = await lookup(host, { all: true }).catch(() => []);
      return found.map(({ address }) => address);
    },
  };
}

/** Undefined for URLs that can name no file: with a host, or with an encoded slash. */
function pathOf(uri: string, fileURLToPath: (uri: string) => string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** Reads to the end, or throws Unloadable `too-large`. */
export async function collect(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    parts.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function tooLarge(maxBytes: number): Unloadable {
  const size = maxBytes >= 1024 * 1024 ? `${Math.round(maxBytes / 1024 / 1024)} MiB` : `${maxBytes} bytes`;
  return new Unloadable('too-large', `it is larger than ${size}`, 'Raise the limit or split the file up.');
}

function toUnloadable(error: unknown): Unloadable {
  if (error instanceof Unloadable) return error;
  const code = (error as { code?: unknown }).code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Unloadable('not-found', 'there is no such file', 'Check the name.', undefined, error);
    case 'EISDIR':
      return new Unloadable('unreadable', 'it is a folder', 'Name a file.', undefined, error);
    case 'EACCES':
    case 'EPERM':
      return new Unloadable('unreadable', 'its permissions forbid it', 'Allow reading it.', undefined, error);
    default:
      return new Unloadable(
        'unreadable',
        `reading it failed (${code ?? error})`,
        'Try again.',
        undefined,
        error,
      );
  }
}
