import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { writeBody } from '../../src/http/index.ts';
import { mediaTypeOf } from './description.ts';

const BINARY = { type: 'string', format: 'binary' };

async function bytesOf(type: string, value: unknown = 'some text', schema: object = BINARY): Promise<Buffer> {
  const found = await mediaTypeOf(type, { schema });
  const { body, contentType } = writeBody(found.mediaType, value, found.schema);
  expect(contentType).toBe(type);
  return Buffer.from(body as Uint8Array);
}

const KINDS: [type: string, description: RegExp][] = [
  ['image/png', /^PNG image data, 8 x 8/],
  ['image/jpeg', /^JPEG image data, JFIF standard 1.01.*8x8/],
  ['image/gif', /^GIF image data, version 89a, 1 x 1/],
  ['image/webp', /^RIFF .* Web\/P image/],
  ['image/bmp', /^PC bitmap.* 1 x 1 x 24/],
  ['image/tiff', /^TIFF image data/],
  ['image/x-icon', /^MS Windows icon resource/],
  ['image/svg+xml', /^SVG Scalable Vector Graphics/],
  ['application/pdf', /^PDF document, version 1.4/],
  ['application/zip', /^Zip archive data/],
  ['application/gzip', /^gzip compressed data/],
  ['application/x-tar', /^POSIX tar archive/],
  [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    /^Microsoft Excel 2007\+|^Microsoft OOXML|^Zip/,
  ],
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    /^Microsoft Word 2007\+|^Microsoft OOXML|^Zip/,
  ],
  ['audio/mpeg', /^MPEG ADTS, layer III/],
  ['audio/wav', /WAVE audio/],
  ['audio/ogg', /^Ogg data, Opus audio/],
  ['audio/flac', /^FLAC audio/],
  ['audio/aac', /^MPEG ADTS, AAC/],
  ['video/mp4', /^ISO Media, MP4/],
  ['video/webm', /^WebM/],
];

const folder = mkdtempSync(join(tmpdir(), 'standin-binary-'));

function has(command: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((path) => existsSync(join(path, command)));
}

describe.skipIf(!has('file'))('file(1) knows the sample', () => {
  test.each(KINDS)('%s', async (type, description) => {
    const name = join(folder, 'sample');
    writeFileSync(name, await bytesOf(type));
    expect(execFileSync('file', ['-b', name]).toString()).toMatch(description);
  });
});

describe('samples decode', () => {
  test('PNG: every chunk has its checksum and the pixels inflate', async () => {
    const png = await bytesOf('image/png');
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const chunks: string[] = [];
    for (let at = 8; at < png.length; ) {
      const length = png.readUInt32BE(at);
      const type = png.subarray(at + 4, at + 8).toString();
      chunks.push(type);
      if (type === 'IDAT')
        expect(inflateSync(png.subarray(at + 8, at + 8 + length))).toHaveLength(8 * (1 + 8 * 3));
      expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(png.subarray(at + 4, at + 8 + length)));
      at += length + 12;
    }
    expect(chunks).toEqual(['IHDR', 'IDAT', 'IEND']);
  });

  test('GZIP inflates', async () => {
    expect(gunzipSync(await bytesOf('application/gzip')).toString()).toBe('A sample file.\n');
  });

  test('PDF: the cross-reference table points at the objects', async () => {
    const text = (await bytesOf('application/pdf')).toString('latin1');
    const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    expect(text.slice(start, start + 4)).toBe('xref');
    const offsets = [...text.slice(start).matchAll(/(\d{10}) 00000 n/g)].map((match) => Number(match[1]));
    expect(offsets.map((at) => text.slice(at, at + 7))).toEqual([1, 2, 3, 4, 5].map((n) => `${n} 0 obj`));
  });

  test.skipIf(!has('unzip')).each([
    ['application/zip', 'sample.txt'],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xl/worksheets/sheet1.xml'],
  ])('%s passes unzip -t and holds %s', async (type, entry) => {
    const name = join(folder, 'sample.zip');
    writeFileSync(name, await bytesOf(type));
    expect(execFileSync('unzip', ['-t', name]).toString()).toContain('No errors detected');
    expect(execFileSync('unzip', ['-p', name, entry]).toString()).not.toBe('');
  });

  test.skipIf(!has('tar'))('TAR is extracted', async () => {
    const name = join(folder, 'sample.tar');
    writeFileSync(name, await bytesOf('application/x-tar'));
    execFileSync('tar', ['-xf', name, '-C', folder]);
    expect(readFileSync(join(folder, 'sample.txt'), 'utf8')).toBe('A sample file.\n');
  });

  test('WAV: sizes add up', async () => {
    const wav = await bytesOf('audio/wav');
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
    expect(wav.readUInt32LE(40)).toBe(wav.length - 44);
  });
});

describe('what a value decides', () => {
  test('a text that is a file of the kind is taken byte by byte', async () => {
    const gif = 'GIF89a\x01\x00\x01\x00\x00\x00\x00;';
    expect((await bytesOf('image/gif', gif)).toString('latin1')).toBe(gif);
  });

  test('a text that is such a file in base64 is decoded', async () => {
    const gif = Buffer.from('GIF87a..').toString('base64');
    expect((await bytesOf('image/gif', gif)).toString()).toBe('GIF87a..');
  });

  test('bytes are taken as they are', async () => {
    expect(await bytesOf('image/png', Uint8Array.of(1, 2))).toEqual(Buffer.of(1, 2));
  });

  test('a text that the schema says is coded stays a text', async () => {
    const coded = await bytesOf('image/png', 'aGk=', { type: 'string', contentEncoding: 'base64' });
    expect(coded.toString()).toBe('aGk=');
  });

  test('a suffix decides where the type is not known', async () => {
    expect((await bytesOf('application/vnd.mx.api.v1+pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

/** Independent of the implementation: by table. */
function crc32(bytes: Buffer): number {
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c % 2 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = ((table[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8)) >>> 0;
  return (crc ^ 0xffffffff) >>> 0;
}
