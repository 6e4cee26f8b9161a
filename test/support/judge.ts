import { judgeBody } from './body-judge.ts';
import { type Found, RawDocument } from './raw-document.ts';
import {
  contentMap,
  contentOf,
  headersOf,
  listOperations,
  type RawHeader,
  type RawOperation,
  responseFor,
  statusesOf,
} from './raw-operation.ts';
import { SchemaJudge } from './schema-judge.ts';
import { readSimple } from './wire-values.ts';

/** A response, received. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

export interface Verdict {
  /** What is wrong, in sentences; empty where everything is right. */
  readonly faults: string[];
  /** Where the second validator refuses what the first takes. */
  readonly disputed: string[];
}

const WITHOUT_BODY = new Set([101, 204, 205, 304]);

/**
 * Says whether responses are what a description promises. Uses nothing of `src/`: the files, references, schemas and
 * media types are read by code of its own and two foreign validators decide.
 */
export class Judge {
  readonly document: RawDocument;
  readonly schemas: SchemaJudge;
  readonly operations: readonly RawOperation[];

  constructor(document: RawDocument) {
    this.document = document;
    this.schemas = new SchemaJudge(document);
    this.operations = listOperations(document);
  }

  static open(path: string): Judge {
    return new Judge(RawDocument.open(path));
  }

  operation(method: string, path: string): RawOperation | undefined {
    return this.operations.find((one) => one.path === path && one.method === method.toUpperCase());
  }

  /**
   * Which documented status answers a good request: lowest 2xx, else 2XX, else default, else the lowest. None of 1xx,
   * which the Fetch standard cannot express.
   */
  expectedStatus(operation: RawOperation): string | undefined {
    const statuses = statusesOf(this.document, operation).filter((status) => !status.startsWith('1'));
    const exact = statuses.filter((status) => /^\d+$/.test(status)).sort();
    const [range] = statuses.filter((status) => status === '2XX');
    const fallback = statuses.includes('default') ? 'default' : (exact[0] ?? statuses.sort()[0]);
    return exact.find((status) => status.startsWith('2')) ?? range ?? fallback;
  }

  /** Why no answer can be right or wrong; undefined where one can. */
  unjudgeable(operation: RawOperation): string | undefined {
    const expected = this.expectedStatus(operation);
    if (expected === undefined) {
      const none = statusesOf(this.document, operation).length === 0;
      return none ? 'no response is documented' : 'only 1xx is documented';
    }
    const responses = this.document.get(operation.found, 'responses');
    const keys = responses && Object.keys(responses.value as object);
    const key = keys?.find((one) => one.toUpperCase() === expected.toUpperCase());
    const resolves = responses && key !== undefined && this.document.get(responses, key) !== undefined;
    return resolves ? undefined : `the response ${expected} is a reference to nothing`;
  }

  async response(operation: RawOperation, response: ReceivedResponse): Promise<Verdict> {
    const documented = responseFor(this.document, operation, response.status);
    if (!documented) return { faults: [`status ${response.status} is not documented`], disputed: [] };
    const faults = await this.#headers(documented, response.headers);
    const body = await this.#body(operation, documented, response);
    return { faults: [...faults, ...body.faults], disputed: body.disputed };
  }

  /** A request body, judged as `response` judges the other way. */
  async request(
    operation: RawOperation,
    request: { contentType: string | null; body: Uint8Array },
  ): Promise<Verdict> {
    const requestBody = this.document.get(operation.found, 'requestBody');
    const contents = requestBody && contentMap(this.document, this.document.get(requestBody, 'content'));
    if (!contents) return { faults: [], disputed: [] };
    return judgeBody(this.document, this.schemas, contents, { ...request, direction: 'request' });
  }

  async #body(operation: RawOperation, documented: Found, response: ReceivedResponse): Promise<Verdict> {
    const contents = contentOf(this.document, operation, documented) ?? [];
    const { status, headers, body } = response;
    if (operation.method === 'HEAD' || WITHOUT_BODY.has(status) || contents.length === 0) {
      const why = contents.length === 0 ? 'none is documented' : `${operation.method} ${status} has none`;
      return { faults: body.length === 0 ? [] : [`there is a body, but ${why}`], disputed: [] };
    }
    const contentType = headers.get('content-type');
    return judgeBody(this.document, this.schemas, contents, { contentType, body, direction: 'response' });
  }

  async #headers(documented: Found, headers: Headers): Promise<string[]> {
    const faults: string[] = [];
    for (const header of headersOf(this.document, documented)) {
      const text = headers.get(header.name);
      if (text === null) {
        if (header.required) faults.push(`header ${header.name} is missing`);
      } else if (header.schema) {
        faults.push(...(await this.#header(header, text)));
      }
    }
    return faults;
  }

  async #header(header: RawHeader, text: string): Promise<string[]> {
    const { collectionFormat, contentType, explode } = header;
    const readings = contentType === undefined ? readSimple(text, { explode, collectionFormat }) : json(text);
    const refused: string[] = [];
    for (const reading of readings) {
      const { faults } = await this.schemas.judge(header.schema!, 'response', reading);
      if (faults.length === 0) return [];
      refused.push(...faults);
    }
    return [`header ${header.name} is ${JSON.stringify(text)}: ${refused[0] ?? 'it cannot be read'}`];
  }
}

function json(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [text];
  }
}
