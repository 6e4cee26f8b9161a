// What the engine finds of the library's defects, and what it says of a library without any.

import { defects, isNamed, variations } from './catalogue.mjs';
import { isOf, shows, tryLibrary } from './try.mjs';

const median = (values) => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];

/**
 * @param engine what Standin exports: `loadApi` and `runContract`
 * @param only names of defects and variations, or how they begin; all where undefined
 */
export async function measureDefects(engine, { seeds = [1, 2], only, say = () => {} } = {}) {
  const wanted = (name) => isNamed(name, only);
  const rows = [];
  for (const defect of defects.filter(({ name }) => wanted(name))) {
    const runs = [];
    for (const seed of seeds) {
      const { failures, requests } = await tryLibrary(engine, {
        defect: defect.name,
        seed,
        until: (failure) => isOf(defect, failure),
      });
      runs.push({ hit: shows(defect, failures), failures, requests });
    }
    const hits = runs.flatMap(({ hit }) => hit ?? []);
    const row = {
      ...defect,
      found: hits.length === seeds.length,
      agreed: hits.length === seeds.length || hits.length === 0,
      requests: median(hits.map(({ requests }) => requests)),
      seconds: median(hits.map(({ seconds }) => seconds)),
    };
    rows.push(row);
    say(`${row.found ? 'found ' : 'MISSED'} ${defect.name}${row.found ? '' : `: ${describe(runs)}`}`);
  }
  const alarms = [];
  const conforming = [undefined, ...variations].filter((name) => wanted(name ?? 'conforming'));
  const whole = [];
  for (const variation of conforming) {
    for (const seed of seeds) {
      const run = await tryLibrary(engine, { variation, seed });
      whole.push(run);
      for (const failure of run.failures)
        alarms.push({ variation: variation ?? 'conforming', seed, ...failure });
    }
    say(`tried  ${variation ?? 'conforming'}`);
  }
  return {
    defects: rows,
    groups: groupsOf(rows),
    alarms,
    conforming: conforming.length,
    seeds,
    requests: median(whole.map(({ requests }) => requests)),
    seconds: median(whole.map(({ seconds }) => seconds)),
  };
}

function describe(runs) {
  const found = runs.flatMap(({ failures }) =>
    failures.map(({ check, operation }) => `${check} of ${operation}`),
  );
  return [...new Set(found)].join(', ') || 'nothing is said';
}

function groupsOf(rows) {
  return Object.entries(Object.groupBy?.(rows, ({ group }) => group) ?? grouped(rows)).map(
    ([group, own]) => ({
      group,
      defects: own.length,
      found: own.filter(({ found }) => found).length,
      agreed: own.filter(({ agreed }) => agreed).length,
      requests: median(own.flatMap(({ requests }) => requests ?? [])),
      seconds: median(own.flatMap(({ seconds }) => seconds ?? [])),
    }),
  );
}

/** Node 20 has no Object.groupBy. */
function grouped(rows) {
  const groups = {};
  for (const row of rows) (groups[row.group] ??= []).push(row);
  return groups;
}

/** As rows of a table: each group, and all. */
export function tableOf({ groups, defects, alarms, conforming, requests, seconds }) {
  const shown = (value) =>
    value === undefined ? '-' : value >= 100 ? Math.round(value) : Number(value.toPrecision(2));
  const row = (name, own) => ({
    name,
    defects: own.defects,
    found: own.found,
    'both seeds alike': own.agreed,
    'requests to it': shown(own.requests),
    'seconds to it': shown(own.seconds),
  });
  const sum = (key) => groups.reduce((all, group) => all + group[key], 0);
  const all = {
    defects: sum('defects'),
    found: sum('found'),
    agreed: sum('agreed'),
    requests: median(defects.flatMap((each) => each.requests ?? [])),
    seconds: median(defects.flatMap((each) => each.seconds ?? [])),
  };
  return {
    rows: [...groups.map((group) => row(group.group, group)), row('all', all)],
    note: `${alarms.length} false alarms of ${conforming} ways to keep the description; a whole run takes ${requests} requests and ${shown(seconds)} s.`,
  };
}
