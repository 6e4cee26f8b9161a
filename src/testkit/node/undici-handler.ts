/** What the answer is told to: since version 7 of undici there are two kinds. */
export interface Handler {
  onRequestStart?(controller: Controller, context: object): void;
  onResponseStart?(controller: Controller, status: number, headers: object, text: string): void;
  onResponseData?(controller: Controller, chunk: Buffer): void;
  onResponseEnd?(controller: Controller, trailers: object): void;
  onResponseError?(controller: Controller, error: unknown): void;
  onConnect?(abort: (reason?: unknown) => void, context: object): void;
  onHeaders?(status: number, headers: Buffer[], resume: () => void, text: string): boolean;
  onData?(chunk: Buffer): boolean;
  onComplete?(trailers: Buffer[]): void;
  onError?(error: unknown): void;
}

/** Tells one answer to a handler of either kind. */
export class Telling {
  readonly #handler: Handler;
  readonly #abortion = new AbortController();
  readonly #controller: Controller;
  #isOver = false;

  constructor(handler: Handler) {
    this.#handler = handler;
    this.#controller = new Controller((reason) => {
      this.#abortion.abort(reason);
      this.error(reason);
    });
    if (handler.onRequestStart) handler.onRequestStart(this.#controller, {});
    else handler.onConnect?.((reason) => this.#controller.abort(reason), {});
  }

  get signal(): AbortSignal {
    return this.#abortion.signal;
  }

  async answer({ status, statusText, headers, body }: Response): Promise<void> {
    if (this.#isOver) return;
    const handler = this.#handler;
    const controller = this.#controller;
    const raw = [...headers].flat().map((each) => Buffer.from(each, 'latin1'));
    controller.rawHeaders = raw;
    if (handler.onRequestStart) handler.onResponseStart?.(controller, status, recordOf(headers), statusText);
    else if (handler.onHeaders?.(status, raw, () => controller.resume(), statusText) === false)
      controller.pause();
    for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
      await controller.resumed();
      if (this.#isOver) return;
      if (handler.onRequestStart) handler.onResponseData?.(controller, Buffer.from(chunk));
      else if (handler.onData?.(Buffer.from(chunk)) === false) controller.pause();
    }
    if (this.#isOver) return;
    this.#isOver = true;
    if (handler.onRequestStart) handler.onResponseEnd?.(controller, {});
    else handler.onComplete?.([]);
  }

  error(reason: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#handler.onRequestStart) this.#handler.onResponseError?.(this.#controller, reason);
    else this.#handler.onError?.(reason);
  }
}

/** Lets a handler hold back or end its answer. */
class Controller {
  rawHeaders: Buffer[] = [];
  readonly #end: (reason: unknown) => void;
  #resume: (() => void) | undefined;
  #resumed: Promise<void> | undefined;
  aborted = false;
  reason: unknown;

  constructor(end: (reason: unknown) => void) {
    this.#end = end;
  }

  get paused(): boolean {
    return this.#resumed !== undefined;
  }

  pause(): void {
    this.#resumed ??= new Promise((resolve) => (this.#resume = resolve));
  }

  resume(): void {
    this.#resume?.();
    this.#resumed = undefined;
  }

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason ?? new DOMException('This operation was aborted', 'AbortError');
    this.resume();
    this.#end(this.reason);
  }

  async resumed(): Promise<void> {
    await this.#resumed;
  }
}

function recordOf(headers: Headers): Record<string, string | string[]> {
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}) };
}
