import type { Fault, Place } from '../errors.ts';
import { isJsonObject, own, parsePointer, type SchemaScope, valueAt } from '../schema/index.ts';
import { dialectOfFile } from './identify.ts';
import { fieldsOf } from './kinds.ts';
import type { ParsedText } from './parsed-text.ts';
import { decodePath, relativeUri } from './place.ts';
import {
  absoluteUri,
  type FoundReference,
  type Walked,
  type WalkStart,
  walkReferences,
} from './references.ts';
import { resourceOf, type SourceFile } from './source-file.ts';
import { spliceReferences } from './splice.ts';
import { lazyFault, Unloadable } from './unloadable.ts';

export interface GatherContext {
  readonly scope: SchemaScope;
  readonly maxFiles: number;
  /** Reads a file that some reference names. Throws Unloadable. */
  open(location: string): Promise<ParsedText>;
  place(uri: string, pointer: string): Place;
  addFault(fault: Fault): void;
}

interface Wanted {
  readonly found: FoundReference;
  /** Without fragment. */
  readonly target: string;
  readonly fragment: string;
}

interface Opened {
  readonly location: string;
  readonly parsed: ParsedText;
}

/** Files that are read at the same time. */
const batchSize = 32;

/**
 * Reads every file that references lead to from the entry, breadth first and each once, and adds it to the scope
 * and to `files` (by URI, the entry among them). A file that cannot be read is a fault.
 * Throws Unloadable `too-many-files`.
 */
export async function gatherFiles(
  entry: SourceFile,
  files: Map<string, SourceFile>,
  context: GatherContext,
): Promise<void> {
  await new Gathering(entry, files, context).run();
}

class Gathering {
  readonly #files: Map<string, SourceFile>;
  readonly #context: GatherContext;
  readonly #walked: Walked = new Map();
  readonly #failed = new Map<string, { problem: Unloadable; wanted: Wanted[] }>();
  readonly #misplaced: FoundReference[] = [];
  readonly #misplacedIn = new Set<object>();
  #starts: WalkStart[];

  constructor(entry: SourceFile, files: Map<string, SourceFile>, context: GatherContext) {
    const { uri, root, dialect } = entry;
    this.#context = context;
    this.#files = files;
    this.#starts = [{ value: root, kind: 'document', uri, base: selfOf(entry), pointer: '', dialect }];
  }

  async run(): Promise<void> {
    while (this.#starts.length > 0) {
      const wanted: Wanted[] = [];
      for (const start of this.#starts) {
        walkReferences(start, this.#walked, (found) => this.#note(found, wanted));
      }
      this.#starts = [];
      await this.#openAll(wanted);
      for (const want of wanted) this.#startAt(want);
    }
    this.#reportFailed();
    spliceReferences(this.#misplaced, this.#files, this.#context);
  }

  #note(found: FoundReference, wanted: Wanted[]): void {
    const absolute = absoluteUri(found.reference, found.base);
    if (absolute === undefined) {
      const message = `${JSON.stringify(found.reference)} is no URI reference.`;
      this.#addFault('unresolved-reference', message, found);
      return;
    }
    if (found.place !== 'object') {
      if (this.#misplacedIn.has(found.holder)) return;
      this.#misplacedIn.add(found.holder);
      this.#misplaced.push(found);
    }
    const hash = absolute.indexOf('#');
    const target = hash < 0 ? absolute : absolute.slice(0, hash);
    const fragment = hash < 0 ? '' : absolute.slice(hash + 1);
    wanted.push({ found, target, fragment });
  }

  /** Opens what is not known yet, in the order in which it is asked for. */
  async #openAll(wanted: readonly Wanted[]): Promise<void> {
    const unknown = new Map<string, Wanted>();
    for (const want of wanted) {
      if (this.#isKnown(want) || unknown.has(want.target)) continue;
      unknown.set(want.target, want);
    }
    const queue = [...unknown.values()];
    if (this.#files.size + queue.length > this.#context.maxFiles) {
      const reason = `it refers to more than ${this.#context.maxFiles} files`;
      throw new Unloadable('too-many-files', reason, 'Bundle it first or raise the limit.');
    }
    for (let at = 0; at < queue.length; at += batchSize) {
      const batch = queue.slice(at, at + batchSize);
      const opened = await Promise.all(batch.map((want) => this.#open(want)));
      for (const [i, result] of opened.entries()) this.#keep(batch[i]!, result);
    }
    for (const want of wanted) this.#failed.get(want.target)?.wanted.push(want);
  }

  #isKnown({ target, found }: Wanted): boolean {
    if (this.#files.has(target) || this.#failed.has(target) || target === withoutFragment(found.base))
      return true;
    // What is on the web may be a schema at hand that has this `$id`, or a document with this `$self`.
    const local = target.startsWith(found.uri.slice(0, found.uri.indexOf(':') + 1));
    return !local && this.#isResolved(target, found.uri);
  }

  #isResolved(target: string, fromUri: string): boolean {
    return this.#context.scope.resolve(target, fromUri) !== undefined;
  }

  async #open(want: Wanted): Promise<Opened | Unloadable> {
    let problem: Unloadable | undefined;
    for (const location of this.#locationsOf(want)) {
      try {
        return { location, parsed: await this.#context.open(location) };
      } catch (error) {
        if (!(error instanceof Unloadable)) throw error;
        problem ??= error;
      }
    }
    return problem!;
  }

  /**
   * Where a target may be. A file that has given itself a URI on the web, by `$self` or `$id`, still has the files
   * that it refers to beside it, so these are looked for first (OpenAPI 3.2, "Establishing the Base URI").
   */
  #locationsOf({ target, found }: Wanted): string[] {
    const { location } = this.#files.get(found.uri)!;
    const base = withoutFragment(found.base);
    const relative = base === location ? undefined : relativeUri(base, target);
    const beside = relative === undefined ? undefined : absoluteUri(relative, location);
    const places = beside === undefined ? [target] : [beside, target];
    // `user.yaml/#/User` is a slip that other tools let pass.
    return places.flatMap((at) => (/\.(?:json|ya?ml)\/$/i.test(at) ? [at, at.slice(0, -1)] : [at]));
  }

  #keep({ target, found }: Wanted, result: Opened | Unloadable): void {
    if (result instanceof Unloadable) {
      // Where no version allows a reference, it need not be one.
      if (found.kind !== 'other' || result.code === 'outside-folder') {
        this.#failed.set(target, { problem: result, wanted: [] });
      }
      return;
    }
    const { location, parsed } = result;
    const dialect = dialectOfFile(parsed.value, found.dialect);
    const file: SourceFile = { uri: target, location, root: parsed.value, dialect, parsed };
    this.#files.set(target, file);
    this.#context.scope.addResource(resourceOf(file));
  }

  #startAt({ found, target, fragment }: Wanted): void {
    const file = this.#files.get(target);
    if (file === undefined) return;
    const { uri, dialect } = file;
    const pointer = decodePath(fragment);
    // A name leads to a schema somewhere in the file: all of it is walked.
    const named = parsePointer(pointer) === undefined;
    const value = named ? file.root : valueAt(file.root, pointer);
    const base = selfOf(file);
    const { kind } = found;
    const map = found.place === 'map' && fieldsOf[kind].get('*') === undefined && kind !== 'components';
    this.#starts.push({ value, kind, map, uri, base, pointer: named ? '' : pointer, dialect });
  }

  #reportFailed(): void {
    for (const { problem, wanted } of this.#failed.values()) {
      const [first] = wanted;
      // A file that was read later may hold a schema with this `$id`.
      if (first === undefined || this.#isResolved(first.target, first.found.uri)) continue;
      const { uri, reference, kind } = first.found;
      // A link may lead to an operation of another API, which is nothing to serve here.
      const severity = kind === 'operation' || kind === 'other' ? 'warning' : 'error';
      const more = wanted.length > 1 ? ` (and ${wanted.length - 1} more like it)` : '';
      const place = () => this.#context.place(uri, first.found.pointer());
      this.#context.addFault(problem.toFault(severity, reference + more, place));
    }
  }

  #addFault(code: string, message: string, found: FoundReference): void {
    const place = () => this.#context.place(found.uri, found.pointer());
    this.#context.addFault(lazyFault(code, 'error', message, place));
  }
}

/** The base URI that a document gives itself (OpenAPI 3.2, `$self`). */
function selfOf(file: SourceFile): string {
  const self = isJsonObject(file.root) ? own(file.root, '$self') : undefined;
  const base = typeof self === 'string' ? absoluteUri(self, file.uri) : undefined;
  return withoutFragment(base ?? file.uri);
}

function withoutFragment(uri: string): string {
  return uri.replace(/#.*$/s, '');
}
