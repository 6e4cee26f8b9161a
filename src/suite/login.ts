import type { Exchange } from '../contract/index.ts';
import { StandinError } from '../errors.ts';
import { parsePointer, valueAt } from '../schema/index.ts';
import { type Caller, callOperation, operationOf } from './call-operation.ts';
import type { SuiteFile } from './read-suite.ts';
import type { Login } from './suite.ts';
import type { Obtained } from './token-source.ts';

/** Calls an operation, and takes the credentials out of its answer. Rejects with StandinError `no-token`. */
export function loginClient(
  login: Login,
  pointer: string,
  caller: Caller,
  suite: SuiteFile,
): () => Promise<Obtained> {
  const operation = operationOf(login.operation, caller.api, `${pointer}/operation`, suite);
  return async () => {
    const exchange = await callOperation(operation, login, null, caller);
    const { response, problem } = exchange;
    const fail = (why: string): StandinError => {
      const place = suite.place(pointer);
      return new StandinError(
        `Failed to log in by ${login.operation}: ${why}. Correct login in ${suite.file}:${place.line ?? 1}.`,
        { code: 'no-token', place },
      );
    };
    if (!response) throw fail(problem?.message ?? 'there is no answer');
    if (response.status >= 400) throw fail(`it is answered ${response.status}`);
    const headers: Array<readonly [string, string]> = [];
    const body = jsonOf(exchange);
    if (login.token !== undefined || login.cookies !== true) {
      const token = tokenIn(body, login.token);
      if (token === undefined)
        throw fail(`the answer has no token at ${login.token ?? '/token or /access_token'}`);
      const name = login.header ?? 'Authorization';
      const scheme = login.scheme ?? (login.header === undefined ? 'Bearer' : '');
      headers.push([name, `${scheme} ${token}`.trim()]);
    }
    if (login.cookies === true) {
      const cookies = response.headers.getSetCookie().map((line) => line.split(';', 1)[0]!);
      if (cookies.length === 0) throw fail('the answer sets no cookie');
      headers.push(['Cookie', cookies.join('; ')]);
    }
    return { headers, query: [], expiresIn: secondsIn(body, login.expiresIn) };
  };
}

const usual = ['/access_token', '/token', '/accessToken'];

function tokenIn(body: unknown, pointer: string | undefined): string | undefined {
  for (const each of pointer === undefined ? usual : [pointer]) {
    const value = parsePointer(each) && valueAt(body, each);
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

function secondsIn(body: unknown, said: Login['expiresIn']): number | undefined {
  const seconds = Number(typeof said === 'string' && said.startsWith('/') ? valueAt(body, said) : said);
  return seconds > 0 ? seconds : undefined;
}

function jsonOf({ response }: Exchange): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(response?.body));
  } catch {
    return undefined;
  }
}
