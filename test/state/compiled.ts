import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Compiled {
  /** Of the module that has `openStore`, for processes of their own. */
  readonly url: string;
  /** The command line's file. */
  readonly main: string;
  remove(): void;
}

/** The stores as plain JavaScript, beside the packages that they need. */
export function compileStores(): Promise<Compiled> {
  return compile({ files: [join(root, 'src/state/stores/open-store.ts')], include: [] });
}

/** Everything, for a process that is started as users do. */
export function compileAll(): Promise<Compiled> {
  return compile({ include: [join(root, 'src')] });
}

async function compile(what: object): Promise<Compiled> {
  const folder = mkdtempSync(join(root, 'node_modules', '.standin-test-'));
  const config = join(folder, 'tsconfig.json');
  const outDir = join(folder, 'dist');
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  const compilerOptions = {
    outDir,
    rootDir: join(root, 'src'),
    declaration: false,
    isolatedDeclarations: false,
  };
  writeFileSync(config, JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, ...what }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  // Types that are wrong are for another check to tell.
  await promisify(execFile)(process.execPath, [tsc, '-p', config]).catch(() => undefined);
  // The build's own first file looks for what only the build makes.
  const main = join(folder, 'main.js');
  writeFileSync(main, `import { start } from './dist/cli/start.js';\nawait start();\n`);
  return {
    url: pathToFileURL(join(outDir, 'state/stores/open-store.js')).href,
    main,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
