import { formatPlace, StandinError } from '../errors.ts';
import type { Api } from '../model/index.ts';
import type { Direction } from '../schema/index.ts';
import { checkOperationResponse, checkRequest } from '../validation/index.ts';
import { didYouMean } from './did-you-mean.ts';
import { explainViolations } from './explain.ts';
import { onlyApi } from './load.ts';
import { operationNamed, titleOf } from './operations.ts';
import type { ReceivedRequest } from './received.ts';
import type { Verdict } from './verdict.ts';

/** Which description is meant; left out, the only one that is loaded in the process. */
export interface ApiChoice {
  /** A mock, a session, or what `loadApi` gave. */
  readonly api?: Api | { readonly api: Api };
}

export interface SchemaChoice extends ApiChoice {
  /**
   * As the value is sent: `readOnly` and `writeOnly` members are demanded or not.
   * @default 'response'
   */
  readonly direction?: Direction;
}

/** Is the value valid under a component schema? */
export function judgeSchema(value: unknown, name: string, choice: SchemaChoice = {}): Verdict {
  const api = chosen(choice);
  const schema = api.schema(name, choice.direction ?? 'response');
  if (!schema)
    throw new StandinError(
      `Failed to find the schema ${name}: ${titleOf(api)} has none of that name${didYouMean(name, api.schemaNames())}.`,
      { code: 'unknown-schema', place: api.document.root.place() },
    );
  const pass = schema.accepts(value);
  const { uri, pointer } = schema.source;
  const place = formatPlace(api.document.place(uri, pointer));
  return {
    pass,
    message: () =>
      pass
        ? `Expected the value not to be a ${name} (${place}), and it is a valid one.`
        : [
            `Expected the value to be a valid ${name}:`,
            ...explainViolations(schema.violations(value), api, '  ').map((line) =>
              line.replace(/^ {2}body/, '  value'),
            ),
          ].join('\n'),
  };
}

/**
 * Is a response what an operation documents for its status? Event streams are judged without their bodies. The response
 * stays readable.
 *
 * Rejects with StandinError `body-used` where it has been read.
 */
export async function judgeResponse(
  response: Response,
  name: string,
  choice: ApiChoice = {},
): Promise<Verdict> {
  const api = chosen(choice);
  const operation = operationNamed(api, name);
  const violations = await checkOperationResponse(api, operation, operation.method, response);
  const pass = violations.length === 0;
  return {
    pass,
    message: () =>
      pass
        ? `Expected the response with status ${response.status} not to be one of ${operation.id}, and it is.`
        : [
            `Expected the response with status ${response.status} to be one of ${operation.id} (${formatPlace(operation.node.place())}):`,
            ...explainViolations(violations, api, '  '),
          ].join('\n'),
  };
}

/** Does a request keep to the description? */
export function judgeRequest(
  request: Request | ReceivedRequest,
  choice: ApiChoice = {},
): Verdict | Promise<Verdict> {
  const api = chosen(choice);
  const { method, url } = request;
  const verdict = (violations: ReceivedRequest['violations']): Verdict => {
    const pass = violations.length === 0;
    return {
      pass,
      message: () =>
        pass
          ? `Expected ${method} ${url} to break the description, and it does not.`
          : [
              `Expected ${method} ${url} to keep to the description:`,
              ...explainViolations(violations, api, '  '),
            ].join('\n'),
    };
  };
  if (request instanceof Request) return checkRequest(api, request).then(verdict);
  return verdict(request.violations);
}

function chosen({ api }: ApiChoice): Api {
  if (api === undefined) return onlyApi();
  return 'document' in api ? api : api.api;
}
