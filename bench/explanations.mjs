// Why Schemathesis fails something of a mock that does what the description says: each rule names a reason and tells by
// the request, the answer, the description and the mock's own log whether it holds. What no rule takes is unexplained.

/**
 * @typedef {object} Finding
 * @property {string} type the class of the failure
 * @property {string} message
 * @property {string} operation `METHOD /path`
 * @property {{ method: string, uri: string, headers: Record<string, string[]>, body: string }} request
 * @property {{ status: number, headers: Record<string, string[]>, body: string } | undefined} response
 * @property {readonly string[]} reasons what the mock's log says of such requests
 */

/**
 * @param {Finding} finding
 * @param {object} api of loadApi
 * @returns {{ name: string, why: string } | undefined} undefined: nothing explains it
 */
export function explain(finding, api) {
  const [method, path] = finding.operation.split(' ');
  const operation = api.operations.find((each) => each.method.toUpperCase() === method && each.path === path);
  if (!operation) return undefined;
  const documented = operation.responses.map(({ status }) => status);
  const given = { ...finding, operation, documented, api, status: finding.response?.status };
  return rules.find(({ type, holds }) => type.test(finding.type) && holds(given));
}

const undocumented = /^Undefined(?:StatusCode|ContentType)$/;
const refused = /^RejectedPositiveData$/;
const accepted = /^AcceptedNegativeData$/;

const rules = [
  {
    name: 'own server',
    why: 'a server of its own for the path, where Schemathesis does not ask for it',
    type: /./,
    holds: ({ operation, api, status, response }) =>
      status === 404 &&
      problem(response) === 'path-not-found' &&
      operation.servers[0]?.url !== api.servers[0]?.url,
  },
  {
    name: '404',
    why: '404 for what is not there, which is not documented',
    type: undocumented,
    holds: ({ documented, status, response }) =>
      status === 404 && problem(response) === 'not-found' && !answers(documented, 404),
  },
  {
    name: '401',
    why: '401 or 403 without good credentials, which is not documented',
    type: undocumented,
    holds: ({ documented, status, reasons }) =>
      [401, 403].includes(status) &&
      some(reasons, /^security /) &&
      !answers(documented, 401) &&
      !answers(documented, 403),
  },
  {
    name: '400',
    why: '400 or 422 for a request that breaks the description, which is not documented',
    type: undocumented,
    holds: ({ documented, status, reasons }) =>
      [400, 422].includes(status) &&
      some(reasons, /^(?:path|query|header|cookie|body) /) &&
      !answers(documented, 400) &&
      !answers(documented, 422),
  },
  {
    name: 'taken',
    why: 'a key that is taken, refused by the 4xx that is documented',
    type: refused,
    holds: ({ status, reasons }) => status < 500 && some(reasons, / already\.$/),
  },
  {
    name: 'no success',
    why: 'no success is documented',
    type: refused,
    holds: ({ documented, status }) =>
      !documented.some((each) => /^[123]|default/.test(each)) && answers(documented, status),
  },
  {
    name: 'idempotency',
    why: 'an idempotency key that was used with another request',
    type: refused,
    holds: ({ reasons }) => some(reasons, /idempotency key was used with another request/),
  },
  {
    name: 'cursor',
    why: 'a made-up cursor of a list',
    type: refused,
    holds: ({ reasons }) => some(reasons, /cursor names no place/),
  },
  {
    name: 'empty',
    why: 'an empty list or object, which leaves no trace in a form or a query',
    type: refused,
    holds: ({ request, reasons }) =>
      some(reasons, /^query required/) || (isForm(request) && some(reasons, /^body required/)),
  },
  {
    name: 'word',
    why: 'a word that Schemathesis took from another answer for a whole number',
    type: refused,
    holds: ({ reasons }) => reasons.length > 0 && reasons.every(isNoNumber),
  },
  {
    name: 'XML names',
    why: 'names that XML cannot have, which Schemathesis writes as the same one',
    type: refused,
    holds: ({ request }) => isXml(request) && /<_+[\w.-]*>/.test(request.body),
  },
  {
    name: 'int64',
    why: 'a value beyond int64 that a double cannot tell from its end',
    type: accepted,
    holds: ({ message, request }) =>
      /(?:greater than|smaller than|violates) `?(?:maximum|minimum)/i.test(message) &&
      /9223372036854775808|-9223372036854775809/.test(request.uri + request.body + message),
  },
  {
    name: 'text',
    why: 'text of XML or of a form, where one item and a value look alike',
    type: accepted,
    holds: ({ message, request }) => (isXml(request) || isForm(request)) && /Incorrect type/.test(message),
  },
  {
    name: '403',
    why: '403 in place of 401, as documented',
    type: /^MissingHeaderNotRejected$/,
    holds: ({ documented, status, message }) =>
      status === 403 &&
      /'Authorization'/.test(message) &&
      documented.includes('403') &&
      !documented.includes('401'),
  },
  {
    name: 'other path',
    why: 'another path of the description has the method',
    type: /^(?:UnsupportedMethodResponse|AllowHeader\w*)$/,
    holds: ({ operation, api, request, message }) => {
      const methods = /advertised: (.*?)(?:\n|$)/.exec(message)?.[1].split(', ') ?? [request.method];
      return methods.every((method) => otherPath(api, operation, request, method));
    },
  },
  {
    name: 'no body',
    why: 'an answer without a body has no media type',
    type: /^MissingContentType$/,
    holds: ({ response, operation, status }) =>
      response.body === '' && contentOf(operation, status)?.length === 0,
  },
  {
    name: 'exponent',
    why: 'a whole number that is written with an exponent',
    type: /^JsonSchemaError$/,
    holds: ({ message }) => /^-?\d(?:\.\d+)?e\+\d+ is not of type "integer"/.test(message),
  },
  {
    name: 'line break',
    why: 'a line break, which `.` of a pattern takes in Python and not in ECMA-262',
    type: refused,
    holds: ({ reasons, request }) =>
      some(reasons, / pattern: /) && /%0D|\\r/.test(request.uri + request.body),
  },
  {
    name: 'Accept-Encoding',
    why: 'the Accept-Encoding of its HTTP client, where the description has a parameter of that name',
    type: refused,
    holds: ({ reasons }) => some(reasons, /^header enum: .* is "gzip, deflate"$/),
  },
  {
    name: 'not shown',
    why: 'a member that no documented answer can show as it was sent',
    type: refused,
    holds: ({ response }) => /cannot be shown as it was sent: the description of /.test(response.body),
  },
  {
    name: 'nullable',
    why: 'null for `nullable` of 3.0 in a description of 3.1',
    type: refused,
    holds: ({ api, reasons }) =>
      /^3\.[1-9]/.test(api.document.version) && some(reasons, /^body type: .* is null$/),
  },
  {
    name: 'discriminator',
    why: 'a oneOf of which two branches match, between which Schemathesis lets the discriminator decide',
    type: refused,
    holds: ({ reasons }) => some(reasons, /must match exactly one of \d+ schemas, matches [2-9]/),
  },
  {
    name: 'XML root',
    why: 'the name that a part of an allOf gives to the root element of XML',
    type: refused,
    holds: ({ request, reasons }) => isXml(request) && some(reasons, /^body xml: the root element must be/),
  },
  {
    name: 'digits',
    why: 'a whole number of so many digits that a double does not hold them',
    type: accepted,
    holds: ({ message, request }) => /Non-multiple/.test(message) && /\d{17}/.test(request.body),
  },
  {
    name: 'readOnly',
    why: 'a readOnly member, which is taken and not kept',
    type: accepted,
    holds: ({ message }) => / id: Value is not allowed/.test(message),
  },
  {
    name: 'oneOf',
    why: 'what one branch of a oneOf refuses and another one takes (read by hand)',
    type: accepted,
    holds: ({ operation, message }) =>
      operation.path === '/oneofBug' && /(?:issue943|oneOf-mapping-reference)/.test(message),
  },
  {
    name: 'empty path',
    why: 'an empty path parameter, with which it is another path',
    type: /^(?!ServerError)/,
    holds: ({ operation, request }) =>
      operation.path.endsWith('}') && new URL(request.uri).pathname.endsWith('/'),
  },
];

function problem({ body }) {
  return /"type":"urn:standin:problem:([\w-]+)"/.exec(body)?.[1];
}

function some(reasons, pattern) {
  return reasons.some((reason) => pattern.test(reason));
}

function isNoNumber(reason) {
  const [, value] = /^(?:path|query) type: must be an integer, is "(.*)"$/.exec(reason) ?? [];
  return value !== undefined && !/^-?(?:0|[1-9]\d*)$/.test(value);
}

/** Is the status documented, by itself, by its class or by default? */
function answers(documented, status) {
  return documented.some(
    (each) =>
      each === 'default' || each === String(status) || each.toUpperCase() === `${String(status)[0]}XX`,
  );
}

function contentOf({ responses }, status) {
  const of = (name) => responses.find((each) => each.status.toUpperCase() === name);
  return (of(String(status)) ?? of(`${String(status)[0]}XX`) ?? of('DEFAULT'))?.content;
}

function isXml({ headers }) {
  return /[/+]xml/.test(header(headers, 'content-type'));
}

function isForm({ headers }) {
  return /^(?:application\/x-www-form-urlencoded|multipart\/)/.test(header(headers, 'content-type'));
}

function header(headers, name) {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1][0] ?? '';
}

/** Does the request's path fit another template that has the method? */
function otherPath(api, own, { uri }, method) {
  const segments = new URL(uri).pathname.split('/');
  return api.operations.some(({ path, method: has }) => {
    if (path === own.path || has.toUpperCase() !== method) return false;
    const template = path.split('/').slice(1);
    const end = segments.slice(-template.length);
    return template.every((part, index) => part.includes('{') || part === end[index]);
  });
}
