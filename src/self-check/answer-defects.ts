import { responseForStatus } from '../http/index.ts';
import type { Operation, ResponseSpec } from '../model/index.ts';
import {
  anotherMember,
  type Break,
  brokenValue,
  otherNumber,
  otherText,
  otherType,
  withoutMember,
} from './broken-value.ts';
import { answering, type DefectKind } from './defect.ts';

const hasJson = ({ responses }: Operation): boolean =>
  responses.some(({ status, content }) => isGood(status) && content.some(({ type }) => /json/i.test(type)));

function isGood(status: string): boolean {
  return /^(?:2|default)/.test(status);
}

function body(name: string, title: string, breaks: Break): DefectKind {
  return {
    name,
    group: 'answers',
    title,
    applies: hasJson,
    seed: (seeding) =>
      answering(seeding, async (response) => {
        const schema = schemaOf(seeding.operation, response);
        if (!response.ok || !schema) return undefined;
        const broken = brokenValue(await response.json(), schema, breaks);
        return broken === undefined ? undefined : withBody(response, JSON.stringify(broken));
      }),
  };
}

function schemaOf({ responses }: Operation, { status, headers }: Response) {
  if (!/json/i.test(headers.get('content-type') ?? '')) return undefined;
  const spec = responseForStatus(responses, status);
  return spec?.content.find(({ type }) => /json/i.test(type))?.schema?.for('response');
}

function withBody({ status, headers }: Response, text: string): Response {
  const copy = new Headers(headers);
  copy.delete('content-length');
  return new Response(text, { status, headers: copy });
}

function documents(responses: readonly ResponseSpec[], status: number): boolean {
  return responseForStatus(responses, status) !== undefined;
}

/** In what an operation answers to good requests. */
export const answerDefects: readonly DefectKind[] = [
  body('required-dropped', 'a required member is missing', withoutMember),
  body('type-changed', 'a value has another type', otherType),
  body('text-broken', 'a text breaks its enum, format, pattern or length', otherText),
  body('number-broken', 'a number is out of its range', otherNumber),
  body('member-added', 'a member is there that is forbidden', anotherMember),
  {
    name: 'status-undocumented',
    group: 'answers',
    title: 'the status of success is not documented',
    applies: ({ responses }) => [299, 210].some((status) => !documents(responses, status)),
    seed: (seeding) =>
      answering(seeding, async (response) => {
        const status = [299, 210].find((each) => !documents(seeding.operation.responses, each));
        if (!response.ok || status === undefined) return undefined;
        const text = await response.text();
        return new Response(text === '' ? null : text, { status, headers: response.headers });
      }),
  },
  {
    name: 'content-type-wrong',
    group: 'answers',
    title: 'the media type is not documented',
    applies: hasJson,
    seed: (seeding) =>
      answering(seeding, (response) => {
        if (!response.ok || !schemaOf(seeding.operation, response)) return undefined;
        const headers = new Headers(response.headers);
        headers.set('Content-Type', 'text/html');
        return new Response(response.body, { status: response.status, headers });
      }),
  },
  {
    name: 'header-missing',
    group: 'answers',
    title: 'a required header is missing',
    applies: ({ responses }) =>
      responses.some((spec) => isGood(spec.status) && requiredHeader(spec) !== undefined),
    seed: (seeding) =>
      answering(seeding, (response) => {
        const spec = responseForStatus(seeding.operation.responses, response.status);
        const name = response.ok && spec ? requiredHeader(spec) : undefined;
        if (name === undefined || !response.headers.has(name)) return undefined;
        const headers = new Headers(response.headers);
        headers.delete(name);
        return new Response(response.body, { status: response.status, headers });
      }),
  },
  {
    name: 'server-error',
    group: 'errors',
    title: 'the server fails',
    applies: () => true,
    seed: (seeding) =>
      answering(seeding, (response) =>
        response.ok ? Response.json({ error: 'Internal Server Error' }, { status: 500 }) : undefined,
      ),
  },
  {
    name: 'stack-trace',
    group: 'errors',
    title: 'an error shows a stack trace',
    applies: ({ responses }) => responses.some(({ status }) => /^[45d]/.test(status)),
    seed: (seeding) =>
      answering(seeding, (response) =>
        response.status >= 400
          ? withBody(
              response,
              JSON.stringify({
                message:
                  'Error\n    at handle (/srv/app/users.js:12:7)\n    at next (/srv/app/node_modules/x.js:1:1)',
              }),
            )
          : undefined,
      ),
  },
];

function requiredHeader({ headers }: ResponseSpec): string | undefined {
  return headers.find(({ required }) => required)?.name;
}
