import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { StandinError } from '../../errors.ts';

/**
 * The file of Dredd's entry, as the project has installed it. Throws StandinError `dredd-missing`, which names the command
 * that installs it, and `dredd-unsupported` for a version other than 14.
 *
 * @param cwd the project's folder
 * @param own a file of this package, beside which it is looked for next
 */
export function findDredd(cwd: string, own: string = import.meta.url): string {
  for (const from of [join(cwd, 'package.json'), own]) {
    const require = createRequire(from);
    const manifest = attempt(() => require.resolve('dredd/package.json'));
    if (manifest === undefined) continue;
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    if (version.startsWith('14.')) return require.resolve('dredd');
    throw new StandinError(
      `Failed to run Dredd: version ${version} is installed, and 14 is needed. Install it by: npm install --save-dev dredd@14`,
      { code: 'dredd-unsupported' },
    );
  }
  throw new StandinError(
    'Failed to run Dredd: it is not installed. Install it by: npm install --save-dev dredd@14',
    { code: 'dredd-missing' },
  );
}

function attempt<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}
