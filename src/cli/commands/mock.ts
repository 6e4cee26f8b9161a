import { StandinError } from '../../errors.ts';
import { announce, announceFaults, announceOverlaps } from '../announce.ts';
import { exitCode, type Invocation } from '../command.ts';
import { announceFixtureFaults } from '../fixtures.ts';
import type { MockFlags } from '../mock-flags.ts';
import { counted, type Output } from '../output.ts';
import { PactFile } from '../pact-file.ts';
import { Reloading } from '../reload.ts';
import { internalError } from '../request-log.ts';
import type { Listening } from '../serve.ts';
import { type Kept, type Served, serveAll, sourcesOf } from '../served.ts';
import { KeptState } from '../state.ts';
import { announceTry } from '../try-line.ts';
import type { Watching } from '../watch.ts';

/** Longer than those sleep who ask for the port again and again: their first request meets an idle process. */
const idleMs = 150;
/** Changes are followed after this time at the latest, and faults told. */
const mostIdleChecks = 10;

/** Serves until asked to stop. */
export async function mock(specs: readonly string[], invocation: Invocation<MockFlags>): Promise<number> {
  const { flags, output } = invocation;
  if ((flags.workers ?? 1) > 1 && flags.pact !== undefined)
    throw new StandinError(
      'Failed to start: several processes cannot write one pact. Leave out --workers or --pact.',
      { code: 'pact-of-workers' },
    );
  const workers = (flags.workers ?? 1) > 1 ? await import('../workers.ts') : undefined;
  if (workers?.startsWorkers(specs, flags)) return workers.runWorkers(flags, output);
  const state = new KeptState(output);
  const pact = new PactFile(output);
  try {
    return await serveUntilStopped(specs, invocation, { state, pact }, workers?.isFurtherWorker() !== true);
  } finally {
    await pact.close();
    await state.close();
    workers?.leave();
  }
}

async function serveUntilStopped(
  specs: readonly string[],
  invocation: Invocation<MockFlags>,
  keeping: Pick<Kept, 'state' | 'pact'>,
  /** Of several processes, one speaks for all. */
  speaks: boolean,
): Promise<number> {
  const { output, flags } = invocation;
  const readAt = Date.now();
  const kept: Kept = { files: new Set(), folders: new Set(), ...keeping };
  let served = await serveAll(specs, flags, output, kept);
  const { serve } = await import('../serve.ts');
  const { port, host } = flags;
  const onError = (error: unknown) => internalError(error, output);
  const listening = await serve((request, env) => served.fetch(request, env), { port, host, onError });
  const stopped = output.terminal.stopAsked();
  if (speaks) {
    announce(served.apis, listening, output);
    announceOverlaps(served, output);
  }
  const following = whenIdle(listening, stopped).then(async (goesOn) => {
    if (!goesOn) return undefined;
    await announceRequest(served, listening, invocation, speaks).catch(onError);
    if (speaks) announceAllFaults(served, output);
    return flags.watch
      ? watchAll(specs, invocation, kept, readAt, speaks, (next) => (served = next))
      : undefined;
  });
  await stopped;
  await (await following)?.close();
  const pending = listening.pending();
  if (speaks)
    output.say(pending > 0 ? `Stopping, after ${counted(pending, 'request')} under way.` : 'Stopping.');
  await listening.close();
  output.flush();
  return exitCode.fine;
}

/** Whoever waited for the port is answered before anything else is done. False: the end came first. */
async function whenIdle({ pending }: Listening, stopped: Promise<unknown>): Promise<boolean> {
  const end = stopped.then(() => false);
  for (let checks = 0; checks < mostIdleChecks; checks++) {
    let timer: NodeJS.Timeout | undefined;
    const pause = new Promise<boolean>((done) => {
      timer = setTimeout(() => done(true), idleMs);
    });
    const goesOn = await Promise.race([pause, end]);
    clearTimeout(timer);
    if (!goesOn) return false;
    if (pending() === 0) break;
  }
  return true;
}

async function announceRequest(
  { apis }: Served,
  { url }: Listening,
  { output, flags }: Invocation<MockFlags>,
  speaks: boolean,
): Promise<void> {
  const [{ api } = {}] = apis;
  // Also where nothing is printed: what a request needs is there when the next one comes.
  const isShown = speaks && !output.quiet && !output.json;
  if (api) await announceTry(api, { url, isShown }, flags, output);
}

function announceAllFaults({ apis }: Served, output: Output): void {
  for (const { api, source, found } of apis) {
    announceFaults(api, source, output);
    void announceFixtureFaults(found, output);
  }
}

/** Follows the files that the mock is made of; undefined where there are none, or where they cannot be followed. */
async function watchAll(
  specs: readonly string[],
  { output, flags, reread }: Invocation<MockFlags>,
  kept: Kept,
  readAt: number,
  speaks: boolean,
  swap: (served: Served) => void,
): Promise<Pick<Watching, 'close'> | undefined> {
  if (kept.files.size === 0 && kept.folders.size === 0) return undefined;
  let watching: Watching | undefined;
  const make = async (): Promise<Served> => {
    const rereadAt = Date.now();
    const changed = (await reread?.()) ?? flags;
    try {
      return await serveAll(specs, changed, output, kept);
    } finally {
      watching?.follow(sourcesOf(kept), rereadAt);
    }
  };
  const reloading = new Reloading(make, swap, output, speaks);
  const cannot = (error: unknown) =>
    output.say(`Changes are not followed: ${error instanceof Error ? error.message : String(error)}.`);
  try {
    const { watch } = await import('../watch.ts');
    const following = await watch(sourcesOf(kept), readAt, () => reloading.ask(), cannot);
    watching = following;
    const count = kept.files.size + kept.folders.size;
    if (output.verbose && speaks)
      output.say(`Changes to ${counted(count, 'file or folder', 'files and folders')} are followed.`);
    return {
      async close() {
        await following.close();
        // What is being made anew uses what is closed next.
        await reloading.settled();
      },
    };
  } catch (error) {
    cannot(error);
    return undefined;
  }
}
