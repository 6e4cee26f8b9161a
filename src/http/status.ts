import type { ResponseSpec } from '../model/index.ts';

export interface ChosenResponse {
  readonly response: ResponseSpec;
  readonly status: number;
}

/**
 * The documented response that answers a good request: the lowest 2xx, else `2XX`, else `default` (both as 200), else
 * the lowest documented. With a wanted status: that one's documentation, undefined where there is none.
 */
export function chooseResponse(
  responses: readonly ResponseSpec[],
  wantedStatus?: number,
): ChosenResponse | undefined {
  if (wantedStatus !== undefined) {
    const response = responseForStatus(responses, wantedStatus);
    return response && { response, status: wantedStatus };
  }
  let good: ChosenResponse | undefined;
  let other: ChosenResponse | undefined;
  let range: ResponseSpec | undefined;
  let fallback: ResponseSpec | undefined;
  for (const response of responses) {
    if (response.status === 'default') fallback ??= response;
    else if (response.status === '2XX') range ??= response;
    else {
      const status = Number(response.status.replace('XX', '00'));
      if (!Number.isInteger(status)) continue;
      if (status >= 200 && status < 300) {
        if (good === undefined || status < good.status) good = { response, status };
      } else if (other === undefined || rank(status) < rank(other.status)) other = { response, status };
    }
  }
  if (good) return good;
  const ok = range ?? fallback;
  return ok ? { response: ok, status: 200 } : other;
}

/** Informational statuses last: none of them can end an exchange (RFC 9110 section 15.2). */
function rank(status: number): number {
  return status < 200 ? status + 1000 : status;
}

/** What is documented for a status: itself, else its range (`4XX`), else `default` (OpenAPI 3.2, Responses Object). */
export function responseForStatus(
  responses: readonly ResponseSpec[],
  status: number,
): ResponseSpec | undefined {
  const exact = String(status);
  for (const response of responses) if (response.status === exact) return response;
  const range = `${exact[0]}XX`;
  let found: ResponseSpec | undefined;
  for (const response of responses) {
    if (response.status === range) found = response;
    else if (response.status === 'default') found ??= response;
  }
  return found;
}

/** Has a response of this status no body, whatever is documented (RFC 9110 sections 15.2, 15.3.5, 15.3.6, 15.4.5)? */
export function isBodiless(status: number): boolean {
  return status < 200 || status === 204 || status === 205 || status === 304;
}

/** The reason phrase of RFC 9110 section 15 and its extensions; of an unknown status, that of its class. */
export function reasonPhrase(status: number): string {
  return REASONS[status] ?? CLASSES[Math.floor(status / 100)] ?? 'Unknown';
}

const CLASSES: Readonly<Record<number, string>> = {
  1: 'Informational',
  2: 'Successful',
  3: 'Redirection',
  4: 'Client Error',
  5: 'Server Error',
};

const REASONS: Readonly<Record<number, string>> = {
  100: 'Continue',
  101: 'Switching Protocols',
  102: 'Processing',
  103: 'Early Hints',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  205: 'Reset Content',
  206: 'Partial Content',
  207: 'Multi-Status',
  208: 'Already Reported',
  226: 'IM Used',
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  423: 'Locked',
  424: 'Failed Dependency',
  425: 'Too Early',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
  506: 'Variant Also Negotiates',
  507: 'Insufficient Storage',
  508: 'Loop Detected',
  511: 'Network Authentication Required',
};
