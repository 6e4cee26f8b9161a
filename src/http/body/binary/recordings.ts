import { concat, littleEndian } from './bytes.ts';

/** Headers of sound and film files in which nothing is heard or seen, base64-coded. */
export const RECORDINGS: Readonly<Record<string, string>> = {
  aac: '//FQQAEf/OA=',
  flac: 'ZkxhQ4AAACIQABAAAAAAAAAACsRA8AAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ogg: 'T2dnUwACAAAAAAAAAAABAAAAAAAAAByf9dkBE09wdXNIZWFkAQE4AYC7AAAAAABPZ2dTAAAAAAAAAAAAAAEAAAABAAAA64AJeAEXT3B1c1RhZ3MHAAAAc3RhbmRpbgAAAABPZ2dTAATAAwAAAAAAAAEAAAACAAAAKZOw3QED+P/+',
  mp4: 'AAAAHGZ0eXBpc29tAAACAGlzb21pc28ybXA0MQAAAHRtb292AAAAbG12aGQAAAAAAAAAAAAAAAAAAAPoAAAAAAABAAABAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB',
  webm: 'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQJChYECGFOAZ6AVSalmmyrXsYMPQkBNgIdzdGFuZGluV0GHc3RhbmRpbg==',
};

/** A hundredth of a second of silence: PCM, 8 bits, mono, 8 kHz. */
export function wav(): Uint8Array {
  const samples = new Uint8Array(80).fill(0x80);
  const format = littleEndian([16, 4], [1, 2], [1, 2], [8000, 4], [8000, 4], [1, 2], [8, 2]);
  return concat(
    'RIFF',
    littleEndian([36 + samples.length, 4]),
    'WAVEfmt ',
    format,
    'data',
    littleEndian([samples.length, 4]),
    samples,
  );
}

/** Three frames of silence: MPEG-1 layer III, 32 kbit/s, 44.1 kHz, mono; 104 bytes each. */
export function mp3(): Uint8Array {
  const frame = concat(Uint8Array.of(0xff, 0xfb, 0x10, 0xc4), new Uint8Array(100));
  return concat(frame, frame, frame);
}
