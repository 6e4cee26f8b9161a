import type { WireRequest } from '../contract/index.ts';
import type { DreddRequest } from './run/protocol.ts';

/** A request as Dredd sends it. */
export function toDredd(
  { method, target, headers, body }: WireRequest,
  basePath: string,
  accept: string | undefined,
): DreddRequest {
  const own = headers.map(([name, value]): [string, string] => [name, value]);
  const asks = own.some(([name]) => name.toLowerCase() === 'accept');
  return {
    method,
    fullPath: `${basePath.replace(/\/$/, '')}${target}`,
    headers: Object.fromEntries(accept === undefined || asks ? own : [...own, ['Accept', accept]]),
    ...writtenBody(body),
  };
}

function writtenBody(bytes: Uint8Array | undefined): Pick<DreddRequest, 'body' | 'bodyEncoding'> {
  if (!bytes) return { body: '', bodyEncoding: 'utf-8' };
  try {
    return {
      body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
      bodyEncoding: 'utf-8',
    };
  } catch {
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    return { body: btoa(text), bodyEncoding: 'base64' };
  }
}

/** The bytes of a body as Dredd gives it. */
export function receivedBytes(body: string, encoding: string | undefined): Uint8Array {
  if (encoding !== 'base64') return new TextEncoder().encode(body);
  return Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
}
