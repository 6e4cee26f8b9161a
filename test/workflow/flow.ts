import type { RuntimeFacts } from '../../src/http/index.ts';
import { writeBody, writeParameters } from '../../src/http/index.ts';
import {
  loadWorkflows,
  runWorkflow,
  type StepExchange,
  type StepRequest,
  type WorkflowRun,
  type Workflows,
} from '../../src/workflow/index.ts';

const pet = { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } };

const text = { schema: { type: 'string' } };
const ok = { 200: { description: '' } };

/** What the sources of the tests' workflows describe. */
const pets = {
  openapi: '3.2.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        parameters: [
          { name: 'status', in: 'query', ...text },
          { name: 'X-Trace', in: 'header', ...text },
          { name: 'theme', in: 'cookie', ...text },
        ],
        responses: ok,
      },
      post: {
        operationId: 'createPet',
        requestBody: {
          content: {
            'application/json': { schema: pet },
            'application/xml': { schema: { type: 'string' } },
            'application/x-www-form-urlencoded': { schema: pet },
          },
        },
        responses: ok,
      },
    },
    '/pets/{petId}': {
      get: {
        operationId: 'getPet',
        parameters: [{ name: 'petId', in: 'path', required: true, ...text }],
        responses: ok,
      },
    },
    '/search': {
      get: {
        operationId: 'search',
        parameters: [
          {
            name: 'query',
            in: 'querystring',
            content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } },
          },
        ],
        responses: ok,
      },
    },
  },
};

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
  readonly text?: string;
  readonly type?: string;
  /** Why none comes. */
  readonly problem?: string;
  /** None ever comes. */
  readonly never?: boolean;
}

/** Puts what all documents have around the parts that matter. */
export function arazzo(fields: object): object {
  return {
    arazzo: '1.1.0',
    info: { title: 'Tried', version: '1' },
    sourceDescriptions: [{ name: 'pets', url: './pets.json', type: 'openapi' }],
    ...fields,
  };
}

/** One workflow of one step. */
export function one(step: object, more: object = {}, document: object = {}): object {
  return arazzo({
    workflows: [{ workflowId: 'main', steps: [{ stepId: 'a', ...step }], ...more }],
    ...document,
  });
}

/** Loads a document beside the files that it names. */
export function load(
  document: object | string,
  files: Readonly<Record<string, object>> = {},
): Promise<Workflows> {
  const all: Record<string, object | string> = { 'pets.json': pets, ...files, 'flows.arazzo.json': document };
  return loadWorkflows('flows.arazzo.json', {
    read: async (uri) => {
      const file = all[uri.slice('memory:/'.length)];
      if (file === undefined) throw new Error('nothing there');
      return typeof file === 'string' ? file : JSON.stringify(file, null, 2);
    },
  });
}

export interface Ran {
  readonly run: WorkflowRun;
  /** `GET /pets?status=sold [X-Trace: 1] {"a":1}` */
  readonly sent: readonly string[];
  readonly waited: readonly number[];
  /** `a ok`, `b failed`, in order. */
  readonly steps: readonly string[];
}

export interface Tried {
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** In turn; the last one answers all that follow. */
  readonly answers?: readonly Answer[];
  readonly files?: Readonly<Record<string, object>>;
  readonly id?: string;
}

/** Loads a document and runs its first workflow. */
export async function tried(
  document: object,
  { inputs = {}, answers = [{}], files, id }: Tried = {},
): Promise<Ran> {
  const set = await load(document, files);
  const sent: string[] = [];
  const waited: number[] = [];
  const run = await runWorkflow(set, id ?? set.workflows[0]!.id, {
    inputs,
    send: async (request) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)]!;
      sent.push(written(request));
      if (answer.never) return new Promise(() => {});
      return exchangeOf(request, answer);
    },
    wait: async (milliseconds) => void waited.push(milliseconds),
  });
  const steps = run.steps.map(({ step, succeeded }) => `${step.id} ${succeeded ? 'ok' : 'failed'}`);
  return { run, sent, waited, steps };
}

function written({ operation, parameters, headers, extraQuery, body }: StepRequest): string {
  const parts = writeParameters(operation, parameters);
  const query = [parts.query, extraQuery].filter((part) => part !== '').join('&');
  const all = [
    ...Object.entries(parts.headers),
    ...(parts.cookies ? [['Cookie', parts.cookies]] : []),
    ...headers,
  ];
  const payload =
    body && ('text' in body ? `${body.contentType}: ${body.text}` : bodyText(body.mediaType, body.value));
  return [
    `${operation.method} ${parts.path}${query && `?${query}`}`,
    ...all.map(([name, value]) => `[${name}: ${value}]`),
    ...(payload === undefined ? [] : [payload]),
  ].join(' ');
}

function bodyText(mediaType: Parameters<typeof writeBody>[0], value: unknown): string {
  const { body } = writeBody(mediaType, value, mediaType.schema?.for('request'));
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

function exchangeOf({ operation, parameters }: StepRequest, answer: Answer): StepExchange {
  const { status = 200, json, problem } = answer;
  const facts: RuntimeFacts = {
    url: `http://tried.example${operation.path}`,
    method: operation.method,
    statusCode: problem === undefined ? status : undefined,
    request: { headers: new Headers({ 'X-Sent': 'yes' }), path: parameters.path, query: parameters.query },
    response:
      problem === undefined
        ? { headers: new Headers(answer.headers), body: json === undefined ? answer.text : json }
        : undefined,
  };
  return { facts, problem };
}
