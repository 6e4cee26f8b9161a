import { readFile } from 'node:fs/promises';
import { StandinError } from '../errors.ts';
import type { Pact } from '../pact/index.ts';
import { withNearFiles } from './near-files.ts';

const MOST_BYTES = 64 * 1024 * 1024;

/** What of the named sources are pact files, by what stands in them; undefined where none is. */
export async function pactsAmong(
  named: readonly string[],
): Promise<{ readonly pacts: readonly string[]; readonly others: readonly string[] } | undefined> {
  const pacts: string[] = [];
  for (const name of named) if (await looksLikePact(name)) pacts.push(name);
  return pacts.length === 0 ? undefined : { pacts, others: named.filter((name) => !pacts.includes(name)) };
}

/** Rejects with StandinError where a file cannot be read, or is no pact. */
export async function readPacts(files: readonly string[]): Promise<Pact[]> {
  const { readPact } = await import('../pact/index.ts');
  const pacts: Pact[] = [];
  for (const file of files) pacts.push(await readPact(await bytesOf(file), file));
  return pacts;
}

/** JSON with both parties of a pact in it; descriptions have no such members at their top. */
async function looksLikePact(name: string): Promise<boolean> {
  if (!/\.json$/i.test(name) || /^[a-z][a-z0-9+.-]+:\/\//i.test(name)) return false;
  const text = await readFile(name, 'utf8').catch(() => '');
  if (!/"consumer"\s*:/.test(text) || !/"provider"\s*:/.test(text)) return false;
  const [{ isPact }, value] = [await import('../pact/index.ts'), parsed(text)];
  return isPact(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    const isAbsent = (cause as { code?: unknown }).code === 'ENOENT';
    const reason = isAbsent
      ? 'there is no such file'
      : cause instanceof Error
        ? cause.message
        : String(cause);
    const error = new StandinError(`Failed to read the pact ${file}: ${reason}. Check the name.`, {
      code: isAbsent ? 'not-found' : 'unreadable-pact',
      place: { file },
      cause,
    });
    throw isAbsent ? await withNearFiles(error, file) : error;
  }
  if (bytes.length <= MOST_BYTES) return bytes;
  throw new StandinError(`Failed to read the pact ${file}: it is larger than 64 MiB. Split it.`, {
    code: 'too-large',
    place: { file },
  });
}
