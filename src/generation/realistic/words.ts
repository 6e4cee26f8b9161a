import { ALIASES, PAIRS } from './spelling.ts';

/** Words whose digits belong to them. */
const WITH_DIGITS: ReadonlySet<string> = new Set(
  'ipv4 ipv6 ip4 ip6 sha1 sha256 sha384 sha512 md5 base64 oauth2 utf8 h264 last4 k8s s3 ec2 iso8601 iso3166 e164 x509 alpha2 alpha3 mp3 mp4 saml2 web3'.split(
    ' ',
  ),
);

const NO_PLURAL: ReadonlySet<string> = new Set(
  'status address alias class process access canvas series news dns https tls css js os gps sms rss kubernetes bus gas lens radius basis analysis axis bonus campus corpus virus focus consensus species business success progress express less plus was is has this its cors aws sas ios macos tos apis sales analytics statistics stats always across previous gross iss aud sans pass loss bias millis'.split(
    ' ',
  ),
);

const IRREGULAR: Readonly<Record<string, string>> = {
  uris: 'uri',
  apis: 'api',
  iris: 'iri',
  skus: 'sku',
  menus: 'menu',
  cpus: 'cpu',
  gpus: 'gpu',
  emojis: 'emoji',
  taxis: 'taxi',
  people: 'person',
  children: 'child',
  indices: 'index',
  indexes: 'index',
  matrices: 'matrix',
  movies: 'movie',
  cookies: 'cookie',
  calories: 'calorie',
  ids: 'id',
  ips: 'ip',
  urls: 'url',
  tags: 'tag',
  axes: 'axis',
  sizes: 'size',
  prizes: 'prize',
  caches: 'cache',
};

/** `categories` to `category`; a word that is no plural stays. */
export function singular(word: string): string {
  const irregular = own(IRREGULAR, word);
  if (irregular !== undefined) return irregular;
  if (word.length < 4 || !word.endsWith('s') || NO_PLURAL.has(word)) return word;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:sses|ches|shes|xes|zes)$/.test(word)) return word.slice(0, -2);
  if (/(?:statuses|aliases|buses|addresses)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/**
 * The words of a name, lower-cased, abbreviations written out: `billingAddrLine1` gives billing, address, line, 1.
 * Names are cut to 200 characters; what is not a letter or a digit parts words.
 */
export function splitWords(name: string): readonly string[] {
  const cut = name.length > 200 ? name.slice(0, 200) : name;
  let words = split.get(cut);
  if (!words) {
    words = readWords(cut);
    if (split.size >= MOST_SPLIT) split.clear();
    split.set(cut, words);
  }
  return words;
}

const split = new Map<string, readonly string[]>();
const MOST_SPLIT = 5_000;

/** Nearly all names; the engine takes long to make classes of all letters. */
const ASCII = /^[ -~]*$/;

function readWords(name: string): readonly string[] {
  const isAscii = ASCII.test(name);
  const spaced = isAscii
    ? name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    : name.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2');
  const parts = spaced.toLowerCase().split(isAscii ? /[^a-z\d]+/ : /[^\p{L}\p{N}]+/u);
  const words: string[] = [];
  for (const part of parts) {
    if (part === '') continue;
    const previous = words.at(-1);
    const pair = previous === undefined ? undefined : own(PAIRS, `${previous} ${part}`);
    if (pair !== undefined) {
      words.pop();
      words.push(...pair.split(' '));
      continue;
    }
    const alias = own(ALIASES, part);
    if (alias !== undefined) words.push(...alias.split(' '));
    else if (WITH_DIGITS.has(part)) words.push(part);
    else {
      const pieces = part.split(isAscii ? /(?<=[a-z])(?=\d+$)/ : /(?<=\p{L})(?=\d+$)/u);
      words.push(...pieces.map((word) => own(ALIASES, word) ?? word));
    }
  }
  return words;
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Lower-case ASCII letters, digits and single dashes; the empty string where nothing of that is left. */
export function slug(text: string): string {
  if (/^[A-Za-z]+$/.test(text)) return text.toLowerCase();
  return toAscii(text)
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

export function capitalize(text: string): string {
  return text === '' ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  æ: 'ae',
  ø: 'o',
  å: 'a',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ə: 'e',
  ʻ: '',
};

const SCRIPTS: readonly (readonly [string, string])[] = [
  [
    'абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґђћљњџјў',
    'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g dj c lj nj dz j u',
  ],
  ['αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'],
];

/** Latin, Cyrillic and Greek letters in ASCII; other characters stay. */
export function toAscii(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  let out = '';
  for (const char of text.normalize('NFC')) {
    const lower = char.toLowerCase();
    const plain = own(LETTERS, lower) ?? ofScript(lower) ?? lower.normalize('NFKD').replace(/\p{M}/gu, '');
    out += lower === char ? plain : capitalize(plain);
  }
  return out;
}

function ofScript(char: string): string | undefined {
  for (const [letters, latin] of SCRIPTS) {
    const at = letters.indexOf(char);
    if (at >= 0) return latin.split(' ')[at];
  }
  return undefined;
}
