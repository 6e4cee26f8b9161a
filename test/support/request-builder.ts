import { type FormStyles, rankOfType } from './body-builder.ts';
import type { Judge } from './judge.ts';
import { type ParameterShape, shapeOf } from './parameter-writer.ts';
import { type Found, isObject, type RawObject } from './raw-document.ts';
import { contentMap, parametersOf, type RawContent, type RawOperation } from './raw-operation.ts';
import { type PlannedBody, type PlannedValue, type RequestPlan, writePlan } from './request-plan.ts';
import { sampleOf } from './sampler.ts';

export interface BuildOptions {
  /** Everything before the path. @default 'http://127.0.0.1' */
  readonly origin?: string;
  /** Asked where no value of our own is valid: a value for the schema that stands there. */
  readonly sample?: (schema: Found) => unknown;
}

/** OpenAPI 3 gives most of these no parameter (Parameter Object, `name`); all say what the body is. */
const OWN_HEADERS = /^(?:accept|content-type|content-encoding|authorization)$/i;

/** What is demanded and no more, or all that is declared. */
export type Fullness = 'required' | 'all';

/** Builds requests that a description allows. */
export class RequestBuilder {
  readonly #judge: Judge;
  readonly #options: BuildOptions;

  constructor(judge: Judge, options: BuildOptions = {}) {
    this.#judge = judge;
    this.#options = options;
  }

  /** What is demanded. Throws where the Fetch standard has no such request (TRACE, and GET or HEAD with a body). */
  async build(operation: RawOperation): Promise<Request> {
    return this.write(await this.plan(operation, 'required'));
  }

  write(plan: RequestPlan): Request {
    return writePlan(this.#judge.document, plan, this.#options.origin ?? 'http://127.0.0.1');
  }

  /**
   * Throws where what is demanded has no valid value; what is not demanded and has none is left out.
   *
   * @param type that the body must have, where it may have several
   */
  async plan(operation: RawOperation, fullness: Fullness, type?: string): Promise<RequestPlan> {
    const { document } = this.#judge;
    const parameters: PlannedValue[] = [];
    const inPath = new URLSearchParams(operation.path.split('#')[0]?.split('?')[1]);
    for (const found of parametersOf(document, operation)) {
      const parameter = found.value as RawObject;
      const shape = shapeOf(parameter, document.family);
      const required = parameter['required'] === true || shape.in === 'path';
      if ((!required && fullness === 'required') || shape.in === 'body') continue;
      if (shape.in === 'query' && inPath.has(shape.name)) continue;
      if (shape.in === 'header' && OWN_HEADERS.test(shape.name) && (document.family !== '2.0' || !required))
        continue;
      if (shape.in === 'path' && !operation.path.includes(`{${shape.name}}`)) continue;
      try {
        parameters.push({ shape, required, ...(await this.#parameterValue(found, fullness)) });
      } catch (error) {
        if (required) throw error;
      }
    }
    const body = await this.#body(operation, fullness, type);
    const fields = parameters.filter(({ shape }) => shape.in === 'formData');
    return {
      operation,
      parameters,
      body,
      formType: fields.length > 0 ? this.#formType(operation) : undefined,
    };
  }

  /** The types that the body may have, the easiest to build first. */
  bodyTypes(operation: RawOperation): string[] {
    const { document } = this.#judge;
    if (document.family === '2.0') return this.#consumes(operation);
    const requestBody = document.get(operation.found, 'requestBody');
    const contents = (requestBody && contentMap(document, document.get(requestBody, 'content'))) ?? [];
    return contents.map((content) => content.type).sort((a, b) => rankOfType(a) - rankOfType(b));
  }

  async #parameterValue(
    found: Found,
    fullness: Fullness,
  ): Promise<Pick<PlannedValue, 'uri' | 'contentType' | 'value'>> {
    const { document } = this.#judge;
    const parameter = found.value as RawObject;
    if (parameter['type'] === 'file') return { uri: undefined, contentType: undefined, value: 'file' };
    const [content] = contentMap(document, document.get(found, 'content')) ?? [];
    const schema = content?.schema ?? (document.family === '2.0' ? found : document.child(found, 'schema'));
    const examples = this.#examples(content?.found ?? found);
    const uri = schema && this.#judge.schemas.plain(schema, 'request').uri;
    const value = schema ? await this.#valid(schema, examples, { filled: true, fullness }) : 'standin';
    return { uri, contentType: content?.type, value };
  }

  async #body(operation: RawOperation, fullness: Fullness, type?: string): Promise<PlannedBody | undefined> {
    const { document } = this.#judge;
    if (document.family === '2.0') return this.#legacyBody(operation, fullness);
    const requestBody = document.get(operation.found, 'requestBody');
    if (!isObject(requestBody?.value)) return undefined;
    const required = requestBody.value['required'] === true;
    if (!required && fullness === 'required') return undefined;
    if (!required && /^(?:GET|HEAD|TRACE)$/.test(operation.method)) return undefined;
    const contents = contentMap(document, document.get(requestBody, 'content')) ?? [];
    const [first] = contents.sort((a, b) => rankOfType(a.type) - rankOfType(b.type));
    const content = type === undefined ? first : contents.find((one) => one.type === type);
    try {
      return content && { required, ...(await this.#contentBody(content, fullness)) };
    } catch (error) {
      if (required) throw error;
      return undefined;
    }
  }

  async #contentBody(content: RawContent, fullness: Fullness): Promise<Omit<PlannedBody, 'required'>> {
    const { type } = content;
    const schema = content.schema ?? content.itemSchema;
    const examples = this.#examples(content.found);
    const filled = /form|xml/.test(type);
    const value = schema
      ? await this.#valid(schema, examples, { filled, fullness })
      : (examples[0] ?? 'standin');
    const uri = schema && content.schema ? this.#judge.schemas.plain(schema, 'request').uri : undefined;
    return { type, uri, schema, value: content.schema ? value : [value], styles: this.#styles(content) };
  }

  /** Encodings that name a style: what else there is, is for the content type. */
  #styles(content: RawContent): FormStyles {
    const { document } = this.#judge;
    const encoding = document.get(content.found, 'encoding');
    const styles = new Map<string, ParameterShape>();
    for (const name of isObject(encoding?.value) ? Object.keys(encoding.value) : []) {
      const one = document.get(encoding!, name)?.value;
      if (!isObject(one) || (one['style'] === undefined && one['explode'] === undefined)) continue;
      styles.set(name, shapeOf({ ...one, name, in: 'query' }, document.family));
    }
    return styles;
  }

  async #legacyBody(operation: RawOperation, fullness: Fullness): Promise<PlannedBody | undefined> {
    const { document } = this.#judge;
    const body = parametersOf(document, operation).find(({ value }) => (value as RawObject)['in'] === 'body');
    const required = (body?.value as RawObject | undefined)?.['required'] === true;
    if (!body || (!required && fullness === 'required')) return undefined;
    if (!required && /^(?:GET|HEAD|TRACE)$/.test(operation.method)) return undefined;
    const type = this.#consumes(operation)[0] ?? 'application/json';
    const schema = document.child(body, 'schema');
    const uri = schema && this.#judge.schemas.plain(schema, 'request').uri;
    try {
      const value = schema ? await this.#valid(schema, this.#examples(body), { fullness }) : {};
      return { type, required, uri, schema, value, styles: new Map() };
    } catch (error) {
      if (required) throw error;
      return undefined;
    }
  }

  #consumes(operation: RawOperation): string[] {
    const { document } = this.#judge;
    const consumes = document.get(operation.found, 'consumes') ?? document.get(document.entry, 'consumes');
    const types = (Array.isArray(consumes?.value) ? consumes.value : []).map(String);
    return types.sort((a, b) => rankOfType(a) - rankOfType(b));
  }

  #formType(operation: RawOperation): string {
    const fields = parametersOf(this.#judge.document, operation).map(({ value }) => value as RawObject);
    const hasFile = fields.some((field) => field['in'] === 'formData' && field['type'] === 'file');
    const isForm = (type: string): boolean =>
      /^(?:multipart\/form-data|application\/x-www-form-urlencoded)/.test(type);
    const fitting = this.#consumes(operation).filter(
      (type) => isForm(type) && (!hasFile || type.startsWith('multipart/')),
    );
    return fitting[0] ?? (hasFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded');
  }

  #examples(holder: Found): unknown[] {
    const { document } = this.#judge;
    const named = document.get(holder, 'examples');
    const names = isObject(named?.value) ? Object.keys(named.value) : [];
    const values = names.map(
      (name) => document.get(named!, name, 'value') ?? document.get(named!, name, 'dataValue'),
    );
    const schema = document.get(holder, 'schema');
    return [
      document.child(holder, 'example'),
      ...values,
      schema && document.child(schema, 'example'),
      schema && document.child(schema, 'default'),
    ].flatMap((found) => (found ? [found.value] : []));
  }

  /** The first example or sample that is valid; else what the caller's function says; else our first sample. */
  async #valid(
    schema: Found,
    examples: unknown[],
    options: { filled?: boolean; fullness: Fullness },
  ): Promise<unknown> {
    const { filled = false, fullness } = options;
    const { schemas } = this.#judge;
    const { uri, definitions } = schemas.plain(schema, 'request');
    const samples = (full: boolean) =>
      TURNS.map((turn) => () => sampleOf(uri, definitions, { turn, filled, full }));
    const candidates =
      fullness === 'all'
        ? [...samples(true), ...examples, ...samples(false)]
        : [...examples, ...samples(false)];
    for (const candidate of candidates) {
      const value: unknown = typeof candidate === 'function' ? candidate() : candidate;
      if (value === undefined || (filled && isEmpty(value))) continue;
      const { faults } = await schemas.judgeDefinition(uri, value);
      if (faults.length === 0) return value;
    }
    const value = this.#options.sample?.(schema);
    const { faults } = await schemas.judgeDefinition(uri, value ?? null);
    if (faults.length === 0) return value ?? null;
    throw new Error(`no valid value was found for ${schema.pointer}: ${faults[0]}`);
  }
}

const TURNS = [0, 1, 2, 3, 4, 5, 6];

/** Nothing of it would be left in a path or query. */
function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}
