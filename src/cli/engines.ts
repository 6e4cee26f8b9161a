import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ContractOptions } from '../contract/index.ts';
import type { DreddSettings } from '../dredd/index.ts';
import { StandinError } from '../errors.ts';
import { mustBeKnown } from './known.ts';
import { type Output, plain } from './output.ts';

export interface EngineFlags {
  readonly engine?: readonly string[];
  /** Of Dredd: paths or globs. */
  readonly hookfiles?: readonly string[];
  readonly dreddConfig?: string;
}

/** What Dredd looks for by itself. */
const usualConfig = 'dredd.yml';

export interface Engines extends Pick<ContractOptions, 'phases' | 'foreign' | 'headers'> {
  /** The target that Dredd's configuration names. */
  readonly endpoint?: string;
}

/** What a contract run is given so that the engines run which are asked for; ours where none is. */
export async function enginesOf(
  { engine = ['standin'], hookfiles, dreddConfig }: EngineFlags,
  output: Output,
  cwd: string = process.cwd(),
): Promise<Engines> {
  for (const name of engine) await mustBeKnown(name, ['standin', 'dredd'], 'engine');
  if (!engine.includes('dredd')) return {};
  const { dreddPhase, readDreddSettings } = await import('../dredd/index.ts');
  const path = resolve(cwd, dreddConfig ?? usualConfig);
  const text = await textOf(path, dreddConfig);
  const settings: DreddSettings | undefined =
    text === undefined ? undefined : await readDreddSettings(text, dreddConfig ?? usualConfig);
  const phase = await dreddPhase({
    cwd,
    settings,
    hookfiles,
    output: output.verbose ? (line) => output.say(plain(line)) : undefined,
    clock: () => performance.now(),
  });
  return {
    ...(engine.includes('standin') ? {} : { phases: [] }),
    foreign: [phase],
    headers: settings?.headers ?? [],
    ...(settings?.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
  };
}

/** Undefined where the usual one is not there. */
async function textOf(path: string, asked: string | undefined): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (asked === undefined) return undefined;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StandinError(`Failed to read Dredd's configuration ${asked}: ${reason}. Check the name.`, {
      code: 'dredd-config',
      cause,
    });
  }
}
