import type { ParsedMediaType } from '../../media-type.ts';
import { gzip, tar, zip } from './archive.ts';
import { fromBase64, latin1, utf8 } from './bytes.ts';
import { docx, pdf, xlsx } from './documents.ts';
import { IMAGES, SVG } from './images.ts';
import { mp3, RECORDINGS, wav } from './recordings.ts';

interface Kind {
  /** For the name of a file. */
  readonly extension: string;
  /** How many leading bytes every file of the kind has in common. */
  readonly magic: number;
  readonly make: () => Uint8Array;
}

const NOTE = 'A sample file.\n';

const coded = (text: string | undefined) => () => fromBase64(text ?? '') as Uint8Array;
const image = (name: string, magic: number, extension: string = name): Kind => ({
  extension,
  magic,
  make: coded(IMAGES[name]),
});
const recording = (name: string, magic: number, extension: string = name): Kind => ({
  extension,
  magic,
  make: coded(RECORDINGS[name]),
});

const ZIP: Kind = { extension: 'zip', magic: 4, make: () => zip([['sample.txt', NOTE]]) };
const GZIP: Kind = { extension: 'gz', magic: 2, make: () => gzip(NOTE) };
const PDF: Kind = { extension: 'pdf', magic: 5, make: pdf };
const WAV: Kind = { extension: 'wav', magic: 4, make: wav };
const MP3: Kind = { extension: 'mp3', magic: 1, make: mp3 };
const ICO = image('ico', 4);

const KINDS: Readonly<Record<string, Kind>> = {
  'image/png': image('png', 8),
  'image/apng': image('png', 8),
  'image/jpeg': image('jpeg', 3, 'jpg'),
  'image/jpg': image('jpeg', 3, 'jpg'),
  'image/gif': image('gif', 4),
  'image/webp': image('webp', 4),
  'image/bmp': image('bmp', 2),
  'image/x-ms-bmp': image('bmp', 2),
  'image/tiff': image('tiff', 4),
  'image/x-icon': ICO,
  'image/vnd.microsoft.icon': ICO,
  'image/svg+xml': { extension: 'svg', magic: 1, make: () => utf8(SVG) },
  'application/pdf': PDF,
  'application/zip': ZIP,
  'application/x-zip-compressed': ZIP,
  'application/java-archive': ZIP,
  'application/gzip': GZIP,
  'application/x-gzip': GZIP,
  'application/x-tar': { extension: 'tar', magic: 0, make: () => tar(['sample.txt', NOTE]) },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    extension: 'xlsx',
    magic: 4,
    make: xlsx,
  },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    extension: 'docx',
    magic: 4,
    make: docx,
  },
  'application/wasm': { extension: 'wasm', magic: 4, make: () => utf8('\0asm\u0001\0\0\0') },
  'audio/mpeg': MP3,
  'audio/mp3': MP3,
  'audio/wav': WAV,
  'audio/wave': WAV,
  'audio/x-wav': WAV,
  'audio/x-pn-wave': WAV,
  'audio/vnd.wave': WAV,
  'audio/aac': recording('aac', 2),
  'audio/flac': recording('flac', 4),
  'audio/ogg': recording('ogg', 4),
  'audio/vorbis': recording('ogg', 4),
  'audio/opus': recording('ogg', 4),
  'video/ogg': recording('ogg', 4, 'ogv'),
  'audio/mp4': recording('mp4', 3, 'm4a'),
  'audio/m4a': recording('mp4', 3, 'm4a'),
  'audio/x-m4a': recording('mp4', 3, 'm4a'),
  'video/mp4': recording('mp4', 3),
  'video/quicktime': recording('mp4', 3, 'mov'),
  'audio/webm': recording('webm', 4),
  'video/webm': recording('webm', 4),
};

const SUFFIXES: Readonly<Record<string, Kind>> = { pdf: PDF, zip: ZIP, gzip: GZIP };

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/xml': 'xml',
  'application/yaml': 'yaml',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
};

function kindOf(type: ParsedMediaType): Kind | undefined {
  if (Object.hasOwn(KINDS, type.essence)) return KINDS[type.essence];
  const { suffix } = type;
  return suffix !== undefined && Object.hasOwn(SUFFIXES, suffix) ? SUFFIXES[suffix] : undefined;
}

/** A small valid file of the type, always the same one; undefined where there is none. */
export function sampleFile(type: ParsedMediaType): Uint8Array | undefined {
  return kindOf(type)?.make();
}

/** For the name of a file of the type: `png`; `bin` where it is not known. */
export function fileExtension(type: ParsedMediaType): string {
  return (
    kindOf(type)?.extension ??
    (Object.hasOwn(EXTENSIONS, type.essence) ? EXTENSIONS[type.essence] : undefined) ??
    'bin'
  );
}

/** The bytes that a text stands for, as they are or base64-coded, where it is a file of the type by its first bytes. */
export function fileInText(type: ParsedMediaType, text: string): Uint8Array | undefined {
  const kind = kindOf(type);
  if (kind === undefined || kind.magic === 0) return undefined;
  const sample = kind.make();
  for (const bytes of [latin1(text), fromBase64(text)]) {
    if (
      bytes &&
      bytes.length >= kind.magic &&
      sample.subarray(0, kind.magic).every((byte, i) => byte === bytes[i])
    ) {
      return bytes;
    }
  }
  return undefined;
}
