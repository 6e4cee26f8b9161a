const text = { type: 'string' };
const count = { type: 'integer' };
const list = (items: object) => ({ type: 'array', items });
const object = (properties: object, ...required: string[]) => ({ type: 'object', required, properties });

/** What each member says of a request with three faults: a wrong e-mail, no name, and a limit in the query that is too high. */
const EMAIL = 'must be a valid email, is "x"';
const NAME = 'must have the property "name"';
export const LIMIT = 'must be at most 100, is 101';
export const DETAIL = `query /limit: ${LIMIT} (and 2 more)`;

const keyed = (key: string, ...values: unknown[]) => values.map((value) => ({ [key]: value }));

/** How error bodies are written in the wild, and what each is to say; only what is listed here may be in it. */
export const STYLES: ReadonlyArray<readonly [title: string, schema: object, body: unknown]> = [
  [
    'Django REST framework',
    { ...object({ non_field_errors: list(text), code: text }), additionalProperties: {} },
    { code: 'invalid', limit: [LIMIT], email: [EMAIL], name: [NAME] },
  ],
  [
    'Django REST framework with declared fields',
    object({ email: list(text), name: list(text), age: list(text) }),
    { email: [EMAIL], name: [NAME] },
  ],
  [
    'RFC 9457',
    object({
      type: { ...text, format: 'uri-reference' },
      title: text,
      status: count,
      detail: text,
      instance: text,
    }),
    {
      type: 'urn:standin:problem:request-invalid',
      title: 'Request not valid',
      status: 422,
      detail: DETAIL,
      instance: '/users',
      errors: [
        { in: 'query', pointer: '/limit', keyword: 'maximum', message: LIMIT, received: '101' },
        { in: 'body', pointer: '', keyword: 'required', message: NAME },
        { in: 'body', pointer: '/email', keyword: 'format', message: EMAIL, received: '"x"' },
      ],
    },
  ],
  [
    'RFC 9457 that is closed',
    { ...object({ title: text, status: count, detail: text }), additionalProperties: false },
    { title: 'Request not valid', status: 422, detail: DETAIL },
  ],
  ['a message', object({ message: { ...text, example: 'User not found' } }, 'message'), { message: DETAIL }],
  ['an error', object({ error: text }), { error: DETAIL }],
  ['a short message', object({ message: { ...text, maxLength: 30 } }, 'message'), { message: LIMIT }],
  [
    'OAuth 2.0',
    object({ error: text, error_description: text }, 'error'),
    { error: 'invalid_request', error_description: DETAIL },
  ],
  [
    "Slack's",
    object({ ok: { const: false }, error: { enum: ['name_taken', 'invalid_arguments'] } }, 'ok', 'error'),
    { ok: false, error: 'invalid_arguments' },
  ],
  [
    'FastAPI',
    object({
      detail: list(
        object({ loc: list({ anyOf: [text, count] }), msg: text, type: text }, 'loc', 'msg', 'type'),
      ),
    }),
    {
      detail: [
        { loc: ['query', 'limit'], msg: LIMIT, type: 'maximum' },
        { loc: ['body', 'name'], msg: NAME, type: 'required' },
        { loc: ['body', 'email'], msg: EMAIL, type: 'format' },
      ],
    },
  ],
  [
    'JSON:API',
    object(
      {
        errors: list(
          object({
            id: text,
            status: text,
            title: text,
            detail: text,
            source: object({ pointer: text, parameter: text }),
          }),
        ),
      },
      'errors',
    ),
    {
      errors: [
        { status: '422', title: 'Request not valid', detail: LIMIT, source: { parameter: 'limit' } },
        { status: '422', title: 'Request not valid', detail: NAME, source: { pointer: '' } },
        { status: '422', title: 'Request not valid', detail: EMAIL, source: { pointer: '/email' } },
      ],
    },
  ],
  [
    "Google's",
    object({
      error: object({ code: count, message: text, status: text, details: list({ type: 'string' }) }),
    }),
    {
      error: {
        code: 422,
        message: DETAIL,
        status: 'INVALID_ARGUMENT',
        details: [`query /limit: ${LIMIT}`, `body: ${NAME}`, `body /email: ${EMAIL}`],
      },
    },
  ],
  [
    "Spring's",
    object({
      timestamp: { ...text, format: 'date-time' },
      status: count,
      error: text,
      message: text,
      path: text,
      trace: text,
    }),
    {
      timestamp: '2026-01-15T09:30:00.000Z',
      status: 422,
      error: 'Unprocessable Content',
      message: DETAIL,
      path: '/users',
    },
  ],
  [
    "Laravel's",
    object(
      { message: text, errors: { type: 'object', additionalProperties: list(text) } },
      'message',
      'errors',
    ),
    { message: DETAIL, errors: { limit: [LIMIT], name: [NAME], email: [EMAIL] } },
  ],
  [
    'one message by field',
    object({ errors: { type: 'object', additionalProperties: text } }, 'errors'),
    { errors: { limit: LIMIT, name: NAME, email: EMAIL } },
  ],
  [
    "GraphQL's",
    object({
      errors: list(object({ message: text, path: list(text), extensions: { type: 'object' } }, 'message')),
    }),
    {
      errors: [
        { message: LIMIT, path: ['query', 'limit'] },
        { message: NAME, path: ['body', 'name'] },
        { message: EMAIL, path: ['body', 'email'] },
      ],
    },
  ],
  [
    "GitHub's",
    object(
      { message: text, errors: list(object({ field: text, code: text, index: count }, 'code')) },
      'message',
    ),
    {
      message: DETAIL,
      errors: [
        { field: 'limit', code: 'maximum' },
        { field: 'name', code: 'required' },
        { field: 'email', code: 'format' },
      ],
    },
  ],
  [
    "Stripe's",
    object(
      {
        error: object(
          { type: { enum: ['api_error', 'invalid_request_error'] }, message: text, param: text },
          'type',
        ),
      },
      'error',
    ),
    { error: { type: 'invalid_request_error', message: DETAIL, param: 'limit' } },
  ],
  [
    'JSend',
    object({ status: { enum: ['success', 'fail', 'error'] }, data: { type: 'object' } }, 'status', 'data'),
    { status: 'fail', data: { limit: [LIMIT], name: [NAME], email: [EMAIL] } },
  ],
  [
    "Cloudflare's",
    object(
      {
        success: { const: false },
        errors: {
          ...list(
            object({ code: { ...count, minimum: 1000, maximum: 1000 }, message: text }, 'code', 'message'),
          ),
          minItems: 1,
        },
        messages: list(object({ message: text })),
        result: { type: ['object', 'null'] },
      },
      'success',
      'errors',
      'messages',
      'result',
    ),
    {
      success: false,
      errors: [
        { code: 1000, message: `query /limit: ${LIMIT}` },
        { code: 1000, message: `body: ${NAME}` },
        { code: 1000, message: `body /email: ${EMAIL}` },
      ],
      messages: [],
      result: null,
    },
  ],
  [
    'a nested message',
    object({ ok: { type: 'boolean' }, error: object({ code: count, message: text }) }, 'ok', 'error'),
    { ok: false, error: { code: 422, message: DETAIL } },
  ],
  ['a list of strings', list(text), [`query /limit: ${LIMIT}`, `body: ${NAME}`, `body /email: ${EMAIL}`]],
  [
    'a list of at most two',
    { ...list(object({ message: text }, 'message')), maxItems: 2 },
    keyed('message', `query /limit: ${LIMIT}`, `body: ${NAME}`),
  ],
  ['a string', text, DETAIL],
  [
    'a list that is text',
    object({ errors: text }),
    { errors: `query /limit: ${LIMIT}; body: ${NAME}; body /email: ${EMAIL}` },
  ],
  [
    'codes alone',
    object({ code: { enum: ['E_NOT_FOUND', 'E_VALIDATION'] } }, 'code'),
    { code: 'E_VALIDATION' },
  ],
];
