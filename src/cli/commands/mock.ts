import { announce, announceFaults, announceOverlaps } from '../announce.ts';
import { exitCode, type Invocation } from '../command.ts';
import { announceFixtureFaults } from '../fixtures.ts';
import type { MockFlags } from '../mock-flags.ts';
import { counted, type Output } from '../output.ts';
import { Reloading } from '../reload.ts';
import { internalError } from '../request-log.ts';
import type { Listening } from '../serve.ts';
import { type Kept, type Served, serveAll, sourcesOf } from '../served.ts';
import { KeptState } from '../state.ts';
import { announceTry } from '../try-line.ts';
import type { Watching } from '../watch.ts';

const faultsAfterMs = 300;
const idleMs = 40;

/** Serves until asked to stop. */
export async function mock(specs: readonly string[], invocation: Invocation<MockFlags>): Promise<number> {
  const { flags, output } = invocation;
  const workers = (flags.workers ?? 1) > 1 ? await import('../workers.ts') : undefined;
  if (workers?.startsWorkers(specs, flags)) return workers.runWorkers(flags, output);
  const state = new KeptState(output);
  try {
    return await serveUntilStopped(specs, invocation, state, workers?.isFurtherWorker() !== true);
  } finally {
    await state.close();
    workers?.leave();
  }
}

async function serveUntilStopped(
  specs: readonly string[],
  invocation: Invocation<MockFlags>,
  state: KeptState,
  /** Of several processes, one speaks for all. */
  speaks: boolean,
): Promise<number> {
  const { output, flags } = invocation;
  const kept: Kept = { files: new Set(), folders: new Set(), state };
  const [first, { serve }] = await Promise.all([serveAll(specs, flags, output, kept), import('../serve.ts')]);
  let served = first;
  const { port, host } = flags;
  const onError = (error: unknown) => internalError(error, output);
  const listening = await serve((request, env) => served.fetch(request, env), { port, host, onError });
  const stopped = output.terminal.stopAsked();
  if (speaks) {
    announce(served.apis, listening, output);
    announceOverlaps(served, output);
  }
  const faultsLater = setTimeout(() => speaks && announceAllFaults(served, output), faultsAfterMs);
  later(served, listening, invocation, speaks).catch(onError);
  const watching = flags.watch
    ? watchAll(specs, invocation, kept, speaks, (next) => (served = next))
    : undefined;
  await stopped;
  clearTimeout(faultsLater);
  await (await watching)?.close();
  const pending = listening.pending();
  if (speaks)
    output.say(pending > 0 ? `Stopping, after ${counted(pending, 'request')} under way.` : 'Stopping.');
  await listening.close();
  output.flush();
  return exitCode.fine;
}

/** Whoever waited for the port is answered before anything else is done. */
async function later(
  { apis }: Served,
  { url, pending }: Listening,
  { output, flags }: Invocation<MockFlags>,
  speaks: boolean,
): Promise<void> {
  do await new Promise((done) => setTimeout(done, idleMs));
  while (pending() > 0);
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
  speaks: boolean,
  swap: (served: Served) => void,
): Promise<Pick<Watching, 'close'> | undefined> {
  if (kept.files.size === 0 && kept.folders.size === 0) return undefined;
  let watching: Watching | undefined;
  const make = async (): Promise<Served> => {
    const changed = (await reread?.()) ?? flags;
    try {
      return await serveAll(specs, changed, output, kept);
    } finally {
      watching?.follow(sourcesOf(kept));
    }
  };
  const reloading = new Reloading(make, swap, output, speaks);
  const cannot = (error: unknown) =>
    output.say(`Changes are not followed: ${error instanceof Error ? error.message : String(error)}.`);
  try {
    const { watch } = await import('../watch.ts');
    const following = await watch(sourcesOf(kept), () => reloading.ask(), cannot);
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
