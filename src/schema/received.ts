import { isJsonObject } from './json.ts';

const LONGEST = 80;

/** Stands in messages where a value is not to be seen. */
export const HIDDEN: { toString(): string } = { toString: () => '***' };

const SECRET_WORDS =
  /pass(?:word|wd|phrase|code)|passwd|pwd|secret|token|credential|authorization|cookie|(?:^|[^a-z])(?:pin|cvv|cvc|otp|ssn)(?![a-z])/i;
const KEY_WORD = /[Kk]eys?(?![a-z])|KEYS?(?![A-Za-z])/;

/** Does the name say that its value is not to be shown (`password`, `apiKey`, `access_token`, `Cookie`)? */
export function isSecretName(name: string): boolean {
  return SECRET_WORDS.test(name) || KEY_WORD.test(name);
}

/** A value as it came, on one line of about 80 characters. Of objects and lists, only what they are made of. */
export function receivedText(value: unknown): string {
  if (value === HIDDEN) return '***';
  if (Array.isArray(value)) return `[${value.length} ${value.length === 1 ? 'item' : 'items'}]`;
  if (isJsonObject(value)) {
    const names = Object.keys(value).slice(0, 20);
    return shorten(`{${names.map((name) => `${JSON.stringify(shorten(name))}: …`).join(', ')}}`);
  }
  return shorten(JSON.stringify(value) ?? String(value));
}

/** At most some 80 characters, no half of a surrogate pair at the end. */
function shorten(text: string, longest: number = LONGEST): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
}
