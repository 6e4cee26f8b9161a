import type { ParameterValues, RawRequest } from '../http/index.ts';
import type { MediaType, Operation } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import { type CheckedBody, compileBodyCheck, type RequestBodyBytes } from './body-check.ts';
import { type CheckedParameters, compileParameterCheck } from './parameter-check.ts';

/** What a request check looks at. */
interface CheckableRequest extends RawRequest {
  readonly body: RequestBodyBytes;
}

export interface CheckedRequest {
  /** Parameters first, in documented order, then the body. Security is another check. */
  readonly violations: readonly Violation[];
  /** Worth telling, but no reason to refuse: what is readOnly, comes twice, or is not documented at all. */
  readonly notes: readonly Violation[];
  /** By location and name, coerced as far as the schemas allow; what is missing or malformed is absent. */
  readonly parameters: ParameterValues;
  /** Undefined where there is none, or none that could be read. */
  readonly body: unknown;
  /** The documented media type that the body falls under. */
  readonly mediaType: MediaType | undefined;
  /** Query parameters, by decoded name, that the operation does not declare. They are no violations. */
  readonly undeclared: readonly string[];
}

export type RequestCheck = (request: CheckableRequest) => CheckedRequest;

/**
 * Compiles the check of an operation's requests; each part when a request first needs it. The check never throws for a
 * request, whatever it holds; it throws StandinError `invalid-schema` for a description whose schema does not compile.
 * `prepareValidation()` must have been awaited once.
 */
export function compileRequestCheck(operation: Operation): RequestCheck {
  let compiled = checks.get(operation);
  if (!compiled) checks.set(operation, (compiled = requestCheck(operation)));
  return compiled;
}

const checks = new WeakMap<Operation, RequestCheck>();

function requestCheck(operation: Operation): RequestCheck {
  let checkParameters: ((raw: RawRequest) => CheckedParameters) | undefined;
  let checkBody: ((body: RequestBodyBytes) => CheckedBody) | undefined;
  return (request) => {
    checkParameters ??= compileParameterCheck(operation);
    checkBody ??= compileBodyCheck(operation);
    const { result, violations } = checkParameters(request);
    const body = checkBody(request.body);
    return {
      violations: body.violations.length === 0 ? violations : [...violations, ...body.violations],
      notes: body.notes,
      parameters: result.values,
      body: body.value,
      mediaType: body.mediaType,
      undeclared: result.undeclared,
    };
  };
}
