import { StandinError } from '../errors.ts';
import type { Project } from './project.ts';
import type { SuiteFile } from './read-suite.ts';

/** What a hook is called with. */
export interface HookContext {
  /** The target's base URL; of a handler in-process one that its fetch understands. */
  readonly target: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whose credentials are wanted; undefined in setup and teardown. */
  readonly identity: string | undefined;
  readonly scopes: readonly string[];
  /** Asks the target, or any other URL. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** What steps of the setup have saved; a hook of it may add to it. */
  readonly steps: Map<string, unknown>;
}

/**
 * Runs a function of a module of the project: `./hooks.ts#seed`, or the default export. Rejects with StandinError
 * `bad-hook` where there is none, and `hook-failed` where it throws.
 */
export async function runHook(
  reference: string,
  pointer: string,
  context: HookContext,
  project: Project,
  suite: SuiteFile,
): Promise<unknown> {
  const [path = '', name = 'default'] = reference.split('#', 2);
  const place = suite.place(pointer);
  const at = `${suite.file}:${place.line ?? 1}`;
  const loaded = await project.load(path, suite.file);
  const hook = Object.hasOwn(loaded, name) ? loaded[name] : undefined;
  if (typeof hook !== 'function')
    throw new StandinError(
      `Failed to run the hook ${reference} of ${at}: the module exports no function ${name}. Export one, or name another after #.`,
      { code: 'bad-hook', place },
    );
  try {
    return await (hook as (context: HookContext) => unknown)(context);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StandinError(`Failed to run the hook ${reference} of ${at}: ${why}. Correct it there.`, {
      code: 'hook-failed',
      place,
      cause,
    });
  }
}
