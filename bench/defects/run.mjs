// What of a server's defects the contract engine finds: node bench/defects/run.mjs
//   [--only NAME] [--seed 1] [--seed 2] [--dist FOLDER | --source]
// Exits with 1 where something is missed or alarmed of.

import { parseArgs } from 'node:util';
import { measureDefects, tableOf } from './measure.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    seed: { type: 'string', multiple: true, default: ['1', '2'] },
    dist: { type: 'string', default: new URL('../../dist', import.meta.url).pathname },
    source: { type: 'boolean', default: false },
  },
});

const engine = values.source ? await fromSource() : await import(`${values.dist}/index.js`);
const measured = await measureDefects(engine, {
  seeds: values.seed.map(Number),
  only: values.only,
  say: (text) => process.stderr.write(`${text}\n`),
});
const { rows, note } = tableOf(measured);
console.table(Object.fromEntries(rows.map(({ name, ...cells }) => [name, cells])));
for (const { variation, seed, check, operation, message } of measured.alarms)
  console.log(`False alarm (${variation}, seed ${seed}): ${check} of ${operation}: ${message}`);
console.log(note);
process.exitCode = measured.alarms.length > 0 || measured.defects.some(({ found }) => !found) ? 1 : 0;

/** Without a build. */
async function fromSource() {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url);
  return jiti.import('../../src/index.ts');
}
