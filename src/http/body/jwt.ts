import { isJsonObject } from '../../schema/index.ts';
import { utf8 } from './binary/bytes.ts';

/** A JSON Web Token in compact form (RFC 7519), unsecured (`alg: none`, section 6); a text that is one stays. */
export function jwtText(value: unknown): string {
  if (typeof value === 'string' && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(value)) return value;
  const claims = isJsonObject(value) ? value : { sub: value };
  return `${base64Url(JSON.stringify({ alg: 'none', typ: 'JWT' }))}.${base64Url(JSON.stringify(claims))}.`;
}

function base64Url(text: string): string {
  const binary = Array.from(utf8(text), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
