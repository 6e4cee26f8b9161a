import { concat, crc32, littleEndian, utf8 } from './bytes.ts';

/** A file in an archive: its path and its text. */
export type ArchiveEntry = readonly [path: string, text: string];

/** 1980-01-01, the first day that ZIP knows. */
const ZIP_DATE = 33;

/** A ZIP archive (PKWARE APPNOTE 6.3.x) whose entries are stored, not compressed. */
export function zip(entries: readonly ArchiveEntry[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, text] of entries) {
    const name = utf8(path);
    const data = utf8(text);
    const about = littleEndian(
      [20, 2],
      [0x800, 2],
      [0, 2],
      [0, 2],
      [ZIP_DATE, 2],
      [crc32(data), 4],
      [data.length, 4],
      [data.length, 4],
      [name.length, 2],
      [0, 2],
    );
    const local = concat('PK\u0003\u0004', about, name, data);
    directory.push(
      concat(
        'PK\u0001\u0002',
        littleEndian([20, 2]),
        about,
        littleEndian([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
        name,
      ),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = concat(...directory);
  const { length } = entries;
  const end = littleEndian(
    [0, 2],
    [0, 2],
    [length, 2],
    [length, 2],
    [central.length, 4],
    [offset, 4],
    [0, 2],
  );
  return concat(...locals, central, 'PK\u0005\u0006', end);
}

/** A gzip member (RFC 1952) with one stored block (RFC 1951 section 3.2.4). */
export function gzip(text: string): Uint8Array {
  const data = utf8(text);
  const { length } = data;
  const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
  const block = littleEndian([1, 1], [length, 2], [~length & 0xffff, 2]);
  return concat(header, block, data, littleEndian([crc32(data), 4], [length, 4]));
}

/** A tar archive (POSIX ustar). */
export function tar([path, text]: ArchiveEntry): Uint8Array {
  const data = utf8(text);
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`;
  const field = (value: string, width: number) => value.padEnd(width, '\0');
  const header = (checksum: string) =>
    utf8(
      `${field(path, 100)}${octal(0o644, 8)}${octal(0, 8)}${octal(0, 8)}${octal(data.length, 12)}${octal(0, 12)}${checksum}0` +
        `${field('', 100)}ustar\u000000${field('standin', 32)}${field('standin', 32)}${octal(0, 8)}${octal(0, 8)}${field('', 167)}`,
    );
  const sum = header(' '.repeat(8)).reduce((total, byte) => total + byte, 0);
  const padding = new Uint8Array((512 - (data.length % 512)) % 512);
  return concat(header(`${octal(sum, 7)} `), data, padding, new Uint8Array(1024));
}
