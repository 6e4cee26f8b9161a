import type { ProblemKind } from '../http/index.ts';
import type { ErrorEntry, ErrorFacts } from './error-facts.ts';

/** What a member of an error body is for, by its name. */
export type Role =
  | 'sentence'
  | 'title'
  | 'list'
  | 'status'
  | 'code'
  | 'type'
  | 'time'
  | 'path'
  | 'method'
  | 'refused'
  | 'failed'
  | 'count'
  | 'identifier'
  | 'place'
  | 'pointer'
  | 'field'
  | 'in'
  | 'received'
  | 'payload'
  | 'other';

const ROLES: ReadonlyArray<readonly [RegExp, Role]> = [
  [
    /^(errors?list|errors|details|violations?|constraintviolations|invalidparams|invalidparameters|issues|problems|fielderrors|fields|validation|validationerrors|validationmessages|messages|causes|faults|nonfielderrors|suberrors|innererrors|errormessages|reasons)$/,
    'list',
  ],
  [/^(title|error|reason|errorname|reasonphrase|statustext|statusmessage|shortmessage|summary)$/, 'title'],
  [/^(status|statuscode|httpstatus|httpstatuscode|httpcode|responsecode)$/, 'status'],
  [/^type$/, 'type'],
  [
    /^(code|errorcode|errcode|slug|kind|errortype|name|keyword|rule|constraint|validator|validationtype|subcode|errorkey|internalcode|exception|category)$/,
    'code',
  ],
  [/^(timestamp|time|date|datetime|occurredat|createdat)$/, 'time'],
  [/^(path|url|uri|requesturi|requesturl|requestpath|resource|endpoint|instance)$/, 'path'],
  [/^(method|httpmethod|verb|requestmethod)$/, 'method'],
  [/^(success|ok|succeeded|successful|issuccess|valid|isvalid)$/, 'refused'],
  [/^(iserror|haserror|haserrors|failed|failure)$/, 'failed'],
  [/^(count|total|errorcount|numerrors|totalerrors|errorscount)$/, 'count'],
  [
    /^(requestid|traceid|correlationid|spanid|errorid|eventid|xrequestid|transactionid|trackingid|logid)$/,
    'identifier',
  ],
  [
    /^(message|msg|detail|description|text|explanation|hint|cause|body|content)$|message$|msg$|descri|detail$|explanation/,
    'sentence',
  ],
  [/^(data|result|payload|response|results)$/, 'payload'],
  [/^(param|parameter|field|property|attribute)$/, 'field'],
];

/** Names that mean something else within one entry of a list. */
const ENTRY_ROLES: ReadonlyArray<readonly [RegExp, Role]> = [
  [/^(pointer|jsonpointer|instancepath|datapath|schemapath)$/, 'pointer'],
  [
    /^(field|fieldname|fieldpath|property|propertyname|propertypath|param|params|parameter|parametername|attribute|attr|name|key|target|argument|element|member|path|jsonpath|objectname|header|subject)$/,
    'field',
  ],
  [/^(loc|source|locations?)$/, 'place'],
  [/^in$|^locationtype$|^domain$/, 'in'],
  [/^(value|rejectedvalue|received|input|actual|given|providedvalue|invalidvalue)$/, 'received'],
  [/^(reason|issue|error|text)$/, 'sentence'],
];

const known = { true: new Map<string, Role>(), false: new Map<string, Role>() };
const MOST_NAMES = 5_000;

/** What a member is for, by its name, within an entry of a list or not. */
export function roleOf(name: string, inEntry: boolean): Role {
  const roles = known[`${inEntry}`];
  let role = roles.get(name);
  if (role === undefined) {
    role = readRole(name, inEntry);
    if (roles.size >= MOST_NAMES) roles.clear();
    roles.set(name, role);
  }
  return role;
}

function readRole(name: string, inEntry: boolean): Role {
  const plain = name.toLowerCase().replace(/[-_. @$]/g, '');
  const table = inEntry ? [...ENTRY_ROLES, ...ROLES] : ROLES;
  return table.find(([pattern]) => pattern.test(plain))?.[1] ?? 'other';
}

export const OF_SENTENCES: readonly Role[] = ['sentence'];
export const OF_PLACES: readonly Role[] = ['pointer', 'field', 'place'];
/** Members that speak of an error as a whole. */
export const OF_ERRORS: readonly Role[] = ['list', 'sentence', 'title'];

/** Is a member for one of these? */
export function isAmong(roles: ReadonlyMap<string, Role>, wanted: readonly Role[]): boolean {
  for (const role of roles.values()) if (wanted.includes(role)) return true;
  return false;
}

/** Sentences, the most telling first, for members that bound their length. */
export function sentences({ detail, message, title }: ErrorFacts): string[] {
  return [detail, message, title, 'Invalid', 'invalid'];
}

const MEANINGS: Readonly<Record<string, RegExp>> = {
  unauthorized: /unauth|authenti|credential|token|login|access.?denied/i,
  forbidden: /forbid|denied|permission|scope|unauth/i,
  'not-found': /not.?found|missing|unknown/i,
  'not-acceptable': /accept|format|media/i,
  'unsupported-media-type': /unsupported|media|content.?type|format/i,
  'content-too-large': /large|size|limit/i,
};
const INVALID =
  /invalid|validat|malformed|unprocess|bad.?request|bad.?param|^fail|illegal|incorrect|wrong|^error$/i;

const WORDS: Readonly<Record<string, readonly string[]>> = {
  unauthorized: ['unauthorized', 'UNAUTHORIZED'],
  forbidden: ['forbidden', 'FORBIDDEN'],
  'not-found': ['not_found', 'NOT_FOUND'],
};

/** Codes for an error of the kind, the documented ones that mean it first. */
export function codes({ kind, status }: ErrorFacts, listed: readonly unknown[], numeric: boolean): unknown[] {
  const meaning = MEANINGS[kind];
  const telling = listed.filter((value) => typeof value === 'string' && meaning?.test(value));
  const invalid = listed.filter((value) => typeof value === 'string' && INVALID.test(value));
  const words = WORDS[kind] ?? ['invalid', 'INVALID', 'validation_error', 'VALIDATION_ERROR'];
  const text = [...telling, ...invalid, ...words, String(status)];
  return numeric ? [status, ...text] : [...text, status];
}

/** The canonical name that Google's APIs give to a status. */
export function canonicalStatus(kind: ProblemKind): string {
  if (kind === 'unauthorized') return 'UNAUTHENTICATED';
  if (kind === 'forbidden') return 'PERMISSION_DENIED';
  if (kind === 'not-found') return 'NOT_FOUND';
  return kind === 'not-implemented' ? 'UNIMPLEMENTED' : 'INVALID_ARGUMENT';
}

/** What OAuth 2.0 calls an error (RFC 6749 section 5.2, RFC 6750 section 3.1). */
export function oauthError(kind: ProblemKind): string {
  if (kind === 'unauthorized') return 'invalid_token';
  return kind === 'forbidden' ? 'insufficient_scope' : 'invalid_request';
}

/** `address.city`, `tags[0]`; the parameter's name. */
export function fieldName({ tokens }: ErrorEntry): string {
  return tokens
    .map((token, i) => (i > 0 && /^\d+$/.test(token) ? `[${token}]` : i > 0 ? `.${token}` : token))
    .join('');
}

/** `["body", "tags", 0]`. */
export function locationTokens({ in: where, tokens }: ErrorEntry): Array<string | number> {
  return [
    ...(where === undefined ? [] : [where]),
    ...tokens.map((token) => (/^\d+$/.test(token) ? Number(token) : token)),
  ];
}

/** Each field's messages, those of no field under a name of its own. */
export function messagesByField(
  entries: readonly ErrorEntry[],
  none = 'non_field_errors',
): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const { tokens, in: where, message } of entries) {
    const field = where === undefined || where === 'security' ? none : (tokens[0] ?? none);
    fields.set(field, [...(fields.get(field) ?? []), message]);
  }
  return fields;
}
