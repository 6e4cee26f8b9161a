import { StandinError } from '../errors.ts';
import { createGenerator, type Generator, type GeneratorOptions } from '../generation/index.ts';

/** Each language's data takes memory; who asks for more gets the default. */
const MOST_LANGUAGES = 12;
const MOST_RANGES = 10;
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i;

/** Generators by language, each made when it is first asked for. */
export class Languages {
  readonly #options: GeneratorOptions;
  readonly #made = new Map<string, Promise<Generator | undefined>>();

  constructor(options: GeneratorOptions) {
    this.#options = options;
  }

  /** The generator of the most wanted language for which there is data; undefined: none is asked for, or there is none. */
  async for(acceptLanguage: string | null): Promise<{ tag: string; generator: Generator } | undefined> {
    if (acceptLanguage === null) return undefined;
    for (const tag of languageRanges(acceptLanguage)) {
      const generator = await this.#of(tag);
      if (generator) return { tag, generator };
    }
    return undefined;
  }

  #of(tag: string): Promise<Generator | undefined> {
    const known = this.#made.get(tag.toLowerCase());
    if (known) return known;
    if (this.#made.size >= MOST_LANGUAGES) return Promise.resolve(undefined);
    const made = createGenerator({ ...this.#options, locale: tag }).catch((error: unknown) => {
      this.#made.delete(tag.toLowerCase());
      if (error instanceof StandinError && error.code === 'unknown-locale') return undefined;
      throw error;
    });
    this.#made.set(tag.toLowerCase(), made);
    return made;
  }
}

/** Most wanted first; each language also without its region (RFC 4647 section 3.4), `*` and what is refused left out. */
function languageRanges(acceptLanguage: string): string[] {
  const ranges = acceptLanguage
    .split(',', MOST_RANGES)
    .map((piece) => {
      const [tag = '', ...parameters] = piece.split(';').map((part) => part.trim());
      const q = parameters.find((part) => /^q=/i.test(part))?.slice(2);
      return { tag, q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ tag, q }) => LANGUAGE.test(tag) && q > 0 && q <= 1)
    .sort((a, b) => b.q - a.q);
  const tags = ranges.flatMap(({ tag }) => {
    const parts = tag.split('-');
    return parts.map((_, i) => parts.slice(0, parts.length - i).join('-'));
  });
  return [...new Set(tags)];
}

/** Which language was spoken, and that another request may hear another one (RFC 9110 sections 8.5 and 12.5.5). */
export function addLanguage(headers: Headers, tag: string | undefined): void {
  headers.append('Vary', 'Accept-Language');
  if (tag !== undefined && !headers.has('content-language')) headers.set('Content-Language', tag);
}
