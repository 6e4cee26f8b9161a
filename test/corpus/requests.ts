import { createGenerator } from '../../src/generation/index.ts';
import { createMock, type ExchangeSummary } from '../../src/mock/index.ts';
import { type Api, loadApi, type Operation } from '../../src/model/index.ts';
import { prepareValidation, type Violation } from '../../src/schema/index.ts';
import { type Constraint, constraintsOf } from '../support/constraint-breaker.ts';
import type { CorpusEntry } from '../support/corpus.ts';
import { Judge } from '../support/judge.ts';
import type { Found } from '../support/raw-document.ts';
import { operationKey, type RawOperation } from '../support/raw-operation.ts';
import { type Fullness, RequestBuilder } from '../support/request-builder.ts';
import type { PlannedValue, RequestPlan } from '../support/request-plan.ts';
import { isWritable, readingsAt } from '../support/wire-readings.ts';
import {
  type Breakage,
  chosen,
  isFormWritable,
  isScattered,
  isStructured,
  isTaken,
  missing,
  names,
  placeOfBody,
  type Recall,
  tellsByType,
  tokensOf,
  valueAt,
} from './breakage.ts';

export interface RequestLimits {
  /** Operations of a document, spread evenly. */
  readonly operations: number;
  /** Broken requests for an operation. */
  readonly constraints: number;
}

export interface RequestsReport {
  readonly slug: string;
  readonly operations: number;
  readonly valid: number;
  /** Valid requests that were refused. */
  readonly falselyRefused: string[];
  /** Broken requests that were let through, or refused for another reason. */
  readonly missed: string[];
  readonly misnamed: string[];
  /** No valid request could be made, or the route leads elsewhere. */
  readonly unasked: string[];
  readonly recall: ReadonlyMap<string, Recall>;
}

type Verdict =
  | { readonly kind: 'judged'; readonly status: number; readonly violations: readonly Violation[] }
  | { readonly kind: 'elsewhere' };

/** Judges valid requests and broken ones of a document. */
export async function judgeRequests(entry: CorpusEntry, limits: RequestLimits): Promise<RequestsReport> {
  return new Run(entry.slug, Judge.open(entry.file), await loadApi(entry.file), limits).judge();
}

class Run {
  readonly #judge: Judge;
  readonly #limits: RequestLimits;
  readonly #api: Api;
  readonly #mock: Pick<ReturnType<typeof createMock>, 'fetch'>;
  #exchange: ExchangeSummary | undefined;
  readonly #report: RequestsReport & { valid: number };
  readonly #recall = new Map<string, Recall>();
  #builder!: RequestBuilder;

  constructor(slug: string, judge: Judge, api: Api, limits: RequestLimits) {
    this.#judge = judge;
    this.#api = api;
    this.#limits = limits;
    const onExchange = (exchange: ExchangeSummary): void => {
      this.#exchange = exchange;
    };
    this.#mock = createMock(api, { onExchange, state: false });
    const empty = { valid: 0, falselyRefused: [], missed: [], misnamed: [], unasked: [] };
    this.#report = { slug, operations: judge.operations.length, recall: this.#recall, ...empty };
  }

  async judge(): Promise<RequestsReport> {
    this.#builder = new RequestBuilder(this.#judge, { sample: await sampler(this.#api) });
    const all = this.#judge.operations;
    const step = Math.max(1, all.length / this.#limits.operations);
    for (let at = 0; at < all.length; at += step) await this.#operation(all[Math.floor(at)]!);
    return this.#report;
  }

  async #operation(operation: RawOperation): Promise<void> {
    await this.#accepts(operation, 'required');
    const plan = await this.#accepts(operation, 'all');
    if (plan) await this.#refuses(plan);
    for (const type of this.#builder.bodyTypes(operation)) {
      if (type === plan?.body?.type || !/json|form/.test(type)) continue;
      const other = await this.#accepts(operation, 'all', type);
      if (other)
        await this.#refuses({
          ...other,
          parameters: other.parameters.filter(({ shape }) => shape.in === 'path'),
        });
    }
  }

  /** The plan, where the request is as good as it should be. */
  async #accepts(
    operation: RawOperation,
    fullness: Fullness,
    type?: string,
  ): Promise<RequestPlan | undefined> {
    const name = `${operationKey(operation)} (${fullness}${type ? ` ${type}` : ''})`;
    let plan: RequestPlan;
    let request: Request;
    try {
      plan = await this.#builder.plan(operation, fullness, type);
      const parameters = plan.parameters.filter(
        ({ shape, value, contentType, required }) =>
          required || contentType !== undefined || isWritable(shape, value),
      );
      plan = { ...plan, parameters };
      const lost = parameters.find(({ shape, value }) => shape.inner.length > 0 && !isWritable(shape, value));
      if (lost) throw new Error(`no text tells the lists in ${lost.shape.name} apart`);
      const isForm = plan.body && /form/.test(plan.body.type);
      if (isForm && !isFormWritable(plan.body?.value)) throw new Error('no form can carry the value');
      request = this.#builder.write(plan);
    } catch (error) {
      this.#report.unasked.push(`${name}: ${(error as Error).message}`);
      return undefined;
    }
    const line = describeRequest(request);
    const verdict = await this.#ask(operation, request);
    if (verdict.kind === 'elsewhere') {
      this.#report.unasked.push(`${name}: ${line} is routed elsewhere`);
      return undefined;
    }
    if (verdict.violations.length > 0) {
      this.#report.falselyRefused.push(
        `${name}: ${line}: ${verdict.violations.slice(0, 3).map(told).join('; ')}`,
      );
      return undefined;
    }
    this.#report.valid++;
    return plan;
  }

  async #refuses(plan: RequestPlan): Promise<void> {
    const broken: Breakage[] = missing(this.#judge, plan);
    for (const [index, planned] of plan.parameters.entries()) {
      if (planned.uri === undefined || isTaken(this.#judge, plan, planned)) continue;
      for (const constraint of this.#constraints(planned.uri, planned.value)) {
        broken.push({ place: planned.shape.in, index, constraint });
      }
    }
    if (plan.body?.uri !== undefined) {
      const place = placeOfBody(plan.body);
      const constraints = place ? this.#constraints(plan.body.uri, plan.body.value) : [];
      for (const constraint of constraints) broken.push({ place: place!, constraint });
    }
    for (const breakage of chosen(broken, this.#limits.constraints, this.#recall))
      await this.#break(plan, breakage);
  }

  #constraints(uri: string, value: unknown): Constraint[] {
    return constraintsOf(uri, this.#judge.schemas.definitions, value);
  }

  async #break(plan: RequestPlan, breakage: Breakage): Promise<void> {
    const broken = await this.#broken(plan, breakage);
    if (!broken) return;
    let request: Request;
    try {
      request = this.#builder.write(broken.plan);
    } catch {
      return;
    }
    const line = describeRequest(request);
    const { place, constraint } = breakage;
    const verdict = await this.#ask(plan.operation, request);
    const kind = `${place} ${constraint.keyword}`;
    const recall = this.#recall.get(kind) ?? { kind, sent: 0, refused: 0, named: 0 };
    this.#recall.set(kind, recall);
    if (verdict.kind === 'elsewhere') return;
    recall.sent++;
    const what = `${operationKey(plan.operation)}: ${kind} at ${broken.pointer}: ${line}`;
    if (verdict.violations.length === 0 || verdict.status < 400) {
      this.#report.missed.push(what);
      return;
    }
    recall.refused++;
    if (verdict.violations.some((violation) => names(violation, place, broken.pointer, constraint)))
      recall.named++;
    else this.#report.misnamed.push(`${what}: ${verdict.violations.map(told).join('; ')}`);
  }

  /** The plan with one value changed such that the judge finds that constraint broken, however texts are read. */
  async #broken(
    plan: RequestPlan,
    { place, index, constraint }: Breakage,
  ): Promise<{ plan: RequestPlan; pointer: string } | undefined> {
    if (constraint.keyword === 'missing') {
      if (index === undefined) return { plan: { ...plan, body: undefined }, pointer: '' };
      const { name } = plan.parameters[index]!.shape;
      const parameters = plan.parameters.filter((_, i) => i !== index);
      const onlyField = place === 'formData' && !parameters.some(({ shape }) => shape.in === 'formData');
      return onlyField
        ? undefined
        : { plan: { ...plan, parameters }, pointer: place === 'formData' ? '' : `/${escaped(name)}` };
    }
    const planned = index === undefined ? plan.body! : plan.parameters[index]!;
    const asText = place !== 'body' && !(index !== undefined && plan.parameters[index]!.contentType);
    for (const value of constraint.candidates) {
      if (index !== undefined && asText && !isWritable(plan.parameters[index]!.shape, value)) continue;
      if (place === 'form' && !isFormWritable(value)) continue;
      if (place === 'form' && plan.body?.styles.get(tokensOf(constraint.pointer)[0] ?? '')?.explode) continue;
      if (index !== undefined && isScattered(plan.parameters[index]!) && !isStructured(value)) continue;
      const tokens = tokensOf(constraint.pointer);
      if (asText && tellsByType(constraint.keyword) && isStructured(valueAt(value, tokens))) continue;
      const readings = asText ? readingsAt(value, tokens) : [value];
      if (!(await this.#allBroken(planned.uri!, readings, constraint))) continue;
      if (index === undefined)
        return { plan: { ...plan, body: { ...plan.body!, value } }, pointer: constraint.pointer };
      const parameters = plan.parameters.map(
        (one, i): PlannedValue => (i === index ? { ...one, value } : one),
      );
      return {
        plan: { ...plan, parameters },
        pointer: `/${escaped(plan.parameters[index]!.shape.name)}${constraint.pointer}`,
      };
    }
    return undefined;
  }

  async #allBroken(
    uri: string,
    readings: unknown[],
    { keyword, pointer, chosen: choice }: Constraint,
  ): Promise<boolean> {
    const [first, ...others] = readings;
    const errors = await this.#judge.schemas.errors(uri, first);
    const relevant = errors.filter(
      (error) => !(choice && /^(?:anyOf|oneOf|type|enum)$/.test(error.keyword)) || error.keyword === keyword,
    );
    const isIt = relevant.some((error) => error.keyword === keyword && error.pointer === pointer);
    const wide = tellsByType(keyword) || /Properties$/.test(keyword);
    const alone = relevant.every((error) => {
      const here = error.pointer === pointer || (wide && error.pointer.startsWith(`${pointer}/`));
      return here && (error.keyword === keyword || wide);
    });
    if (!isIt || !alone) return false;
    for (const reading of others) {
      const found = await this.#judge.schemas.errors(uri, reading);
      if (found.length === 0) return false;
      const same = found.some((error) => error.keyword === keyword && error.pointer === pointer);
      if (keyword === 'type' && !same) return false;
    }
    return true;
  }

  async #ask(operation: RawOperation, request: Request): Promise<Verdict> {
    this.#exchange = undefined;
    const response = await this.#mock.fetch(request);
    await response.body?.cancel();
    const exchange = this.#exchange as ExchangeSummary | undefined;
    const same = (one: Operation): boolean => one.path === operation.path && one.method === request.method;
    const expected = this.#api.operations.find(same);
    if (exchange?.operationId === undefined || exchange.operationId !== expected?.id)
      return { kind: 'elsewhere' };
    return { kind: 'judged', status: response.status, violations: exchange.violations };
  }
}

/** Values for request bodies that the judge's own sampler cannot find. */
async function sampler(api: Api): Promise<(schema: Found) => unknown> {
  const [generator] = await Promise.all([createGenerator(), prepareValidation()]);
  return (schema) => {
    try {
      return generator.generate(api.document.scope.schema(schema, 'request'));
    } catch {
      return undefined;
    }
  };
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function told({ in: place, pointer, keyword, message }: Violation): string {
  return `${place} ${pointer} ${keyword} (${message.slice(0, 120)})`;
}

function describeRequest({ method, url, headers }: Request): string {
  const shown = [...headers]
    .filter(([name]) => name !== 'authorization')
    .map(([name, value]) => `${name}: ${value.slice(0, 60)}`);
  return `${method} ${url.replace(/^http:\/\/[^/]*/, '').slice(0, 300)} [${shown.join(' | ')}]`;
}
