import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { reasonOf, StoreError } from '../store-error.ts';

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells a process from a later one that was given its number; undefined where the system does not say. */
  readonly started: string | undefined;
}

/** Keeps every other process from writing to a file. Gives what frees it. A lock whose process has died is taken over. */
export function lockFile(path: string, onNotice: (notice: string) => void): () => void {
  const lock = `${path}.lock`;
  const self: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
  const text = JSON.stringify(self);
  if (!create(lock, text)) {
    const before = readHolder(lock);
    if (before !== undefined && !isGone(before)) throw heldBy(path, lock, before);
    takeOver(path, lock, text);
    onNotice(`${path} was in use by a process that has ended without closing it.`);
  }
  return () => {
    try {
      if (readFileSync(lock, 'utf8') === text) unlinkSync(lock);
    } catch {
      // Somebody has removed it already.
    }
  };
}

/** Only one of those who find a lock stale may replace it, and must look again first. */
function takeOver(path: string, lock: string, text: string): void {
  const guard = `${lock}.next`;
  if (!create(guard, text)) {
    const other = readHolder(guard);
    if (other !== undefined && !isGone(other)) throw heldBy(path, guard, other);
    throw new StoreError(
      `Failed to open ${path}: another process has ended while it took over ${lock}. Remove ${guard} if no Standin uses the file.`,
      'store-locked',
    );
  }
  const holder = readHolder(lock);
  if (holder !== undefined && !isGone(holder)) {
    unlinkSync(guard);
    throw heldBy(path, lock, holder);
  }
  renameSync(guard, lock);
}

/** Makes a file that nobody ever sees empty. False where there is one. */
function create(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    try {
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      // Some file systems have no links.
      writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
    } finally {
      unlinkSync(draft);
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new StoreError(
      `Failed to write ${path}: ${reasonOf(error)}. Give --store a file in a folder that exists and can be written to.`,
      'store-unavailable',
      error,
    );
  }
}

/** Undefined for a lock that is gone, or was not written to its end. */
function readHolder(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isGone({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  const now = startOf(pid);
  return started !== undefined && now !== undefined && started !== now;
}

/** When a process was started, by the kernel's own count, and in which of its boots; Linux alone says. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the process, in parentheses, may hold spaces and parentheses too.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return `${boot} ${fields[19]}`;
  } catch {
    return undefined;
  }
}

function heldBy(path: string, lock: string, { pid, host }: Holder): StoreError {
  const where = host === hostname() ? '' : ` on ${host}`;
  const remove = host === hostname() ? '' : ` If that has ended, remove ${lock}.`;
  return new StoreError(
    `Failed to open ${path}: process ${pid}${where} is using it. Stop that one, or give each its own file; several share one world with --store redis://.${remove}`,
    'store-locked',
  );
}
