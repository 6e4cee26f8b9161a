import { StandinError } from '../errors.ts';
import { isJsonObject, own } from '../schema/index.ts';
import type { OAuth2 } from './suite.ts';
import type { Obtained } from './token-source.ts';

type Send = (request: Request) => Response | Promise<Response>;

const maxBytes = 1024 * 1024;

/**
 * A client of the token endpoint: client credentials, the owner's password, or a refresh token (RFC 6749 sections 4.3, 4.4
 * and 6). Each call asks for a new access token; what the server gives as a refresh token is used for the next one, and
 * where that is refused the first grant is used again. Rejects with StandinError `no-token`.
 *
 * @param target base of a `tokenUrl` that is a path
 */
export function oauth2Client(
  settings: OAuth2,
  target: string,
  sendTo: { readonly target: Send; readonly elsewhere: Send },
): () => Promise<Obtained> {
  const isBelow = !/^https?:/i.test(settings.tokenUrl);
  const url = isBelow ? `${target}/${settings.tokenUrl.replace(/^\/+/, '')}` : settings.tokenUrl;
  const send = isBelow ? sendTo.target : sendTo.elsewhere;
  let refreshToken = settings.refreshToken;
  return async () => {
    const used = refreshToken;
    let answer = await ask(url, formOf(settings, used), settings, send);
    if (!answer.token && used !== undefined && settings.refreshToken !== used)
      answer = await ask(url, formOf(settings, settings.refreshToken), settings, send);
    if (!answer.token) throw noToken(url, answer.why);
    refreshToken = answer.refreshToken ?? used;
    return {
      headers: [['Authorization', `Bearer ${answer.token}`]],
      query: [],
      expiresIn: answer.expiresIn,
    };
  };
}

function formOf(settings: OAuth2, refreshToken: string | undefined): URLSearchParams {
  const { username, password, scopes = [], audience, authentication, clientId, clientSecret } = settings;
  const form = new URLSearchParams();
  if (refreshToken !== undefined) {
    form.set('grant_type', 'refresh_token');
    form.set('refresh_token', refreshToken);
  } else if (username !== undefined && password !== undefined) {
    form.set('grant_type', 'password');
    form.set('username', username);
    form.set('password', password);
  } else form.set('grant_type', 'client_credentials');
  if (scopes.length > 0) form.set('scope', scopes.join(' '));
  if (audience !== undefined) form.set('audience', audience);
  // Section 3.2.1: a client without a secret says its name in the body.
  if (authentication === 'body' || clientSecret === undefined) {
    form.set('client_id', clientId);
    if (clientSecret !== undefined) form.set('client_secret', clientSecret);
  }
  return form;
}

interface Answer {
  readonly token?: string;
  readonly refreshToken?: string | undefined;
  readonly expiresIn: number | undefined;
  /** Where there is no token. */
  readonly why: string;
}

async function ask(url: string, form: URLSearchParams, settings: OAuth2, send: Send): Promise<Answer> {
  const headers = new Headers({
    Accept: 'application/json',
    'Content-Type': 'application/x-www-form-urlencoded',
  });
  const { clientId, clientSecret, authentication } = settings;
  if (authentication !== 'body' && clientSecret !== undefined)
    headers.set('Authorization', `Basic ${btoa(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`)}`);
  let response: Response;
  try {
    response = await send(new Request(url, { method: 'POST', headers, body: form.toString() }));
  } catch (error) {
    return { expiresIn: undefined, why: error instanceof Error ? reasonOf(error) : String(error) };
  }
  const body = await jsonOf(response);
  const token = own(body, 'access_token');
  if (response.ok && typeof token === 'string' && token !== '') {
    const refreshToken = own(body, 'refresh_token');
    const seconds = Number(own(body, 'expires_in'));
    return {
      token,
      refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
      expiresIn: seconds > 0 ? seconds : undefined,
      why: '',
    };
  }
  const code = own(body, 'error');
  const detail = typeof code === 'string' ? ` (${code.slice(0, 80)})` : '';
  return { expiresIn: undefined, why: `it is answered ${response.status}${detail}` };
}

/** Section 2.3.1: identifier and secret are written as forms write them. */
function formEncoded(text: string): string {
  return new URLSearchParams({ text }).toString().slice('text='.length);
}

async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text().catch(() => '');
  if (text.length > maxBytes) return {};
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function reasonOf(error: Error): string {
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

function noToken(url: string, why: string): StandinError {
  const { origin, pathname } = URL.canParse(url) ? new URL(url) : { origin: url, pathname: '' };
  return new StandinError(
    `Failed to get an access token from ${origin}${pathname}: ${why}. Correct auth.oauth2 in the suite, and see whether the server is running.`,
    { code: 'no-token' },
  );
}
