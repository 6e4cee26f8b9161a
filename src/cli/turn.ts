import { type IncomingMessage, ServerResponse } from 'node:http';

/** How long requests are answered before what has been answered is written, in milliseconds. */
const LONGEST = 1;

/**
 * Answers together what arrives together: all that one turn of the event loop brings is received first, then answered, then
 * written. A client that waits has to be woken by what is written, which takes a virtual machine as long as to answer does,
 * but for the first of several answers only: it is awake when the others come. And what one part of the work needs is still
 * in the processor's caches when it is done for the next request.
 */
export class Turn {
  readonly #answer: (incoming: IncomingMessage, outgoing: HeldResponse) => void;
  readonly #work: () => void;
  readonly #write: () => void;
  readonly #afterwards: () => void;
  #asked: HeldResponse[] = [];
  #ended: HeldResponse[] = [];
  #isAnswering = false;

  constructor(answer: (incoming: IncomingMessage, outgoing: HeldResponse) => void) {
    this.#answer = answer;
    this.#work = () => this.#answerAsked();
    this.#write = () => this.#writeEnded();
    // Later than the promises that answering takes.
    this.#afterwards = () => process.nextTick(this.#write);
  }

  /** Has a request answered of which there is as much as an answer needs. */
  ask(outgoing: HeldResponse): void {
    outgoing.turn = this;
    if (this.#asked.length === 0) setImmediate(this.#work);
    this.#asked.push(outgoing);
  }

  /** Whether `outgoing`, which is complete, is written later. */
  holds(outgoing: HeldResponse): boolean {
    if (this.#isAnswering) this.#ended.push(outgoing);
    return this.#isAnswering;
  }

  #answerAsked(): void {
    const asked = this.#asked;
    const until = performance.now() + LONGEST;
    this.#isAnswering = true;
    let count = 0;
    do {
      const outgoing = asked[count++]!;
      this.#answer(outgoing.req, outgoing);
    } while (count < asked.length && performance.now() < until);
    this.#asked = asked.slice(count);
    if (this.#asked.length > 0) setImmediate(this.#work);
    queueMicrotask(this.#afterwards);
  }

  #writeEnded(): void {
    const ended = this.#ended;
    this.#ended = [];
    this.#isAnswering = false;
    for (const outgoing of ended) outgoing.endNow();
  }
}

/** A response whose end waits for that of the turn in which it was asked for. */
export class HeldResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  turn: Turn | undefined;
  #end: unknown[] = [];

  override end(...end: unknown[]): this {
    this.#end = end;
    return this.turn?.holds(this) ? this : this.endNow();
  }

  endNow(): this {
    return super.end(...(this.#end as []));
  }
}
