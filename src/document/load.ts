import type { Fault, Place } from '../errors.ts';
import type { JsonObject } from '../schema/index.ts';
import type { Document } from './document.ts';
import { gatherFiles } from './gather.ts';
import { type Identity, identify } from './identify.ts';
import { createSchemaScope } from './interim-scope.ts';
import { LoadedDocument } from './loaded-document.ts';
import type { LoadOptions } from './options.ts';
import { type ParsedText, parseText } from './parse.ts';
import { type Locator, TextLocator } from './place.ts';
import { Reader } from './reader.ts';
import { mayReferElsewhere } from './references.ts';
import { resourceOf, type SourceFile } from './source-file.ts';
import { lazyFault, Unloadable } from './unloadable.ts';

/**
 * Reads a description with all its files: Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2, as JSON or YAML.
 *
 * `source` is a path, a `file:` or `http(s):` URL, `-` for standard input, a folder or pattern of Docusaurus OpenAPI
 * pages (`*.api.mdx`), or a parsed object. Rejects with a StandinError that names file, line and column where the
 * entry cannot be used; whatever else is wrong is in the document's `faults`.
 */
export async function loadDocument(
  source: string | URL | JsonObject,
  options: LoadOptions = {},
): Promise<Document> {
  const loading = await Loading.start(source, options);
  return loading.run();
}

class Loading {
  readonly #reader: Reader;
  readonly #source: JsonObject | undefined;
  readonly #faults: Fault[] = [];
  readonly #locators = new Map<string, Locator>();
  #uri: string;

  private constructor(reader: Reader, uri: string, source: JsonObject | undefined) {
    this.#reader = reader;
    this.#uri = uri;
    this.#source = source;
  }

  static async start(source: string | URL | JsonObject, options: LoadOptions): Promise<Loading> {
    if (typeof source !== 'string' && !(source instanceof URL)) {
      return new Loading(await Reader.create(options, false), 'memory:/document', source);
    }
    const name = String(source);
    if (name === '-') return new Loading(await Reader.create(options, false), 'stdin:/document', undefined);
    const url = /^[a-z][a-z0-9+.-]+:/i.test(name) && URL.canParse(name) ? new URL(name).href : undefined;
    const reader = await Reader.create(options, true);
    const uri = url ?? reader.files?.toUri(name) ?? new URL(name, 'memory:/').href;
    return new Loading(reader, uri, undefined);
  }

  async run(): Promise<Document> {
    try {
      return await this.#load();
    } catch (error) {
      throw error instanceof Unloadable ? error.toError(this.#reader.nameOf(this.#uri)) : error;
    }
  }

  async #load(): Promise<Document> {
    const parsed = this.#source === undefined ? await this.#openEntry() : undefined;
    const { root, identity } = identify(this.#source ?? parsed?.value);
    const entry: SourceFile = { uri: this.#uri, root, dialect: identity.dialect, parsed };
    this.#noteIdentity(identity);
    const scope = createSchemaScope();
    scope.addResource(resourceOf(entry));
    let files: ReadonlyMap<string, SourceFile> = new Map([[entry.uri, entry]]);
    if (parsed === undefined || mayReferElsewhere(parsed.text)) {
      files = await gatherFiles(entry, {
        scope,
        maxFiles: this.#reader.limits.maxFiles,
        open: (uri) => this.#openReferenced(uri),
        place: (uri, pointer) => this.#place(uri, pointer),
        addFault: (fault) => this.#faults.push(fault),
      });
    }
    const document = new LoadedDocument({
      uri: entry.uri,
      version: identity.version,
      root,
      scope,
      files,
      locate: (uri) => this.#locate(uri),
      origins: undefined,
    });
    document.faults.push(...this.#faults);
    return document;
  }

  async #openEntry(): Promise<ParsedText> {
    const { content, uri } = await this.#reader.readEntry(this.#uri);
    this.#uri = uri;
    return this.#parse(content, uri);
  }

  async #openReferenced(uri: string): Promise<ParsedText> {
    return this.#parse(await this.#reader.readReferenced(uri), uri);
  }

  async #parse(content: Uint8Array | string, uri: string): Promise<ParsedText> {
    const parsed = await parseText(content, uri, this.#reader.limits.maxDepth);
    const file = this.#reader.nameOf(uri);
    this.#locators.set(uri, new TextLocator(file, parsed));
    for (const { code, severity, message, line, column } of parsed.faults) {
      this.#faults.push({ code, severity, message, place: { file, line, column } });
    }
    return parsed;
  }

  #noteIdentity(identity: Identity): void {
    for (const { code, severity, message, pointer } of identity.faults) {
      this.#faults.push(lazyFault(code, severity, message, () => this.#place(this.#uri, pointer)));
    }
  }

  #place(uri: string, pointer: string): Place {
    return this.#locate(uri).place(pointer);
  }

  #locate(uri: string): Locator {
    const file = this.#reader.nameOf(uri);
    return this.#locators.get(uri) ?? { place: (pointer) => ({ file, pointer }) };
  }
}
