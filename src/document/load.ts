import type { Fault } from '../errors.ts';
import { createSchemaScope, type JsonObject, type SchemaScope } from '../schema/index.ts';
import type { Content } from './decode.ts';
import type { Document } from './document.ts';
import { gatherFiles } from './gather.ts';
import { identify } from './identify.ts';
import { LoadedDocument, type Origins } from './loaded-document.ts';
import { checkNesting } from './nesting.ts';
import type { LoadOptions, Source } from './options.ts';
import { parseText } from './parse.ts';
import type { ParsedText } from './parsed-text.ts';
import { type Locator, TextLocator } from './place.ts';
import { type PageSource, pageSourceOf, readPages } from './read-pages.ts';
import { isRemote, Reader } from './reader.ts';
import { resourceOf, type SourceFile } from './source-file.ts';
import { lazyFault, Unloadable } from './unloadable.ts';

/**
 * Reads a description with all its files: Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2, as JSON or YAML.
 *
 * `source` is a path, a `file:` or `http(s):` URL, `-` for standard input, a folder or pattern of Docusaurus OpenAPI
 * pages (`*.api.mdx`), or a parsed object. Rejects with a StandinError that names file, line and column where the
 * entry cannot be used; whatever else is wrong is in the document's `faults`.
 */
export async function loadDocument(source: Source, options: LoadOptions = {}): Promise<Document> {
  const loading = await Loading.start(source, options);
  return loading.run();
}

class Loading {
  readonly #reader: Reader;
  readonly #name: string;
  readonly #value: JsonObject | undefined;
  readonly #faults: Fault[] = [];
  readonly #files = new Map<string, SourceFile>();
  readonly #opened = new Map<string, Promise<ParsedText>>();
  /** By location. */
  readonly #locators = new Map<string, Locator>();
  #uri: string;

  private constructor(reader: Reader, uri: string, name: string, value?: JsonObject) {
    this.#reader = reader;
    this.#uri = uri;
    this.#name = name;
    this.#value = value;
  }

  static async start(source: Source, options: LoadOptions): Promise<Loading> {
    if (typeof source !== 'string' && !(source instanceof URL)) {
      const reader = await Reader.create(options, 'unused');
      // What is no OpenAPI document is refused by identify().
      return new Loading(reader, 'memory:/document', '', source as JsonObject);
    }
    const name = String(source);
    if (name === '-') return new Loading(await Reader.create(options, 'unused'), 'stdin:/document', name);
    // One letter is a drive of Windows.
    const url = /^[a-z][a-z0-9+.-]+:/i.test(name) && URL.canParse(name) ? new URL(name) : undefined;
    if (url !== undefined) url.hash = '';
    const reader = await Reader.create(options, url && isRemote(url.href) ? 'wished' : 'needed');
    const uri = url?.href ?? reader.files?.toUri(name) ?? new URL(name, 'memory:/').href;
    return new Loading(reader, uri, name);
  }

  async run(): Promise<Document> {
    try {
      return await this.#load();
    } catch (error) {
      if (!(error instanceof Unloadable)) throw error;
      const { pointer, position } = error;
      const file = this.#reader.nameOf(this.#uri);
      throw error.toError(
        pointer === undefined ? { file, ...position } : this.#locate(this.#uri).place(pointer),
      );
    }
  }

  async #load(): Promise<Document> {
    const { value, parsed } = await this.#readEntry();
    this.#reader.entryUri = this.#uri;
    const { root, identity } = identify(value);
    const { version, dialect } = identity;
    const uri = this.#uri;
    const entry: SourceFile = { uri, location: uri, root, dialect, parsed };
    for (const { code, severity, message, pointer } of identity.faults) {
      this.#addFault(code, severity, message, uri, pointer);
    }
    const scope = createSchemaScope();
    scope.addResource(resourceOf(entry));
    this.#files.set(uri, entry);
    if (parsed === undefined || parsed.mayReferElsewhere()) await this.#gather(entry, scope);
    const upgraded = version === '2.0' ? await this.#upgrade(root, scope) : { root, origins: undefined };
    const locate = (at: string) => this.#locate(at);
    const document = new LoadedDocument({ uri, version, ...upgraded, scope, files: this.#files, locate });
    document.faults.push(...this.#faults);
    return document;
  }

  async #gather(entry: SourceFile, scope: SchemaScope): Promise<void> {
    await gatherFiles(entry, this.#files, {
      scope,
      maxFiles: this.#reader.limits.maxFiles,
      open: (location) => this.#openReferenced(location),
      place: (uri, pointer) => this.#locate(uri).place(pointer),
      addFault: (fault) => this.#faults.push(fault),
    });
  }

  async #upgrade(root: JsonObject, scope: SchemaScope): Promise<{ root: JsonObject; origins: Origins }> {
    const { upgradeSwagger } = await import('./upgrade/swagger.ts');
    return upgradeSwagger(
      root,
      this.#uri,
      (reference, fromUri) => scope.resolve(reference, fromUri),
      (code, message, pointer, uri) => this.#addFault(code, 'error', message, uri, pointer),
    );
  }

  async #readEntry(): Promise<{ value: unknown; parsed: ParsedText | undefined }> {
    if (this.#value !== undefined) {
      checkNesting(this.#value, this.#reader.limits.maxDepth);
      return { value: this.#value, parsed: undefined };
    }
    const pages = await pageSourceOf(this.#name, this.#uri, this.#reader);
    if (pages !== undefined) return { value: await this.#readPages(pages), parsed: undefined };
    const { content, uri } = await this.#reader.readEntry(this.#uri);
    this.#uri = uri;
    const parsed = await this.#parse(content, uri);
    return { value: parsed.value, parsed };
  }

  async #readPages(source: PageSource): Promise<JsonObject> {
    const { root, locator, faults } = await readPages(source, this.#reader);
    if ('folder' in source) this.#uri = source.folder;
    this.#locators.set(this.#uri, locator);
    for (const { code, severity, message, uri, pointer, line, column } of faults) {
      const place = { file: this.#reader.nameOf(uri), pointer, line, column };
      this.#faults.push({ code, severity, message, place });
    }
    return root;
  }

  /** Once for each location, by however many names it is asked for. */
  #openReferenced(location: string): Promise<ParsedText> {
    let opened = this.#opened.get(location);
    if (opened === undefined) {
      opened = this.#reader.readReferenced(location).then((content) => this.#parse(content, location));
      this.#opened.set(location, opened);
    }
    return opened;
  }

  async #parse(content: Content, location: string): Promise<ParsedText> {
    const parsed = await parseText(content, location, this.#reader.limits.maxDepth);
    const file = this.#reader.nameOf(location);
    this.#locators.set(location, new TextLocator(file, parsed));
    for (const { code, severity, message, line, column } of parsed.faults) {
      this.#faults.push({ code, severity, message, place: { file, line, column } });
    }
    return parsed;
  }

  #addFault(code: string, severity: Fault['severity'], message: string, uri: string, pointer: string): void {
    this.#faults.push(lazyFault(code, severity, message, () => this.#locate(uri).place(pointer)));
  }

  #locate(uri: string): Locator {
    const location = this.#files.get(uri)?.location ?? uri;
    const file = this.#reader.nameOf(location);
    return this.#locators.get(location) ?? { place: (pointer) => ({ file, pointer }) };
  }
}
