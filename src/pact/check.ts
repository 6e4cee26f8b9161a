import { createExchangeChecks } from '../contract/index.ts';
import { type Fault, formatPlace, type Place } from '../errors.ts';
import { isJsonType, matchContentType, parseMediaType, responseForStatus } from '../http/index.ts';
import type { Api, MediaType, Operation, ResponseSpec } from '../model/index.ts';
import { parsePointer, prepareValidation, type Violation } from '../schema/index.ts';
import { checkRequest, checkResponse } from '../validation/index.ts';
import { lenientViolations, type PlacedViolation } from './lenient-schema.ts';
import type { Interaction, Pact, PactMessage } from './pact.ts';
import { bestRule } from './rules.ts';
import { wireRequest } from './wire.ts';

const ORIGIN = 'http://pact.test';

/** Rules in place of a value ask for no more than its type. */
const OF_TYPES = /^(?:type|additionalProperties|unevaluatedProperties|false schema|propertyNames)$/;
const AS_IS = /^(?:equality|null|boolean)$/;

/**
 * Whether a description lets a pact be kept at all: each request has to be valid for an operation, and each answer possible
 * for it: its status and type documented, each member that is expected allowed, by its value or, where a rule stands in
 * its place, by its type. Faults have their places in the pact file and name that of the description.
 */
export async function checkPact(api: Api, pact: Pact): Promise<Fault[]> {
  await prepareValidation();
  const { operationFor } = await createExchangeChecks(api, []);
  const checker = new PactChecker(api, pact);
  for (const interaction of pact.interactions) {
    const { method, target } = wireRequest(interaction.request, [], undefined);
    await checker.check(interaction, operationFor(method, target));
  }
  return [...pact.faults, ...checker.faults];
}

class PactChecker {
  readonly faults: Fault[] = [];
  readonly #api: Api;
  readonly #pact: Pact;
  readonly #lenient = new Map<MediaType, (value: unknown) => PlacedViolation[]>();

  constructor(api: Api, pact: Pact) {
    this.#api = api;
    this.#pact = pact;
  }

  async check(interaction: Interaction, operation: Operation | undefined): Promise<void> {
    const { method, target, headers, body } = wireRequest(interaction.request, [], undefined);
    const url = ORIGIN + target;
    if (!operation) {
      const message = `No operation is described for ${method} ${interaction.request.path}, which "${interaction.description}" asks for.`;
      this.#fault('pact-operation', interaction.request, '/path', message, this.#api.document.root.place());
      return;
    }
    if (body === undefined || (method !== 'GET' && method !== 'HEAD')) {
      const init = {
        method,
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        body: (body ?? null) as BodyInit | null,
      };
      const violations = await checkRequest(this.#api, new Request(url, init), { auth: false });
      for (const violation of violations)
        this.#violation('pact-request', interaction.request, violation, 'The request');
    }
    await this.#checkAnswer(interaction, operation, { method, url });
  }

  async #checkAnswer(
    { response }: Interaction,
    operation: Operation,
    request: Pick<Request, 'method' | 'url'>,
  ): Promise<void> {
    const { status, headers, body } = response;
    const spec = status === undefined ? undefined : responseForStatus(operation.responses, status);
    if (status === undefined) return;
    if (!spec) {
      const known = operation.responses.map((each) => each.status).join(', ');
      const message = `${operation.id} documents no answer with ${status} (${known || 'none'}).`;
      this.#fault('pact-status', response, '/status', message, operation.node.place());
      return;
    }
    const written = new Headers(headers.map(([name, values]): [string, string] => [name, values.join(', ')]));
    const bodiless = new Response(null, { status: Math.min(Math.max(status, 200), 599), headers: written });
    for (const violation of await checkResponse(this.#api, request, bodiless)) {
      const name = violation.pointer.slice(1).toLowerCase();
      const isOurs = violation.in === 'header' && written.has(name) && name !== 'content-type';
      if (isOurs && !bestRule(response.rules.header, [name]))
        this.#violation('pact-header', response, violation, 'The answer');
    }
    if (body.kind === 'present') this.#checkBody(spec, response, body);
  }

  #checkBody(
    spec: ResponseSpec,
    response: PactMessage,
    body: Extract<PactMessage['body'], { kind: 'present' }>,
  ): void {
    const { type } = body;
    if (type === undefined) return;
    if (spec.content.length === 0) {
      this.#fault(
        'pact-body',
        response,
        '/body',
        'A body is expected, and none is documented.',
        spec.node.place(),
      );
      return;
    }
    const at = matchContentType(
      type,
      spec.content.map((each) => each.type),
    );
    const media = spec.content[at];
    if (!media) {
      const known = spec.content.map((each) => each.type).join(', ');
      const message = `A body of the type ${type} is expected; documented: ${known}.`;
      this.#fault('pact-content-type', response, '/body', message, spec.node.place());
      return;
    }
    const parsed = parseMediaType(type);
    if (!media.schema || !parsed || !isJsonType(parsed)) return;
    let violations = this.#lenient.get(media);
    if (!violations) this.#lenient.set(media, (violations = lenientViolations(media.schema.for('response'))));
    for (const { violation, source } of violations(body.json)) {
      const path = parsePointer(violation.pointer) ?? [];
      const rule = bestRule(response.rules.body, path);
      const asIs = !rule || rule.list.rules.every(({ kind }) => AS_IS.test(kind));
      if (!asIs && !OF_TYPES.test(violation.keyword)) continue;
      const place = source && this.#api.document.place(source.uri, source.pointer);
      const pointer = body.isValue ? body.pointer + violation.pointer : body.pointer;
      const message = `In the body that is expected, ${violation.pointer || 'the whole'} ${violation.message}.`;
      this.#fault('pact-body', { pointer: '' }, pointer, message, place);
    }
  }

  #violation(
    code: string,
    message: Pick<PactMessage, 'pointer' | 'body'>,
    violation: Violation,
    whose: string,
  ): void {
    const place = this.#api.document.place(violation.schemaUri, violation.schemaPointer);
    const what = `${violation.in} ${violation.pointer}`.trimEnd();
    const text = `${whose} breaks the description: ${what} ${violation.message}.`;
    this.#fault(code, message, pointerOf(message, violation), text, place);
  }

  #fault(
    code: string,
    { pointer }: Pick<PactMessage, 'pointer'>,
    below: string,
    message: string,
    described: Place | undefined,
  ): void {
    const where = described ? ` Described at ${formatPlace({ ...described, pointer: undefined })}.` : '';
    this.faults.push({
      code,
      severity: 'error',
      message: message + where,
      place: this.#pact.place(pointer + below),
    });
  }
}

/** Below the message, where the file has what breaks the description. */
function pointerOf({ pointer, body }: Pick<PactMessage, 'pointer' | 'body'>, violation: Violation): string {
  switch (violation.in) {
    case 'body':
      if (body.kind !== 'present') return '';
      return body.pointer.slice(pointer.length) + (body.isValue ? violation.pointer : '');
    case 'header':
      return `/headers${violation.pointer}`;
    case 'query':
      return `/query${violation.pointer}`;
    case 'path':
      return '/path';
    default:
      return '';
  }
}
