import { type LoadedData, type LoadOptions, loadData, mayRefer } from '../document/index.ts';
import { StandinError } from '../errors.ts';
import { type Api, loadApi } from '../model/index.ts';
import { checkDocument } from './check.ts';
import type { Step, WorkflowDocument, WorkflowSource } from './document.ts';
import { linkStep, workflowNamed } from './link.ts';
import { Problems } from './problems.ts';
import { isWorkflowDocument, readWorkflowDocument } from './read.ts';
import type { StepTarget, Workflows } from './workflows.ts';

export interface LoadWorkflowsOptions extends LoadOptions {
  /** Stands in for the OpenAPI source that is this very file, else for the only one there is. */
  readonly api?: Api | undefined;
}

/** Files that one set of workflows may consist of. */
const mostFiles = 100;

/**
 * Reads an Arazzo file (1.0 or 1.1, JSON or YAML) with the descriptions that it names, which are confined as references
 * of a description are. Rejects with StandinError `bad-workflow`, which lists everything that is wrong with its line, or
 * with what keeps a file from being read.
 */
export async function loadWorkflows(
  source: string | URL,
  options: LoadWorkflowsOptions = {},
): Promise<Workflows> {
  return new Loading(options).open(await loadData(String(source), options));
}

class Loading {
  readonly #options: LoadWorkflowsOptions;
  /** By address. */
  readonly #sets = new Map<string, LoadedWorkflows>();
  readonly #apis = new Map<string, Promise<Api>>();

  constructor(options: LoadWorkflowsOptions) {
    this.#options = options;
  }

  async open(data: LoadedData): Promise<LoadedWorkflows> {
    const problems = new Problems(data);
    const document = readWorkflowDocument(data, problems);
    problems.mustBeNone();
    const set = new LoadedWorkflows(document!, problems);
    this.#sets.set(data.uri, set);
    if (this.#sets.size > mostFiles)
      throw new StandinError(
        `Failed to read ${data.file}: it belongs to more than ${mostFiles} files of workflows. Split them up.`,
        { code: 'too-many-files' },
      );
    for (const each of document!.sources) await this.#source(each, set, problems);
    // What a source does not have cannot be told without it.
    problems.mustBeNone();
    set.link();
    await checkDocument(set, problems);
    problems.mustBeNone();
    return set;
  }

  async #source(source: WorkflowSource, set: LoadedWorkflows, problems: Problems): Promise<void> {
    const { document } = set;
    if (source.type === 'asyncapi') {
      const message = `The source ${source.name} is an AsyncAPI description: its steps are read, and not run.`;
      problems.warning(source.pointer, message, 'asynchronous-source');
      return;
    }
    const { api } = this.#options;
    const openapi = document.sources.filter(({ type }) => type === undefined || type === 'openapi');
    const uri = await this.#addressOf(source, document);
    if (api && source.type !== 'arazzo' && (api.document.uri === uri || openapi.length === 1)) {
      set.apis.set(source.name, api);
      return;
    }
    try {
      if (source.type === 'arazzo' || (await this.#isArazzo(source, uri, document)))
        set.others.set(source.name, await this.#other(uri, document));
      else set.apis.set(source.name, await this.#api(uri, document));
    } catch (error) {
      if (!(error instanceof StandinError)) throw error;
      problems.error(
        `${source.pointer}/url`,
        `The source ${source.name} cannot be read: ${error.message.replace(/\.$/, '')}.`,
      );
    }
  }

  /** Seen from `$self` (Arazzo 1.1, Establishing the Base URI); a file at hand also from where it was read. */
  async #addressOf({ url }: WorkflowSource, { uri, self }: WorkflowDocument): Promise<string> {
    const base = self === undefined ? uri : new URL(self, uri).href;
    const address = URL.canParse(url, base) ? new URL(url, base).href : url;
    const isNear = base !== uri && !/^[a-z][a-z0-9+.-]*:/i.test(url) && !uri.startsWith('http');
    return isNear && !this.#options.allowRemoteRefs ? new URL(url, uri).href : address;
  }

  async #isArazzo(
    { type, url }: WorkflowSource,
    uri: string,
    { uri: from }: WorkflowDocument,
  ): Promise<boolean> {
    if (type !== undefined) return false;
    if (/\.arazzo\.(?:ya?ml|json)$/i.test(url)) return true;
    return isWorkflowDocument((await loadData(uri, this.#options, from)).value);
  }

  async #other(uri: string, { uri: from }: WorkflowDocument): Promise<Workflows> {
    const known = this.#sets.get(uri);
    return known ?? this.open(await loadData(uri, this.#options, from));
  }

  async #api(uri: string, { uri: from }: WorkflowDocument): Promise<Api> {
    await mayRefer(uri, from, this.#options);
    let api = this.#apis.get(uri);
    if (!api) this.#apis.set(uri, (api = loadApi(uri, this.#options)));
    return api;
  }
}

class LoadedWorkflows implements Workflows {
  readonly document: WorkflowDocument;
  readonly apis = new Map<string, Api>();
  readonly others = new Map<string, Workflows>();
  readonly #problems: Problems;
  readonly #targets = new Map<Step, StepTarget>();

  constructor(document: WorkflowDocument, problems: Problems) {
    this.document = document;
    this.#problems = problems;
  }

  get file(): string {
    return this.document.file;
  }

  get title(): string {
    return this.document.title;
  }

  get workflows(): WorkflowDocument['workflows'] {
    return this.document.workflows;
  }

  get faults(): Workflows['faults'] {
    return this.#problems.warnings;
  }

  link(): void {
    for (const { steps } of this.workflows)
      for (const step of steps) {
        const target = linkStep(step, this, this.#problems);
        if (target) this.#targets.set(step, target);
      }
  }

  target(step: Step): StepTarget {
    return this.#targets.get(step) ?? { kind: 'asynchronous' };
  }

  workflow(reference: string): ReturnType<Workflows['workflow']> {
    return workflowNamed(reference, this);
  }
}
