import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface CompiledStores {
  /** Of the module that has `openStore`, for processes of their own. */
  readonly url: string;
  remove(): void;
}

/** The stores as plain JavaScript, beside the packages that they need. */
export async function compileStores(): Promise<CompiledStores> {
  const folder = mkdtempSync(join(root, 'node_modules', '.standin-stores-'));
  const config = join(folder, 'tsconfig.json');
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        outDir: folder,
        rootDir: join(root, 'src'),
        declaration: false,
        isolatedDeclarations: false,
      },
      include: [],
      files: [join(root, 'src/state/stores/open-store.ts')],
    }),
  );
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', config]);
  return {
    url: pathToFileURL(join(folder, 'state/stores/open-store.js')).href,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
