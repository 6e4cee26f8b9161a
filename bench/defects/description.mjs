// A small library: what the server of defects promises. Everything that is checked is described here once.

const text = (minLength, maxLength, more = {}) => ({ type: 'string', minLength, maxLength, ...more });
const ref = (name) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema) => ({ 'application/json': { schema } });
const refusal = (description) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});
const idOf = (name, type = { type: 'integer', minimum: 1 }) => ({
  name,
  in: 'path',
  required: true,
  schema: type,
});
const query = (name, schema) => ({ name, in: 'query', schema });
const refusals = {
  400: refusal('The request is not what is described'),
  401: {
    ...refusal('Nobody, or nobody known'),
    headers: { 'WWW-Authenticate': { required: true, schema: { type: 'string' } } },
  },
  403: refusal('Not allowed'),
  404: refusal('Not there'),
  406: refusal('In no form that is accepted'),
  409: refusal('There is one like it'),
  412: refusal('It has changed'),
  413: refusal('Too large'),
  415: refusal('Of no type that is read'),
  422: refusal('Well formed, and wrong'),
  429: {
    ...refusal('Too often'),
    headers: { 'Retry-After': { required: true, schema: { type: 'integer', minimum: 0 } } },
  },
};
const refused = (...statuses) => Object.fromEntries(statuses.map((status) => [status, refusals[status]]));
const etag = { required: true, schema: { type: 'string', pattern: '^(?:W/)?"[^"]*"$' } };
const total = { required: true, schema: { type: 'integer', minimum: 0 } };
const location = { required: true, schema: { type: 'string', format: 'uri-reference' } };
const reads = [{ token: ['books:read'] }];
const writes = [{ token: ['books:write'] }];
const own = [{ token: ['notes'] }];
const ifMatch = { name: 'If-Match', in: 'header', schema: { type: 'string' } };

const genre = { type: 'string', enum: ['novel', 'poetry', 'science', 'history'] };
const bookMembers = {
  title: text(1, 80),
  subtitle: { type: ['string', 'null'], maxLength: 80 },
  isbn: { type: 'string', pattern: '^97[89]-[0-9]{10}$' },
  genre,
  year: { type: 'integer', minimum: 1450, maximum: 2100 },
  price: { type: 'number', minimum: 0, exclusiveMaximum: 1000 },
  lot: { type: 'integer', minimum: 0, multipleOf: 5 },
  published: { type: 'string', format: 'date' },
  website: { type: 'string', format: 'uri' },
  tags: { type: 'array', items: text(1, 20), maxItems: 5, uniqueItems: true },
  lendable: { type: 'boolean' },
  size: {
    type: 'object',
    required: ['width', 'height'],
    properties: { width: { type: 'integer', minimum: 1 }, height: { type: 'integer', minimum: 1 } },
    additionalProperties: false,
  },
  purchaseCode: { type: 'string', minLength: 4, maxLength: 20, writeOnly: true },
};
const bookOwn = {
  id: { type: 'integer', minimum: 1, readOnly: true },
  shelf: { type: 'string', pattern: '^[A-Z]-[0-9]+$', readOnly: true },
  createdAt: { type: 'string', format: 'date-time', readOnly: true },
};

/** Schemas by name; `$ref` between them only. */
export const schemas = {
  Book: {
    type: 'object',
    required: ['id', 'shelf', 'title', 'genre', 'year', 'createdAt'],
    properties: { ...bookOwn, ...bookMembers },
  },
  BookChange: { type: 'object', minProperties: 1, properties: { ...bookMembers } },
  BookList: {
    type: 'object',
    required: ['items', 'total', 'page', 'links'],
    properties: {
      items: { type: 'array', items: ref('Book') },
      total: { type: 'integer', minimum: 0 },
      page: { type: 'integer', minimum: 1 },
      links: {
        type: 'object',
        required: ['next'],
        properties: { next: { type: ['string', 'null'], format: 'uri-reference' } },
      },
    },
  },
  Review: {
    type: 'object',
    required: ['id', 'rating'],
    properties: {
      id: { type: 'integer', minimum: 1, readOnly: true },
      rating: { type: 'integer', minimum: 1, maximum: 5 },
      text: text(0, 200),
      reader: { type: 'string', readOnly: true },
    },
    additionalProperties: false,
  },
  Note: {
    type: 'object',
    required: ['id', 'text', 'owner'],
    properties: {
      id: { type: 'string', format: 'uuid', readOnly: true },
      text: text(1, 120),
      colour: { type: 'string', enum: ['red', 'green', 'blue'] },
      pinned: { type: 'boolean' },
      passphrase: { type: 'string', minLength: 8, maxLength: 40, writeOnly: true },
      owner: { type: 'string', readOnly: true },
    },
    additionalProperties: false,
  },
  NoteList: {
    type: 'object',
    required: ['data', 'nextCursor'],
    properties: { data: { type: 'array', items: ref('Note') }, nextCursor: { type: ['string', 'null'] } },
  },
  Member: {
    type: 'object',
    required: ['id', 'name', 'email'],
    properties: {
      id: { type: 'integer', minimum: 1, readOnly: true },
      name: text(2, 40),
      email: { type: 'string', format: 'email', maxLength: 60 },
      birthday: { type: 'string', format: 'date' },
      level: { type: 'string', enum: ['reader', 'friend', 'patron'] },
    },
    additionalProperties: false,
  },
  Loan: {
    type: 'object',
    required: ['id', 'bookId', 'days'],
    properties: {
      id: { type: 'integer', minimum: 1, readOnly: true },
      bookId: { type: 'integer', minimum: 1, description: 'The id of a book' },
      days: { type: 'integer', minimum: 1, maximum: 28 },
    },
    additionalProperties: false,
  },
  Subscription: {
    type: 'object',
    required: ['email', 'topic'],
    properties: {
      email: { type: 'string', format: 'email', maxLength: 60 },
      topic: { type: 'string', enum: ['new', 'events'] },
      weekly: { type: 'boolean' },
    },
    additionalProperties: false,
  },
  Export: {
    type: 'object',
    required: ['id', 'state'],
    properties: {
      id: { type: 'integer', minimum: 1 },
      state: { type: 'string', enum: ['waiting', 'ready'] },
    },
  },
  Happening: {
    type: 'object',
    required: ['at', 'what'],
    properties: {
      at: { type: 'string', format: 'date-time' },
      what: { type: 'string', enum: ['lent', 'returned'] },
    },
  },
  Person: {
    type: 'object',
    required: ['name', 'scopes'],
    properties: { name: { type: 'string' }, scopes: { type: 'array', items: { type: 'string' } } },
  },
  Problem: {
    type: 'object',
    required: ['title', 'status'],
    properties: {
      type: { type: 'string', format: 'uri-reference' },
      title: { type: 'string' },
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: { type: 'string' },
    },
  },
};

const bookXml = {
  ...schemas.Book,
  properties: { id: bookOwn.id, title: bookMembers.title, year: bookMembers.year, genre },
  required: ['id', 'title', 'year', 'genre'],
  xml: { name: 'book' },
};
const bookId = idOf('bookId');
const created = (schema, more = {}) => ({
  description: 'Made',
  headers: { Location: location, ...more },
  content: json(schema),
});
const shown = (schema, headers) => ({
  description: 'Here',
  ...(headers && { headers }),
  content: json(schema),
});
const gone = { description: 'Gone' };
const body = (schema, type = 'application/json') => ({ required: true, content: { [type]: { schema } } });

export const description = {
  openapi: '3.1.0',
  info: { title: 'A library', version: '1' },
  servers: [{ url: 'https://library.example/v1' }],
  security: reads,
  components: {
    schemas,
    securitySchemes: {
      token: {
        type: 'oauth2',
        flows: {
          clientCredentials: {
            tokenUrl: 'https://library.example/token',
            scopes: {
              'books:read': 'See books',
              'books:write': 'Change books',
              notes: 'Own notes',
              members: 'Members',
            },
          },
        },
      },
    },
  },
  paths: {
    '/books': {
      get: {
        operationId: 'listBooks',
        parameters: [
          query('page', { type: 'integer', minimum: 1, maximum: 1000, default: 1 }),
          query('limit', { type: 'integer', minimum: 1, maximum: 50, default: 20 }),
          query('genre', genre),
          query('year', { type: 'integer', minimum: 1450, maximum: 2100 }),
          query('q', text(1, 40)),
          query('sort', { type: 'string', enum: ['title', '-title', 'year', '-year'] }),
        ],
        responses: {
          200: shown(ref('BookList'), {
            'X-Total-Count': total,
            'X-Request-Id': { required: true, schema: { type: 'string', format: 'uuid' } },
          }),
          ...refused(400, 401, 403),
        },
      },
      post: {
        operationId: 'createBook',
        security: writes,
        requestBody: body(ref('Book')),
        responses: { 201: created(ref('Book'), { ETag: etag }), ...refused(400, 401, 403, 413, 415) },
      },
    },
    '/books/{bookId}': {
      parameters: [bookId],
      get: {
        operationId: 'readBook',
        parameters: [{ name: 'If-None-Match', in: 'header', schema: { type: 'string' } }],
        responses: {
          200: {
            description: 'Here',
            headers: { ETag: etag },
            content: { ...json(ref('Book')), 'application/xml': { schema: bookXml } },
          },
          304: { description: 'As it was', headers: { ETag: etag } },
          ...refused(400, 401, 403, 404, 406),
        },
      },
      put: {
        operationId: 'replaceBook',
        security: writes,
        parameters: [ifMatch],
        requestBody: body(ref('Book')),
        responses: { 200: shown(ref('Book'), { ETag: etag }), ...refused(400, 401, 403, 404, 412, 413, 415) },
      },
      patch: {
        operationId: 'changeBook',
        security: writes,
        parameters: [ifMatch],
        requestBody: body(ref('BookChange'), 'application/merge-patch+json'),
        responses: { 200: shown(ref('Book'), { ETag: etag }), ...refused(400, 401, 403, 404, 412, 413, 415) },
      },
      delete: {
        operationId: 'deleteBook',
        security: writes,
        responses: { 204: gone, ...refused(400, 401, 403, 404) },
      },
    },
    '/books/{bookId}/cover': {
      parameters: [bookId],
      get: {
        operationId: 'readCover',
        responses: {
          200: { description: 'Here', content: { 'image/png': { schema: {} } } },
          ...refused(400, 401, 403, 404),
        },
      },
      put: {
        operationId: 'replaceCover',
        security: writes,
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['image'],
                properties: {
                  image: { type: 'string', contentMediaType: 'image/png' },
                  caption: text(1, 60),
                },
              },
            },
          },
        },
        responses: { 204: { description: 'Kept' }, ...refused(400, 401, 403, 404, 413, 415) },
      },
    },
    '/books/{bookId}/reviews': {
      parameters: [bookId],
      get: {
        operationId: 'listReviews',
        parameters: [
          query('offset', { type: 'integer', minimum: 0, default: 0 }),
          query('limit', { type: 'integer', minimum: 1, maximum: 20, default: 10 }),
        ],
        responses: {
          200: shown({ type: 'array', items: ref('Review') }, { 'X-Total-Count': total }),
          ...refused(400, 401, 403, 404),
        },
      },
      post: {
        operationId: 'createReview',
        requestBody: body(ref('Review')),
        responses: { 201: created(ref('Review')), ...refused(400, 401, 403, 404, 415) },
      },
    },
    '/books/{bookId}/reviews/{reviewId}': {
      parameters: [bookId, idOf('reviewId')],
      get: {
        operationId: 'readReview',
        responses: { 200: shown(ref('Review')), ...refused(400, 401, 403, 404) },
      },
      delete: {
        operationId: 'deleteReview',
        // An id that is none names nothing: 400 is not among the answers.
        responses: { 204: gone, ...refused(401, 403, 404) },
      },
    },
    '/notes': {
      get: {
        operationId: 'listNotes',
        security: own,
        parameters: [
          query('cursor', { type: 'string' }),
          query('limit', { type: 'integer', minimum: 1, maximum: 50, default: 20 }),
          query('colour', schemas.Note.properties.colour),
        ],
        responses: { 200: shown(ref('NoteList')), ...refused(400, 401, 403) },
      },
      post: {
        operationId: 'createNote',
        security: own,
        requestBody: body(ref('Note')),
        responses: { 201: created(ref('Note')), ...refused(400, 401, 403, 415) },
      },
    },
    '/notes/{noteId}': {
      parameters: [idOf('noteId', { type: 'string', format: 'uuid' })],
      get: {
        operationId: 'readNote',
        security: own,
        responses: { 200: shown(ref('Note')), ...refused(400, 401, 403, 404) },
      },
      put: {
        operationId: 'replaceNote',
        security: own,
        requestBody: body(ref('Note')),
        responses: { 200: shown(ref('Note')), ...refused(400, 401, 403, 404, 415) },
      },
      delete: {
        operationId: 'deleteNote',
        security: own,
        responses: { 204: gone, ...refused(400, 401, 403, 404) },
      },
    },
    '/members': {
      post: {
        operationId: 'createMember',
        security: [{ token: ['members'] }],
        parameters: [
          {
            name: 'X-Branch',
            in: 'header',
            required: true,
            schema: { type: 'string', pattern: '^[A-Z]{3}$' },
          },
        ],
        requestBody: body(ref('Member')),
        responses: { 201: created(ref('Member')), ...refused(400, 401, 403, 409, 415, 422) },
      },
    },
    '/members/{memberId}': {
      parameters: [idOf('memberId')],
      get: {
        operationId: 'readMember',
        security: [{ token: ['members'] }],
        responses: { 200: shown(ref('Member')), ...refused(400, 401, 403, 404) },
      },
      delete: {
        operationId: 'deleteMember',
        security: [{ token: ['members'] }],
        responses: { 204: gone, ...refused(400, 401, 403, 404) },
      },
    },
    '/loans': {
      post: {
        operationId: 'createLoan',
        requestBody: body(ref('Loan')),
        responses: { 201: created(ref('Loan')), ...refused(400, 401, 403, 415, 422) },
      },
    },
    '/loans/{loanId}': {
      parameters: [idOf('loanId')],
      get: {
        operationId: 'readLoan',
        responses: { 200: shown(ref('Loan')), ...refused(400, 401, 403, 404) },
      },
      delete: { operationId: 'deleteLoan', responses: { 204: gone, ...refused(400, 401, 403, 404) } },
    },
    '/subscriptions': {
      post: {
        operationId: 'subscribe',
        security: [],
        requestBody: body(ref('Subscription'), 'application/x-www-form-urlencoded'),
        responses: { 201: { description: 'Made', content: json(ref('Subscription')) }, ...refused(400, 415) },
      },
    },
    '/exports': {
      post: {
        operationId: 'startExport',
        requestBody: { ...body({ type: 'object', properties: { genre } }), required: false },
        responses: {
          202: { description: 'Begun', headers: { Location: location }, content: json(ref('Export')) },
          ...refused(400, 401, 403, 415, 429),
        },
      },
    },
    '/exports/{exportId}': {
      parameters: [idOf('exportId')],
      get: {
        operationId: 'readExport',
        responses: { 200: shown(ref('Export')), ...refused(400, 401, 403, 404) },
      },
    },
    '/happenings': {
      get: {
        operationId: 'readHappenings',
        responses: {
          200: {
            description: 'One on each line',
            content: { 'application/jsonl': { schema: { type: 'array', items: ref('Happening') } } },
          },
          ...refused(401, 403),
        },
      },
    },
    '/me': {
      get: { operationId: 'readMe', responses: { 200: shown(ref('Person')), ...refused(401, 403) } },
    },
  },
};

/** The description as a variation has it: some are about what is written there. */
export function describe(variation) {
  const copy = structuredClone(description);
  for (const item of Object.values(copy.paths)) {
    for (const { responses } of Object.values(item)) {
      if (!responses) continue;
      if (variation === 'scopes-hide') Object.assign(responses, refused(404));
      if (variation === 'default-only' || variation === 'gone-after-delete') {
        for (const status of Object.keys(responses)) if (/^4/.test(status)) delete responses[status];
        responses.default = refusal('Something else');
      }
      if (variation === 'no-optional-headers')
        for (const { headers = {} } of Object.values(responses))
          for (const header of Object.values(headers)) delete header.required;
    }
  }
  if (variation === 'scopes-alternatives') {
    for (const item of Object.values(copy.paths))
      for (const { security } of Object.values(item))
        if (security?.some(({ token }) => token.includes('books:write'))) security.push({ token: ['notes'] });
    copy.paths['/happenings'].get.security = [...reads, {}];
  }
  return copy;
}
