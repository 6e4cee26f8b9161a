import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Fault, StandinError } from '../errors.ts';
import type { Fixtures } from '../fixture/index.ts';
import type { Api } from '../model/index.ts';
import type { ResourceCorrections } from '../resource/index.ts';
import type { CommonFlags } from './command.ts';
import { counted, faultLine, type Output } from './output.ts';
import { embeddedDefault, embeddedFixtures } from './package.ts';

export interface FixtureFlags extends CommonFlags {
  /** A folder; of the configuration, seen from there. */
  readonly fixtures?: string;
  readonly scenario?: string;
  /** Of the configuration. */
  readonly resources?: ResourceCorrections;
}

/** Fixtures, and whether the user has named them: then what is wrong in them keeps a mock from starting. */
export interface FoundFixtures {
  readonly fixtures: Fixtures;
  readonly named: boolean;
  /** Its path. */
  readonly folder: string;
}

/**
 * Those of `--fixtures`, else those in `fixtures/` beside the configuration, else the embedded default's own; undefined
 * where there are none. Only names of files are read.
 */
export async function findFixtures(
  api: Api,
  source: string,
  flags: FixtureFlags,
): Promise<FoundFixtures | undefined> {
  const { scenario } = flags;
  const folder = folderOf(source, flags);
  if (folder === undefined) {
    if (scenario === undefined) return undefined;
    throw new StandinError(
      `Failed to choose the scenario ${scenario}: there are no fixtures. Name their folder with --fixtures.`,
      { code: 'unknown-scenario' },
    );
  }
  const { Fixtures: Opened, openFixtureFolder } = await import('../fixture/index.ts');
  const fixtures = await Opened.open(api, await openFixtureFolder(folder, nameOf(folder)), flags.resources);
  if (scenario !== undefined) fixtures.requireScenario(scenario);
  return { fixtures, named: flags.fixtures !== undefined, folder };
}

function folderOf(source: string, { fixtures, configFolder }: FixtureFlags): string | undefined {
  if (fixtures !== undefined) return fixtures;
  const beside = configFolder === undefined ? undefined : join(configFolder, 'fixtures');
  if (beside !== undefined && existsSync(beside)) return beside;
  return source === embeddedDefault() ? embeddedFixtures() : undefined;
}

/** Relative to the current folder where it is below that. */
function nameOf(folder: string): string {
  const near = relative('.', folder);
  return near === '' || near.startsWith('..') ? folder : near;
}

/** Checks what the user has named before anything is served; what was only found is checked by `announceFixtureFaults`. */
export async function requireFixtures(found: FoundFixtures | undefined, output: Output): Promise<void> {
  if (!found?.named) return;
  const faults = await found.fixtures.faults();
  report(faults, output);
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  if (errors === 0) return;
  throw new StandinError(
    `Failed to use the fixtures ${found.fixtures.folder.name}: ${counted(errors, 'thing')} in them ${errors === 1 ? 'is' : 'are'} wrong. Correct ${errors === 1 ? 'it' : 'them'} there.`,
    { code: 'fixture-invalid' },
  );
}

/** What is wrong in fixtures that nobody has named: operations without them are served. */
export async function announceFixtureFaults(found: FoundFixtures | undefined, output: Output): Promise<void> {
  if (!found || found.named) return;
  report(await found.fixtures.faults(), output);
}

function report(faults: readonly Fault[], output: Output): void {
  for (const fault of faults) {
    if (output.quiet && fault.severity !== 'error') continue;
    if (output.json) output.printJson({ event: 'fault', ...fault, place: fault.place });
    else output.terminal.err(`${faultLine(fault, output.paintError)}\n`);
  }
}
