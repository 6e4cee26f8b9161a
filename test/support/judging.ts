import { Judge, type ReceivedResponse } from './judge.ts';
import { RawDocument } from './raw-document.ts';
import { parseText } from './raw-text.ts';

/** Of a description that is written in a test. */
export function judgeOf(yaml: string): Judge {
  return new Judge(new RawDocument('memory:/test.yaml', parseText(yaml)));
}

/** A response whose body is JSON unless `text` says otherwise. */
export function answer(
  body: unknown,
  more: Partial<{ status: number; type: string | null; text: string }> = {},
): ReceivedResponse {
  const { status = 200, type = 'application/json', text = JSON.stringify(body) } = more;
  const headers = new Headers(type === null ? {} : { 'content-type': type });
  return { status, headers, body: new TextEncoder().encode(text) };
}

/** What is wrong with a response to `GET /x`. */
export async function faults(judge: Judge, response: ReceivedResponse): Promise<string[]> {
  return (await judge.response(judge.operation('GET', '/x')!, response)).faults;
}
