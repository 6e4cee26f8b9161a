import { StandinError } from '../errors.ts';
import {
  bodyMessage,
  type FixtureCase,
  fitTemplated,
  generateWith,
  mediaTypeFor,
  type RenderedBody,
} from '../fixture/index.ts';
import type { Generator } from '../generation/index.ts';
import { chooseResponse, responseForStatus } from '../http/index.ts';
import type { Api, Operation } from '../model/index.ts';
import type { Schema } from '../schema/index.ts';
import type { GoodRequest, Reply, ReplyBody } from './answer-source.ts';

/** The status that answers a good request. */
export function goodStatus({ responses }: Operation): number {
  return chooseResponse(responses)?.status ?? 200;
}

/** The schema that a body of data is held to; undefined where nothing is documented. */
export function schemaFor(
  { responses }: Operation,
  status: number,
  contentType: string | undefined,
): Schema | undefined {
  const response = responseForStatus(responses, status);
  return response && mediaTypeFor(response, contentType)?.schema?.for('response');
}

/**
 * What a case answers, with its templates filled in. Throws StandinError `fixture-invalid` where the description
 * refuses that.
 */
export function replyOf(
  fixture: FixtureCase,
  request: GoodRequest,
  scope: Readonly<Record<string, unknown>>,
  api: Api,
): Reply {
  const { response, operation, faults, label } = fixture;
  const status = response?.status ?? goodStatus(operation);
  if (!response) return { status, faults };
  const place = response.place('');
  const { headers, body } = rendered(fixture, scope);
  const schema = schemaFor(operation, status, headers['content-type']);
  const value = body && bodyOf(body, schema, { label, request, api, place: `${place.file}:${place.line}` });
  return { status, headers, faults, ...(value === undefined ? {} : { body: value }) };
}

function rendered(
  { response, label }: FixtureCase,
  scope: Readonly<Record<string, unknown>>,
): ReturnType<NonNullable<FixtureCase['response']>['render']> {
  try {
    return response!.render(scope);
  } catch (cause) {
    const { file, line } = response!.place('');
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StandinError(`Failed to answer by ${label} (${file}:${line}): ${reason}. Correct it there.`, {
      code: 'fixture-invalid',
      cause,
    });
  }
}

interface BodyContext {
  readonly label: string;
  readonly request: GoodRequest;
  readonly api: Api;
  /** `fixtures/getUser.yaml:3`. */
  readonly place: string;
}

function bodyOf(body: RenderedBody, schema: Schema | undefined, context: BodyContext): ReplyBody | undefined {
  const { label, request, api, place } = context;
  switch (body.kind) {
    case 'example':
      return body;
    case 'bytes':
      return { kind: 'value', value: body.bytes };
    case 'generate': {
      if (!schema) return undefined;
      const value = generated(request.generator, schema, body.overrides, request);
      return {
        kind: 'value',
        value: valid(fitTemplated(value, body.templated, schema), schema, label, place, api),
      };
    }
    default: {
      const value = schema ? fitTemplated(body.value, body.templated, schema) : body.value;
      return { kind: 'value', value: valid(value, schema, label, place, api) };
    }
  }
}

/** The same request gets the same value. */
export function generated(
  generator: Generator,
  schema: Schema,
  overrides: Readonly<Record<string, unknown>>,
  { operation, path }: GoodRequest,
): unknown {
  return generateWith(generator, schema, overrides, `${operation.method} ${path} fixture`);
}

/** The value, which its schema takes. Throws StandinError `fixture-invalid` where it does not. */
export function valid(
  value: unknown,
  schema: Schema | undefined,
  label: string,
  place: string,
  api: Api,
): unknown {
  if (!schema || value instanceof Uint8Array || schema.accepts(value)) return value;
  const [first, ...others] = schema.violations(value);
  const more = others.length > 0 ? ` There are ${others.length} more.` : '';
  const message = first ? bodyMessage(label, first, api) : `The body of ${label} breaks its schema.`;
  throw new StandinError(
    `Failed to answer by ${label} (${place}): ${message.replace(/\.$/, '')}.${more} Correct one of the two.`,
    { code: 'fixture-invalid' },
  );
}
