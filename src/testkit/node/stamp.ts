import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** When files and folders were changed last and how long they are, as one text; what is not there counts too. */
export async function stampFiles(uris: readonly string[]): Promise<string> {
  const stamps = await Promise.all(
    uris.map(async (uri) => {
      const stats = await stat(fileURLToPath(uri)).catch(() => undefined);
      return stats ? `${stats.mtimeMs} ${stats.size}` : 'none';
    }),
  );
  return stamps.join('\n');
}
