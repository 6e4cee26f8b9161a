import { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** Longest body that is received before the request is looked at, in bytes; others are streamed. */
const SHORT = 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * A request that is received as a whole before it is looked at, if it is short. What the parser brings is kept as it comes,
 * since the queue and the events of a stream take a tenth of what Node spends on a request.
 */
export class Incoming extends IncomingMessage {
  /** As received, where the listener looks for it, too. Undefined: the body is a stream, or has not come yet. */
  rawBody: Buffer | undefined = undefined;
  /** What Node itself notes of a stream that is read: it reads what is left of others when they are answered. */
  declare _consuming: boolean;
  /** Neither a length nor a coding: there is no body (RFC 9112 section 6.3). Known once `whenReceived` was called. */
  isBodiless = false;
  #chunks: Buffer[] | undefined = undefined;
  #then: (() => void) | undefined = undefined;

  /** To be called before any of the body has come. Where the connection ends too early, `then` is not called. */
  whenReceived(then: () => void): void {
    const { method, headers } = this;
    const length = headers['content-length'];
    this.isBodiless = length === undefined && headers['transfer-encoding'] === undefined;
    if (this.isBodiless || (method !== 'GET' && method !== 'HEAD' && Number(length) <= SHORT)) {
      this.#chunks = [];
      this.#then = then;
    } else then();
  }

  /** What the parser has read, null at the end. */
  override push(chunk: Buffer | null): boolean {
    const chunks = this.#chunks;
    if (chunks === undefined) return super.push(chunk);
    if (chunk !== null) chunks.push(chunk);
    else {
      this.rawBody = chunks.length === 0 ? NOTHING : chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      this._consuming = true;
      this.#then?.();
    }
    return true;
  }
}

/** By its types a property, which no class may override with what it is. */
const readableEnded = Object.getOwnPropertyDescriptor(Readable.prototype, 'readableEnded')!;
Object.defineProperty(Incoming.prototype, 'readableEnded', {
  ...readableEnded,
  get(this: Incoming): boolean {
    return this.rawBody !== undefined || readableEnded.get!.call(this);
  },
});
