// Installs the packed package into a copy of the examples, outside of this repository, and runs their tests.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const chosen = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'standin-examples-'));
const npm = (cwd, ...args) =>
  execFileSync('npm', args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] }).toString();
const timed = (what, run) => {
  const start = performance.now();
  const result = run();
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
};

try {
  cpSync(fileURLToPath(new URL('.', import.meta.url)), folder, {
    recursive: true,
    filter: (path) => !/[\\/](?:node_modules|dist|test-results)$/.test(path),
  });
  // What was built is packed as it is; the tests of this repository run on it too.
  const build = existsSync(join(root, 'dist', 'index.js')) ? ['--ignore-scripts'] : [];
  const [packed] = JSON.parse(
    timed('packed', () => npm(root, 'pack', '--json', '--silent', ...build, '--pack-destination', folder)),
  );
  renameSync(join(folder, packed.filename), join(folder, 'standin.tgz'));
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  timed('installed', () => npm(folder, 'install', ...quiet));
  const { workspaces } = JSON.parse(npm(folder, 'pkg', 'get', '--json'));
  for (const name of chosen.length > 0 ? chosen : workspaces)
    timed(name, () =>
      execFileSync('npm', ['test', '--silent', '--workspace', name], { cwd: folder, stdio: 'inherit' }),
    );
} catch (error) {
  // The tests have said what is wrong; all else has not.
  if (error.status === undefined) console.error(error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
