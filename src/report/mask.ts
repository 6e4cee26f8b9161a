import type { ContractEvent, Exchange } from '../contract/index.ts';
import type { Operation } from '../model/index.ts';
import { isJsonObject, isSecretName, type JsonObject, setOwn } from '../schema/index.ts';
import { hidden, SecretValues } from './secret-values.ts';

/** Headers whose values are credentials whatever they are called. */
const credentials = /^(?:authorization|proxy-authorization|cookie|set-cookie)$/i;
/** Members and cookies that are called secrets are remembered from this length on, where a digit makes them no word. */
const shortestSeen = 8;

/** A request or an answer as a report may show it: no credential, and no value of a member that is called a secret. */
export interface ShownMessage {
  readonly headers: ReadonlyArray<readonly [string, string]>;
  /** Undefined where there is none; bytes that are no text are counted. */
  readonly body: string | undefined;
}

export interface ShownExchange {
  readonly method: string;
  readonly url: string;
  readonly request: ShownMessage;
  readonly status: number | undefined;
  readonly problem: string | undefined;
  readonly response: ShownMessage | undefined;
  readonly milliseconds: number;
}

/**
 * Hides by name (headers, parameters, members that are called secrets, parameters of security schemes) and by value: what
 * the caller gave as credentials, and what answers named a secret, wherever it turns up again.
 */
export class Mask {
  readonly #values: SecretValues = new SecretValues();
  readonly #keys = new Set<string>();

  /** Must see every event before its report does. */
  note(event: ContractEvent): void {
    if (event.type === 'run-started') {
      for (const value of event.secrets) this.#values.add(value);
      for (const operation of event.operations) for (const name of keysOf(operation)) this.#keys.add(name);
    }
    if (event.type === 'secrets') for (const value of event.secrets) this.#values.add(value);
    if (event.type === 'exchange') this.#learn(event.exchange);
  }

  /** Any text, with secret values taken out. */
  text(text: string): string {
    return this.#values.hide(text);
  }

  exchange(exchange: Exchange): ShownExchange {
    const { request, response, problem, url, milliseconds } = exchange;
    return {
      method: request.method,
      url: this.url(url),
      request: { headers: this.headers(request.headers), body: this.#body(request.body) },
      status: response?.status,
      problem: problem && this.text(problem.message),
      response: response && {
        headers: this.headers([...response.headers]),
        body: this.#body(response.body),
      },
      milliseconds,
    };
  }

  headers(headers: ReadonlyArray<readonly [string, string]>): Array<readonly [string, string]> {
    return headers.map(([name, value]) =>
      credentials.test(name) || this.#isSecret(name)
        ? [name, hidden]
        : [
            name,
            this.text(/^(?:content-)?location$|^link$|^refresh$/i.test(name) ? this.#query(value) : value),
          ],
    );
  }

  url(url: string): string {
    return this.text(this.#query(url));
  }

  #isSecret(name: string): boolean {
    return this.#keys.has(name.toLowerCase()) || isSecretName(name);
  }

  /** Pairs of a query, or of a form, in any text. */
  #query(text: string): string {
    return text.replaceAll(/(^|[?&])([^=&?#\s<>"']+)=([^&#\s<>"']*)/g, (pair, before, name) =>
      this.#isSecret(decoded(name)) ? `${before}${name}=${hidden}` : pair,
    );
  }

  #body(body: Uint8Array | undefined): string | undefined {
    if (body === undefined || body.length === 0) return undefined;
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    } catch {
      return `(${body.length} bytes)`;
    }
    try {
      return this.text(JSON.stringify(this.#value(JSON.parse(text), 0)));
    } catch {
      return this.text(this.#elements(this.#query(text)));
    }
  }

  #elements(text: string): string {
    return text.replaceAll(/<([\w.:-]+)(\s[^<>]*)?>([^<>]+)<\//g, (element, name: string, attributes = '') =>
      this.#isSecret(name) ? `<${name}${attributes}>${hidden}</` : element,
    );
  }

  #value(value: unknown, depth: number): unknown {
    if (depth > 100) return hidden;
    if (Array.isArray(value)) return value.map((item) => this.#value(item, depth + 1));
    if (!isJsonObject(value)) return value;
    const shown: JsonObject = {};
    for (const [name, member] of Object.entries(value)) {
      const secret = this.#isSecret(name) && (typeof member === 'string' || typeof member === 'number');
      setOwn(shown, name, secret ? hidden : this.#value(member, depth + 1));
    }
    return shown;
  }

  /** What an answer calls a secret stays one where another message repeats it under another name. */
  #learn({ response }: Exchange): void {
    if (!response) return;
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';', 1);
      this.#remember(pair.slice(pair.indexOf('=') + 1));
    }
    if (!/json/i.test(response.headers.get('content-type') ?? '')) return;
    try {
      this.#learnFrom(JSON.parse(new TextDecoder().decode(response.body)), 0);
    } catch {
      // What says that it is JSON need not be.
    }
  }

  #learnFrom(value: unknown, depth: number): void {
    if (depth > 20 || typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'string' && !Array.isArray(value) && this.#isSecret(name)) this.#remember(member);
      else this.#learnFrom(member, depth + 1);
    }
  }

  #remember(value: string): void {
    if (value.length >= shortestSeen && /\d/.test(value)) this.#values.add(value);
  }
}

function keysOf({ security }: Operation): string[] {
  return security.flatMap(({ schemes }) =>
    schemes.flatMap(({ scheme }) => (scheme.parameter === undefined ? [] : [scheme.parameter.toLowerCase()])),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
