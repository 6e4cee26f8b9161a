import { StandinError } from '../errors.ts';
import type { HandlerContext, HandlerReply, HandlerState, MadeReply } from '../fixture/index.ts';
import type { Api } from '../model/index.ts';
import { isJsonObject, type JsonObject } from '../schema/index.ts';
import type { GoodRequest, Reply } from './answer-source.ts';
import { namedExample } from './examples.ts';
import { generated, goodStatus, schemaFor, valid } from './fixture-reply.ts';
import { fixtureRequest } from './fixture-request.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import type { Written } from './responder.ts';

/** What a handler is run with. */
export interface HandlerSurroundings {
  readonly api: Api;
  readonly now: number;
  readonly memory: Map<string, unknown>;
  readonly state: HandlerState;
  /** Asks whoever comes after the handler. */
  next(): MaybePromise<Reply | undefined>;
  /** Makes what was said into an answer. */
  write(reply: Reply | undefined): Written;
}

/** What was made of replies: a handler that hands one on changes nothing about it. */
const sources = new WeakMap<MadeReply, Reply>();

export function handlerContext(request: GoodRequest, around: HandlerSurroundings): HandlerContext {
  const { operation, generator } = request;
  const schemaOf = (status: number | undefined) =>
    schemaFor(operation, status ?? goodStatus(operation), undefined);
  return {
    operation,
    request: fixtureRequest(request),
    state: around.state,
    memory: around.memory,
    now: around.now,
    generate(overrides = {}, status) {
      const schema = schemaOf(status);
      if (schema) return generated(generator, schema, overrides as JsonObject, request);
      throw misuse(
        operation.id,
        `it asks for a generated body, and none is documented for ${status ?? 'success'}`,
      );
    },
    example(name) {
      for (const { content } of operation.responses) {
        for (const mediaType of content) {
          const example = namedExample(mediaType, name);
          if (example) return example.kind === 'value' ? structuredClone(example.value) : example.text;
        }
      }
      throw misuse(operation.id, `it asks for the example ${name}, and none has that name`);
    },
    async next() {
      const reply = await around.next();
      const made = madeReply(around.write(reply));
      sources.set(
        made,
        reply ?? {
          status: made.status,
          ...(made.body === undefined ? {} : { body: { kind: 'value', value: made.body } }),
        },
      );
      return made;
    },
  };
}

function madeReply(written: Written): MadeReply {
  if (written.kind === 'refusal') {
    const { status, headers, detail } = written.refusal;
    return { status, headers, body: { detail } };
  }
  const { status, headers, body } = written.answer;
  const type = headers['content-type'] ?? '';
  const isJson = typeof body === 'string' && /[/+]json\b/.test(type);
  return { status, headers, body: isJson ? (JSON.parse(body) as unknown) : (body ?? undefined) };
}

/** What a handler said, checked. Throws StandinError `handler-failed` or `fixture-invalid`. */
export function handlerReply(
  said: HandlerReply | Response,
  request: GoodRequest,
  api: Api,
): MaybePromise<Reply> {
  if (said instanceof Response) return fromResponse(said, request, api);
  if (!isJsonObject(said)) throw misuse(request.operation.id, 'it answers neither an object nor a Response');
  const handedOn = sources.get(said as unknown as MadeReply);
  if (handedOn) return handedOn;
  const { operation } = request;
  const { status = goodStatus(operation), headers, body } = said as HandlerReply;
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw misuse(operation.id, `it answers the status ${String(status)}`);
  const given = headers ? { headers } : {};
  if (body === undefined) return { status, ...given };
  const contentType = Object.entries(headers ?? {}).find(
    ([name]) => name.toLowerCase() === 'content-type',
  )?.[1];
  const schema = schemaFor(operation, status, contentType);
  return { status, ...given, body: { kind: 'value', value: validOf(body, schema, operation.id, api) } };
}

function fromResponse(response: Response, request: GoodRequest, api: Api): MaybePromise<Reply> {
  const { status } = response;
  const headers = Object.fromEntries(response.headers);
  if (response.body === null) return { status, headers };
  const type = headers['content-type'] ?? '';
  if (!/[/+]json\b/.test(type))
    return after(response.arrayBuffer(), (bytes) => ({
      status,
      headers,
      body: { kind: 'value', value: new Uint8Array(bytes) },
    }));
  const schema = schemaFor(request.operation, status, type);
  return after(response.json() as Promise<unknown>, (value) => ({
    status,
    headers,
    body: { kind: 'value', value: validOf(value, schema, request.operation.id, api) },
  }));
}

function validOf(value: unknown, schema: ReturnType<typeof schemaFor>, id: string, api: Api): unknown {
  return valid(value, schema, `the handler of ${id}`, 'handlers', api);
}

/** A handler's own error becomes an answer that tells it. */
export function handlerFailed(id: string, cause: unknown): StandinError {
  if (cause instanceof StandinError) return cause;
  return misuse(
    id,
    cause instanceof Error ? `it threw ${cause.name}: ${cause.message}` : String(cause),
    cause,
  );
}

function misuse(id: string, reason: string, cause?: unknown): StandinError {
  return new StandinError(`Failed to run the handler of ${id}: ${reason}. Correct the handler.`, {
    code: 'handler-failed',
    cause,
  });
}
