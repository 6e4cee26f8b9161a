import type { Fault } from '../errors.ts';
import { isJsonObject, type JsonObject, joinPointer, own } from '../schema/index.ts';
import type { Document } from './document.ts';
import type { Kind } from './kinds.ts';
import { LoadedDocument } from './loaded-document.ts';
import { duplicateKeys } from './positions.ts';
import { type FoundReference, type Walked, type WalkStart, walkReferences } from './references.ts';
import type { SourceFile } from './source-file.ts';
import { lazyFault, positionIn } from './unloadable.ts';

/**
 * Everything wrong in a document that a look at its text shows: what loading has found, references that lead nowhere
 * or round in a circle, operations of one `operationId`, keys that occur twice. Walks every file once, which takes
 * about as long as loading does; a server has no need of it.
 */
export function findFaults(document: Document): Fault[] {
  if (!(document instanceof LoadedDocument)) return [...document.faults];
  const finder = new Finder(document);
  finder.run();
  const known = new Set(document.faults.map(keyOf));
  return [...document.faults, ...finder.faults.filter((fault) => !known.has(keyOf(fault)))];
}

/** One line for one thing: a file that is missing has been told where it was first asked for. */
function keyOf({ place }: Fault): string {
  return `${place.file}#${place.pointer ?? `:${place.line}:${place.column}`}`;
}

class Finder {
  readonly faults: Fault[] = [];
  readonly #document: LoadedDocument;
  readonly #walked: Walked = new Map();
  readonly #operations = new Map<string, { uri: string; pointer: string }>();

  constructor(document: LoadedDocument) {
    this.#document = document;
  }

  run(): void {
    const { files, uri } = this.#document;
    const entry = files.get(uri)!;
    const starts: WalkStart[] = [startAt(entry, entry.root, 'document', '')];
    for (let start = starts.pop(); start !== undefined; start = starts.pop()) {
      const at = start;
      const enter = (kind: Kind, object: JsonObject, pointer: () => string) => {
        if (kind === 'operation') this.#noteOperation(object, at.uri, pointer);
      };
      walkReferences(at, this.#walked, (found) => this.#check(found, starts), enter);
    }
    for (const file of new Set(files.values())) this.#checkKeys(file);
  }

  #check(found: FoundReference, starts: WalkStart[]): void {
    const { reference, uri, base, kind } = found;
    const { scope, files } = this.#document;
    const target = scope.resolve(reference, base) ?? scope.resolve(reference, uri);
    if (target === undefined) {
      const severity = kind === 'operation' || kind === 'other' ? 'warning' : 'error';
      this.#add('unresolved-reference', severity, `The reference ${reference} leads nowhere.`, found);
      return;
    }
    if (kind !== 'schema' && this.#isCircle(target.value, target.uri)) {
      this.#add('circular-reference', 'error', `The reference ${reference} leads round in a circle.`, found);
    }
    const file = files.get(target.uri);
    if (file !== undefined && found.place === 'object')
      starts.push(startAt(file, target.value, kind, target.pointer));
  }

  /** Schemas that are nothing but references to each other are the scope's business. */
  #isCircle(value: unknown, uri: string): boolean {
    const seen = new Set<unknown>();
    let at: { value: unknown; uri: string } | undefined = { value, uri };
    while (at !== undefined && isJsonObject(at.value)) {
      if (seen.has(at.value)) return true;
      seen.add(at.value);
      const next: unknown = own(at.value, '$ref');
      at = typeof next === 'string' ? this.#document.scope.resolve(next, at.uri) : undefined;
    }
    return false;
  }

  #noteOperation(operation: JsonObject, uri: string, pointer: () => string): void {
    const id = own(operation, 'operationId');
    if (typeof id !== 'string') return;
    const first = this.#operations.get(id);
    const here = { uri, pointer: joinPointer(pointer(), 'operationId') };
    if (first === undefined) {
      this.#operations.set(id, here);
      return;
    }
    const { file, line } = this.#document.place(first.uri, first.pointer);
    const message = `The operationId ${JSON.stringify(id)} is that of another operation too (${file}:${line}).`;
    const place = () => this.#document.place(uri, here.pointer);
    this.faults.push(lazyFault('duplicate-operation-id', 'error', message, place));
  }

  /** YAML's were found when it was parsed; JSON.parse does not tell. */
  #checkKeys({ parsed, uri }: SourceFile): void {
    if (parsed?.format !== 'json') return;
    const { file } = this.#document.place(uri, '');
    const { index, lineStarts } = parsed.layout;
    for (const { key, offset } of duplicateKeys(index)) {
      const message = `The key ${JSON.stringify(key)} occurs twice in one object; the last one counts.`;
      const place = { file, ...positionIn(lineStarts, offset) };
      this.faults.push({ code: 'duplicate-key', severity: 'error', message, place });
    }
  }

  #add(code: string, severity: Fault['severity'], message: string, found: FoundReference): void {
    const place = () => this.#document.place(found.uri, found.pointer());
    this.faults.push(lazyFault(code, severity, message, place));
  }
}

function startAt(file: SourceFile, value: unknown, kind: Kind, pointer: string): WalkStart {
  const { uri, dialect } = file;
  return { value, kind, uri, base: uri, pointer, dialect };
}
