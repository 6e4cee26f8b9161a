import { parseEmbedded, parseMediaType, parseWorkflowExpression } from '../../http/index.ts';
import type { Api, Operation } from '../../model/index.ts';
import {
  escapeToken,
  isJsonObject,
  type JsonObject,
  prepareValidation,
  sameJson,
  setOwn,
} from '../../schema/index.ts';
import { Answers } from './answers.ts';
import { type LeftOut, type MatchedEntry, matchEntries } from './match-entries.ts';
import { type HarEntry, readHar } from './read-har.ts';
import { Inputs, isSecret } from './secrets.ts';

export interface HarImport {
  /** An Arazzo 1.0.1 document. */
  readonly document: JsonObject;
  readonly workflowId: string;
  readonly steps: number;
  /** Names of inputs that stand for secrets and must be given. */
  readonly required: readonly string[];
  /** What is no step, and why. */
  readonly leftOut: ReadonlyMap<LeftOut, readonly HarEntry[]>;
}

export interface HarImportOptions {
  /** Of the recording, for messages and the title. */
  readonly file: string;
  readonly workflowId: string;
  /** Where the description is, seen from the file that is written. */
  readonly description: string;
}

const source = 'api';
/** Credentials that a caller may send or not. */
const optional: ReadonlySet<string> = new Set(['authorization']);

/**
 * Makes a workflow of recorded traffic: one step for each request that the description has an operation for. What an
 * earlier answer gave and a later request uses becomes an expression, what is called a secret becomes an input, and the
 * statuses become criteria. Throws StandinError `bad-har`.
 */
export async function importHar(har: unknown, api: Api, options: HarImportOptions): Promise<HarImport> {
  await prepareValidation();
  const { matched, leftOut } = matchEntries(readHar(har, options.file), api);
  const derivation = new Derivation();
  for (const each of matched) derivation.add(each);
  const { steps, inputs, shared } = derivation.finished();
  const schema = inputs.schema(optional) as { required?: string[] } | undefined;
  const document: JsonObject = {
    arazzo: '1.0.1',
    info: { title: `Recorded in ${options.file}`, version: '1.0.0' },
    sourceDescriptions: [{ name: source, url: options.description, type: 'openapi' }],
    workflows: [
      {
        workflowId: options.workflowId,
        ...(schema === undefined ? {} : { inputs: schema }),
        ...(shared.length > 0 ? { parameters: shared } : {}),
        steps,
      },
    ],
  };
  return {
    document,
    workflowId: options.workflowId,
    steps: steps.length,
    required: schema?.required ?? [],
    leftOut,
  };
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly value: unknown;
}

interface Draft {
  readonly id: string;
  readonly step: JsonObject;
}

class Derivation {
  readonly #answers = new Answers();
  readonly #inputs = new Inputs();
  readonly #drafts: Draft[] = [];
  readonly #names = new Set<string>();
  /** The number that the next step of a name gets. */
  readonly #counts = new Map<string, number>();

  add(matched: MatchedEntry): void {
    const { entry, operation } = matched;
    const id = this.#nameOf(operation);
    const parameters = [...this.#parameters(matched), ...this.#credentials(matched)];
    const body = this.#body(matched);
    this.#drafts.push({
      id,
      step: {
        stepId: id,
        ...callOf(operation),
        ...(parameters.length > 0 ? { parameters } : {}),
        ...(body === undefined ? {} : { requestBody: body }),
        successCriteria: [{ condition: criterionOf(entry.status) }],
      },
    });
    this.#answers.learn(id, entry.answer, operation.path);
  }

  finished(): { steps: JsonObject[]; inputs: Inputs; shared: readonly Parameter[] } {
    const shared = this.#shared();
    const steps = this.#drafts.map(({ id, step }) => {
      const { parameters, ...rest } = step as { parameters?: Parameter[] };
      const own = (parameters ?? []).filter((each) => !shared.some((other) => sameJson(other, each)));
      const outputs = this.#answers.outputsOf(id);
      return {
        ...withParameters(rest, own),
        ...(Object.keys(outputs).length > 0 ? { outputs } : {}),
      };
    });
    return { steps, inputs: this.#inputs, shared };
  }

  /** Credentials that every step sends, one way or another, are the workflow's. */
  #shared(): readonly Parameter[] {
    const all = this.#drafts.map(({ step }) => (step.parameters ?? []) as Parameter[]);
    const given = all.flatMap((parameters) =>
      parameters.filter(({ value }) => typeof value === 'string' && value.startsWith('$inputs.')),
    );
    const [first] = given.filter(({ name }) => name === 'Authorization');
    const isEverywhere =
      first && all.every((parameters) => parameters.some(({ name }) => name === first.name));
    return isEverywhere && all.length > 1 ? [first] : [];
  }

  #nameOf({ id }: Operation): string {
    const base = id.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replaceAll(/^-|-$/g, '') || 'step';
    let count = this.#counts.get(base) ?? 1;
    let name = count === 1 ? base : `${base}-${count}`;
    while (this.#names.has(name)) name = `${base}-${++count}`;
    this.#counts.set(base, count + 1);
    this.#names.add(name);
    return name;
  }

  #parameters({ operation, checked, path, entry }: MatchedEntry): Parameter[] {
    const found: Parameter[] = [];
    for (const { in: place, name } of operation.parameters) {
      if (place === 'cookie' || place === 'querystring') continue;
      const values = checked.parameters[place];
      const value = Object.hasOwn(values, name) ? values[name] : place === 'path' ? path[name] : undefined;
      if (value === undefined || isNoise(place, name)) continue;
      found.push({ name, in: place, value: this.#value(value, name, operation, place === 'path') });
    }
    for (const name of checked.undeclared)
      for (const value of entry.url.searchParams.getAll(name).slice(0, 1))
        found.push({ name, in: 'query', value: this.#value(value, name, operation) });
    return found;
  }

  /** Cookies are left to whoever sends the requests. */
  #credentials({ operation, entry }: MatchedEntry): Parameter[] {
    const found: Parameter[] = [];
    const given = entry.headers.get('authorization');
    if (given !== null) {
      const [scheme = '', token] = given.split(/\s+/, 2);
      const shown =
        token === undefined
          ? undefined
          : this.#answers.find(token, { name: 'token', in: 'elsewhere', path: operation.path });
      const value =
        shown === undefined ? this.#inputs.secret('authorization', given) : `${scheme} {${shown}}`;
      found.push({ name: 'Authorization', in: 'header', value });
    }
    const keys = new Set(
      operation.security.flatMap(({ schemes }) => schemes.flatMap(({ scheme }) => scheme.parameter ?? [])),
    );
    for (const key of keys) {
      const value = entry.headers.get(key);
      if (value !== null && !/^(?:authorization|cookie)$/i.test(key))
        found.push({ name: key, in: 'header', value: this.#inputs.secret(key, value) });
      const query = entry.url.searchParams.get(key);
      if (query !== null) found.push({ name: key, in: 'query', value: this.#inputs.secret(key, query) });
    }
    return found;
  }

  #body({ entry, operation, checked }: MatchedEntry): object | undefined {
    const contentType = entry.headers.get('content-type');
    if (entry.body === undefined || entry.body === '' || contentType === null) return undefined;
    const type = parseMediaType(contentType);
    // Parts are written anew with other boundaries.
    const written = type?.type === 'multipart' ? type.essence : contentType;
    const isText =
      typeof checked.body === 'string' || checked.body === undefined || checked.body instanceof Uint8Array;
    if (isText) return { contentType: written, payload: this.#inputs.within(entry.body) };
    return { contentType: written, payload: this.#payload(checked.body, operation) };
  }

  #payload(value: unknown, operation: Operation): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#payload(item, operation));
    if (!isJsonObject(value)) return this.#value(value, '', operation);
    const payload: JsonObject = {};
    for (const [name, member] of Object.entries(value))
      setOwn(
        payload,
        name,
        typeof member === 'object' ? this.#payload(member, operation) : this.#value(member, name, operation),
      );
    return payload;
  }

  #value(value: unknown, name: string, operation: Operation, isPath = false): unknown {
    const shown = this.#answers.find(value, {
      name,
      in: isPath ? 'path' : 'elsewhere',
      path: operation.path,
    });
    if (shown !== undefined) return shown;
    if (typeof value !== 'string') return value;
    const known = this.#inputs.known(value);
    if (known !== undefined) return known;
    if (isSecret(name, value, operation)) return this.#inputs.secret(name || 'secret', value);
    return readsAsExpression(value) ? this.#inputs.plain(name || 'text', value) : value;
  }
}

/** Before the body, where whoever reads a step looks for them. */
function withParameters(step: JsonObject, parameters: readonly Parameter[]): JsonObject {
  if (parameters.length === 0) return step;
  const { stepId, operationId, operationPath, ...rest } = step;
  const call = operationId === undefined ? { operationPath } : { operationId };
  return { stepId, ...call, parameters, ...rest };
}

/** What every client says of itself. */
function isNoise(place: string, name: string): boolean {
  return (
    place === 'header' &&
    /^(?:accept(?:-.*)?|user-agent|referer|origin|host|connection|content-.*)$/i.test(name)
  );
}

function readsAsExpression(text: string): boolean {
  if (parseWorkflowExpression(text)) return true;
  const parts = parseEmbedded(text, parseWorkflowExpression);
  return parts === undefined || parts.some((part) => typeof part !== 'string');
}

function callOf({ node, path, method }: Operation): object {
  const operationId = node.text('operationId');
  if (operationId !== undefined) return { operationId };
  const pointer = `/paths/${escapeToken(path)}/${method.toLowerCase()}`;
  return { operationPath: `{$sourceDescriptions.${source}.url}#${pointer}` };
}

/** A cached answer says that there is one. */
function criterionOf(status: number): string {
  return status === 304 ? '$statusCode == 304 || $statusCode == 200' : `$statusCode == ${status}`;
}
