/** An answer as it went out, from which any number of responses can be made. */
export interface KeptAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

export function toResponse({ status, headers, body }: KeptAnswer): Response {
  return new Response(body as BodyInit | null, { status, headers });
}

const maxEntries = 2_000;
/** Of all kept bodies, in characters or bytes. */
const maxSize = 16 * 1024 * 1024;
/** From where on the bytes of a text are kept, in characters: a shorter one is written together with the headers. */
const LONG = 1024;
/** Of one answer: a larger one would push out many. */
const maxAnswer = 512 * 1024;

/** The answers that were given last: the oldest go where they are too many or too large. */
export class AnswerCache {
  readonly #answers = new Map<string, KeptAnswer>();
  #size = 0;
  #lanes = 0;

  /** The beginning of the keys of those who share no answers with others. */
  lane(): string {
    return `${this.#lanes++}\n`;
  }

  get(key: string): KeptAnswer | undefined {
    return this.#answers.get(key);
  }

  keep(key: string, answer: KeptAnswer): void {
    if (sizeOf(key, answer) > maxAnswer || this.#answers.has(key)) return;
    const kept = { ...answer, body: bytesOf(answer.body) };
    const size = sizeOf(key, kept);
    this.#answers.set(key, kept);
    this.#size += size;
    for (const [oldest, dropped] of this.#answers) {
      if (this.#answers.size <= maxEntries && this.#size <= maxSize) return;
      this.#answers.delete(oldest);
      this.#size -= sizeOf(oldest, dropped);
    }
  }
}

const encoder = new TextEncoder();

/** To measure and to encode a longer text costs more than all else, so it is done once. */
function bytesOf(body: KeptAnswer['body']): KeptAnswer['body'] {
  return typeof body === 'string' && body.length >= LONG ? encoder.encode(body) : body;
}

function sizeOf(key: string, { body }: KeptAnswer): number {
  return key.length + (body?.length ?? 0);
}
