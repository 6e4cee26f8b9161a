import type { CallbackSigning } from './options.ts';

/**
 * The headers that sign a body: those of Standard Webhooks, or the one that is asked for.
 *
 * @param id tells deliveries apart; the same for each attempt
 * @param at milliseconds since 1970
 */
export async function signatureHeaders(
  { secret, header, prefix = 'sha256=' }: CallbackSigning,
  body: Uint8Array,
  id: string,
  at: number,
): Promise<Record<string, string>> {
  const key = secretBytes(secret);
  if (header !== undefined) return { [header]: prefix + toHex(await hmac(key, body)) };
  const timestamp = String(Math.floor(at / 1000));
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(head.length + body.length);
  signed.set(head);
  signed.set(body, head.length);
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${toBase64(await hmac(key, signed))}`,
  };
}

function secretBytes(secret: string): Uint8Array {
  if (/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret)) {
    try {
      return Uint8Array.from(atob(secret.slice(6)), (character) => character.charCodeAt(0));
    } catch {
      // Not base64 after all: a text as any other.
    }
  }
  return new TextEncoder().encode(secret);
}

async function hmac(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', key as BufferSource, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data as BufferSource));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
