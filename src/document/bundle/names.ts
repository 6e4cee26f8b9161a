import { isJsonObject, own, parsePointer } from '../../schema/index.ts';
import type { Node } from '../document.ts';
import type { Kind } from '../kinds.ts';

/** The part of `components` that a kind of object is kept in. */
const sections: ReadonlyMap<Kind, string> = new Map<Kind, string>([
  ['schema', 'schemas'],
  ['response', 'responses'],
  ['parameter', 'parameters'],
  ['example', 'examples'],
  ['request-body', 'requestBodies'],
  ['header', 'headers'],
  ['security-scheme', 'securitySchemes'],
  ['link', 'links'],
  ['callback', 'callbacks'],
]);

/** Undefined where a version has no place for the kind, and for what is no component anywhere. */
export function sectionOf(kind: Kind, minor: number): string | undefined {
  if (kind === 'media-type') return minor >= 2 ? 'mediaTypes' : undefined;
  return sections.get(kind);
}

export function kindOf(section: string): Kind | undefined {
  if (section === 'pathItems') return 'path-item';
  if (section === 'mediaTypes') return 'media-type';
  return [...sections].find(([, name]) => name === section)?.[0];
}

/** The names in each section of `components`, each given once. */
export class Names {
  readonly #used = new Map<string, Set<string>>();

  /** The name itself, or with the file's name before it, or with a number behind it. */
  take(section: string, wanted: string, file: string): string {
    const used = this.#usedIn(section);
    const plain = clean(wanted) || 'part';
    const qualified = clean(`${file}_${wanted}`) || plain;
    let name = [plain, qualified].find((candidate) => !used.has(candidate));
    for (let number = 2; name === undefined; number++) {
      if (!used.has(`${qualified}_${number}`)) name = `${qualified}_${number}`;
    }
    used.add(name);
    return name;
  }

  /** Keeps a name that the entry uses already. */
  keep(section: string, name: string): void {
    this.#usedIn(section).add(name);
  }

  #usedIn(section: string): Set<string> {
    let used = this.#used.get(section);
    if (used === undefined) this.#used.set(section, (used = new Set()));
    return used;
  }
}

/** Is it what OpenAPI allows as a component's name (3.0.4, Components Object)? */
export function isComponentName(name: string): boolean {
  return /^[A-Za-z0-9._-]+$/.test(name);
}

function clean(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^_+|_+$/g, '');
}

/** Members below which names stand that an author chose. */
const holders: ReadonlySet<string> = new Set([
  ...['schemas', 'definitions', '$defs', 'parameters', 'responses', 'requestBodies', 'headers', 'examples'],
  ...['links', 'callbacks', 'pathItems', 'securitySchemes', 'securityDefinitions', 'mediaTypes'],
]);
const wordless: ReadonlySet<string> = new Set([
  ...holders,
  ...['components', 'paths', 'properties', 'content', 'schema'],
]);

/** What a component is called where it stands now: its key, or the name of the file that holds it alone. */
export function givenName(target: Node): string | undefined {
  const tokens = parsePointer(target.pointer) ?? [];
  if (tokens.length === 0) return fileName(target.uri);
  return holders.has(tokens.at(-2) ?? '') && !isNumber(tokens.at(-1)!) ? tokens.at(-1) : undefined;
}

/** A name for what had none, of the words that lead to it. */
export function describedName(target: Node): string {
  const tokens = parsePointer(target.pointer) ?? [];
  if (tokens.length === 1 && !isNumber(tokens[0]!)) return tokens[0]!;
  const name = isJsonObject(target.value) ? own(target.value, 'name') : undefined;
  if (typeof name === 'string' && isNumber(tokens.at(-1) ?? '')) return name;
  return tokens.filter((token) => !wordless.has(token)).join('_') || fileName(target.uri);
}

/** `pet` of `file:///schemas/pet.yaml`. */
export function fileName(uri: string): string {
  const segments = uri
    .replace(/[?#].*$/s, '')
    .split('/')
    .filter(Boolean);
  const plain = (segment: string | undefined) =>
    decode(segment ?? '').replace(/(?:\.schema)?\.(?:json|ya?ml)$/i, '');
  const name = plain(segments.at(-1));
  return /^_?index$/i.test(name) && segments.length > 1 ? plain(segments.at(-2)) : name;
}

/** Percent-decoded, or as it is where that makes no text. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isNumber(token: string): boolean {
  return /^\d+$/.test(token);
}
