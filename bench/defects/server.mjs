// The library of description.mjs, as one function from request to answer. It keeps its promises; `defect` names one that it
// breaks, `variation` one way to keep them that careless checkers take for a break. State is in memory, and determined.

import { schemas } from './description.mjs';
import { routesOf } from './routes.mjs';
import { isObject, wrong } from './schema-check.mjs';

const base = '/v1';
const maxBytes = 100_000;
const people = {
  'librarian-token': { name: 'librarian', scopes: ['books:read', 'books:write', 'notes', 'members'] },
  'reader-token': { name: 'reader', scopes: ['books:read', 'notes'] },
  'visitor-token': { name: 'visitor', scopes: [] },
};
/** By defect, the operation that asks nobody for its scope; `refused` ones say that they do, too late. */
const open = {
  'escalates-read': 'readBook',
  'escalates-list': 'listBooks',
  'escalates-create': 'createBook',
  'escalates-change': 'changeBook',
  'escalates-delete': 'deleteBook',
  'escalates-cover': 'replaceCover',
  'escalates-refused': 'changeBook',
  'escalates-refused-creation': 'createBook',
};
const png = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10]);
const jsonType = 'application/json';
const reasons = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  412: 'Precondition failed',
  413: 'Content too large',
  415: 'Unsupported media type',
  422: 'Unprocessable',
  429: 'Too many requests',
  500: 'Broken',
};

const opaque = (tag) => tag.trim().replace(/^W\//, '');

/** An answer that ends the work on a request. */
class Refusal extends Error {
  constructor(status, detail, headers = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }
}
const refuse = (status, detail, headers) => {
  throw new Refusal(status, detail, headers);
};

/** @returns {(request: Request) => Promise<Response>} */
export function createLibrary({ defect, variation } = {}) {
  const has = (name) => defect === name;
  const varies = (name) => variation === name;
  const state = {
    books: new Map(),
    reviews: new Map(),
    notes: new Map(),
    members: new Map(),
    loans: new Map(),
    exports: new Map(),
  };
  const gone = new Set();
  let lastId = 0;
  let instant = Date.UTC(2026, 0, 1);
  let requests = 0;
  const nextId = () => ++lastId;
  const now = () => new Date((instant += 1000)).toISOString();
  const uuid = (of) => `00000000-0000-4000-8000-${of.toString(16).padStart(12, '0')}`;
  /** A list may show what was made a few requests later. */
  const isSettled = (thing) => !varies('late-list') || requests - thing.madeAt > 2;

  for (const [title, genre, year] of [
    ['Faust', 'poetry', 1808],
    ['Emma', 'novel', 1815],
    ['Cosmos', 'science', 1980],
  ])
    makeBook({ title, genre, year });

  function makeBook(members) {
    const id = nextId();
    const book = {
      id,
      version: 1,
      shelf: `A-${id}`,
      createdAt: now(),
      madeAt: requests,
      members: { ...members },
    };
    state.books.set(id, book);
    return book;
  }

  // ---- how things are shown

  function showBook({ id, shelf, createdAt, members }, { listed = false } = {}) {
    const { purchaseCode, ...shown } = members;
    const book = { id, shelf, createdAt, ...shown };
    if (has('write-only-leaked') && purchaseCode !== undefined) book.purchaseCode = purchaseCode;
    if (has('body-type') && !listed) book.year = String(book.year);
    if (has('body-enum') && !listed) book.genre = book.genre.toUpperCase();
    if (has('body-format') && !listed) book.createdAt = 'yesterday';
    if (has('body-required') && !listed) delete book.shelf;
    if (has('body-pattern') && listed) book.shelf = book.shelf.toLowerCase();
    if (varies('extra-members')) book.librarianNote = 'none';
    if (varies('null-members')) book.subtitle ??= null;
    if (varies('other-instants')) book.createdAt = book.createdAt.replace('.000Z', '+00:00');
    if (varies('normalised-text')) book.title = book.title.trim() || book.title;
    return book;
  }
  const showNote = ({ id, owner, members: { passphrase, ...shown } }) => {
    const note = { id, owner: has('body-additional') ? undefined : owner, ...shown };
    if (has('body-additional')) Object.assign(note, { owner, internalRow: 17 });
    if (has('note-secret')) note.passphrase = passphrase ?? 'correct horse';
    return note;
  };
  const etagOf = ({ id, version }) =>
    `${varies('weak-tags') ? 'W/' : ''}"${id}-${has('etag-unchanged') ? 1 : version}"`;

  // ---- what requests say

  function parameter(schema, text, name) {
    if (text === undefined || text === null) return undefined;
    let value = text;
    if (schema.type === 'integer') {
      const form = varies('lenient-numbers') ? /^\s*[+-]?\d+(?:\.0+)?\s*$/ : /^-?\d+$/;
      if (!form.test(text)) {
        if (has('accepts-query-type')) return schema.default;
        refuse(400, `${name} is no integer`);
      }
      value = Number(text);
    }
    const found = wrong(schema, value, has(`accepts-query-${name}`) ? 'any' : undefined);
    if (found && !has(`accepts-query-${name}`)) refuse(400, `${name}: ${found}`);
    return has(`accepts-query-${name}`) && typeof value === 'number'
      ? Math.min(Math.max(value, 1), 20)
      : value;
  }

  async function readBody(request, wanted, required = true) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    const type = (request.headers.get('content-type') ?? '').split(';')[0].trim().toLowerCase();
    if (bytes.length > maxBytes) refuse(413, 'too large');
    if (bytes.length === 0) {
      if (!required) return undefined;
      if (has('accepts-no-body')) return { title: 'Untitled', genre: 'novel', year: 2000 };
      refuse(400, 'a body is missing');
    }
    if (type !== wanted && !(wanted === 'application/merge-patch+json' && type === jsonType)) {
      if (!has('accepts-any-type')) refuse(415, `send ${wanted}`);
      return { title: 'Untitled', genre: 'novel', year: 2000 };
    }
    if (wanted === 'multipart/form-data') return readForm(bytes, request);
    const text = new TextDecoder().decode(bytes);
    if (wanted === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
    try {
      return JSON.parse(text);
    } catch (error) {
      if (has('server-error-malformed')) throw error;
      return refuse(400, has('stack-trace') ? error.stack : 'not JSON');
    }
  }

  async function readForm(bytes, request) {
    try {
      const headers = { 'content-type': request.headers.get('content-type') };
      const form = await new Response(bytes, { headers }).formData();
      return Object.fromEntries(form);
    } catch {
      return refuse(400, 'not a form');
    }
  }

  /** @param skip by defect, the keyword that is not looked at */
  function checkBody(schema, value, { status = 400, skip } = {}) {
    const read = varies('lenient-numbers') ? coerced(schema, value) : value;
    const found = wrong(schema, read, skip);
    if (found) refuse(has('error-undocumented-status') ? 418 : status, found);
    const members = {};
    for (const [name, member] of Object.entries(read))
      if (Object.hasOwn(schema.properties, name) && !schema.properties[name].readOnly) members[name] = member;
    if (varies('normalised-text'))
      for (const name of ['title', 'website', 'email'])
        if (typeof members[name] === 'string')
          members[name] =
            name === 'title' ? members[name].trim() || members[name] : members[name].toLowerCase();
    return members;
  }

  function coerced(schema, value) {
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([name, member]) => {
      const own = Object.hasOwn(schema.properties, name) ? schema.properties[name] : {};
      const isNumber = own.type === 'integer' || own.type === 'number';
      if (isNumber && typeof member === 'string' && member.trim() !== '' && Number.isFinite(Number(member)))
        return [name, Number(member)];
      return [name, own.type === 'string' && typeof member === 'number' ? String(member) : member];
    });
    return Object.fromEntries(entries);
  }

  const bookSkip = () => defect?.match(/^accepts-body-(.*)$/)?.[1];

  // ---- who asks

  function isAllowed({ scopes }, scope) {
    if (varies('scopes-alternatives') && scope === 'books:write' && scopes.includes('notes')) return true;
    return scopes.includes(scope);
  }

  function whoAsks(request, scope) {
    const [, scheme, token] = /^(\S+) (.*)$/.exec(request.headers.get('authorization') ?? '') ?? [];
    const person =
      scheme?.toLowerCase() === 'bearer' && Object.hasOwn(people, token) ? people[token] : undefined;
    const pretend = { name: 'librarian', scopes: people['librarian-token'].scopes };
    const expired = token?.split('.').length === 3;
    if (!person) {
      if (has('auth-none') && token === undefined) return pretend;
      if (has('auth-wrong') && token !== undefined) return pretend;
      if (has('auth-expired') && expired) return pretend;
      if (has('auth-scheme') && scheme === 'Basic') return pretend;
      refuse(401, 'who are you?', has('challenge-missing') ? {} : { 'WWW-Authenticate': 'Bearer' });
    }
    if (scope && !isAllowed(person, scope)) refuse(varies('scopes-hide') ? 404 : 403, `needs ${scope}`);
    return person;
  }

  // ---- answers

  function reply(status, body, headers = {}, type = jsonType) {
    const charset = varies('charset') && /json/.test(type) ? `${type}; charset=UTF-8; profile="x"` : type;
    const text =
      body === undefined
        ? null
        : typeof body === 'string' || body instanceof Uint8Array
          ? body
          : JSON.stringify(body);
    return {
      status,
      body: text,
      headers: { ...(text === null ? {} : { 'Content-Type': charset }), ...headers },
    };
  }

  function problem({ status, message, headers }) {
    const body = has('error-shape')
      ? { error: message }
      : { type: 'about:blank', title: reasons[status] ?? 'Refused', status, detail: message };
    if (has('secret-in-error') && status === 404)
      body.detail = 'SQLITE_ERROR: no such row in (select * from books where id = ?)';
    return reply(status, body, headers, has('error-content-type') ? 'text/html' : 'application/problem+json');
  }

  const found = (map, id) => {
    if (varies('gone-after-delete') && map === state.books && gone.has(id)) refuse(410, 'no longer there');
    return map.get(id) ?? refuse(404, 'not there');
  };

  function condition(request, book) {
    const wanted = request.headers.get('if-match');
    if (wanted === null || wanted === '*' || has('if-match-ignored')) return;
    if (!wanted.split(',').some((tag) => opaque(tag) === opaque(etagOf(book)))) refuse(412, 'it has changed');
  }

  function writeBook(book, members) {
    book.members = members;
    book.version++;
    return reply(200, has('echo-write') ? { ...showBook(book), title: 'Someone else' } : showBook(book), {
      ETag: etagOf(book),
    });
  }

  const location = (path) => ({
    Location: varies('relative-location') ? `${base}${path}` : `http://${host}${base}${path}`,
  });
  let host = 'localhost';

  // ---- operations

  const operations = {
    listBooks: {
      scope: 'books:read',
      run({ query, person }) {
        const page = query.page ?? 1;
        const limit = query.limit ?? 20;
        let all = [...state.books.values()].filter(isSettled);
        if (varies('scopes-empty') && !isAllowed(person, 'books:read')) all = [];
        if (varies('newest-first')) all.reverse();
        if (query.genre !== undefined && !has('filter-ignored'))
          all = all.filter(({ members }) => members.genre === query.genre);
        if (query.year !== undefined && !has('filter-finds-nothing'))
          all = all.filter(({ members }) =>
            has('filter-too-wide') ? members.year >= query.year - 400 : members.year === query.year,
          );
        if (query.year !== undefined && has('filter-finds-nothing')) all = [];
        if (query.q !== undefined) {
          if (has('server-error-search') && query.q.length < 2) throw new Error('the index is empty');
          all = all.filter(({ members }) => members.title.toLowerCase().includes(query.q.toLowerCase()));
        }
        if (query.sort) all = sorted(all, query.sort);
        const start =
          (page - 1) * limit -
          (has('pages-overlap') && page > 1 ? 1 : 0) +
          (has('pages-leave-out') && page > 1 ? 1 : 0);
        const items = all.slice(start, start + limit + (has('limit-exceeded') ? 1 : 0));
        const total = all.length + (has('wrong-total') ? 3 : 0);
        const more = start + limit < all.length;
        const params = new URLSearchParams(
          Object.entries({ ...query, page: page + 1, limit }).map(([name, value]) => [name, String(value)]),
        );
        let next = more ? `${base}/books?${params}` : null;
        if (has('next-missing')) next = null;
        if (has('next-endless')) next = `${base}/books?${params}`;
        if (has('next-wrong') && more) next = `${base}/books?page=${page}&limit=${limit}`;
        const headers = {
          'X-Total-Count': String(
            has('header-invalid') ? 'many' : has('wrong-total-header') ? total + 1 : total,
          ),
          ...(has('header-missing') ? {} : { 'X-Request-Id': uuid(requests) }),
        };
        return reply(
          200,
          { items: items.map((book) => showBook(book, { listed: true })), total, page, links: { next } },
          headers,
        );
      },
    },
    createBook: {
      scope: 'books:write',
      body: jsonType,
      run({ body, person, raw }) {
        if (has('server-error-boundary') && body?.title?.length === 80) throw new Error('column too short');
        if (has('failed-create-effect') && isObject(body) && wrong(schemas.Book, body))
          makeBook({ title: 'Ghost', genre: 'novel', year: 2000 });
        const members = checkBody(schemas.Book, body, { skip: bookSkip() });
        if (varies('explained-refusal') && members.genre === 'history' && members.year > 2000)
          refuse(400, 'history is older');
        const book = makeBook(members);
        book.owner = person.name;
        if (has('read-only-accepted') && typeof raw?.id === 'number')
          book.shelf = typeof raw.shelf === 'string' ? raw.shelf : book.shelf;
        if (has('create-other-title')) book.members.title = `${book.members.title.slice(0, 60)} (copy)`;
        if (has('create-drops-member')) book.members.lendable = !book.members.lendable;
        const answer = { ...showBook(book), ...(has('echo-differs') && { year: 1999 }) };
        if (has('created-unavailable')) state.books.delete(book.id);
        const path = has('location-dead')
          ? `/book/${book.id}`
          : has('location-other')
            ? `/books/${book.id + 1000}`
            : `/books/${book.id}`;
        const headers = { ...(has('location-missing') ? {} : location(path)), ETag: etagOf(book) };
        return reply(has('create-200') ? 200 : 201, answer, headers);
      },
    },
    readBook: {
      scope: 'books:read',
      run({ params, request }) {
        const book = found(state.books, params.bookId);
        if (has('get-changes') && book.members.title)
          book.members.title = `${book.members.title.slice(0, 70)}.`;
        if (has('get-removes') && requests % 2 === 0) state.books.delete(book.id);
        const headers = { ETag: etagOf(book) };
        const none = request.headers.get('if-none-match');
        if (
          none !== null &&
          !has('if-none-match-ignored') &&
          none.split(',').some((tag) => opaque(tag) === opaque(etagOf(book)))
        )
          return has('body-with-304') ? reply(304, showBook(book), headers) : reply(304, undefined, headers);
        const accept = request.headers.get('accept') ?? '*/*';
        const ranges = accept.split(',').map((range) => range.split(';')[0].trim().toLowerCase());
        const takes = (type) =>
          ranges.some((range) => range === type || range === '*/*' || range === `${type.split('/')[0]}/*`);
        if (takes(jsonType))
          return reply(200, showBook(book), headers, has('content-type') ? 'text/plain' : jsonType);
        if (takes('application/xml')) return reply(200, xmlOf(book), headers, 'application/xml');
        return has('not-acceptable-ignored')
          ? reply(200, 'a book', headers, 'text/plain')
          : refuse(406, 'JSON or XML');
      },
    },
    replaceBook: {
      scope: 'books:write',
      body: jsonType,
      run({ params, body, request, raw }) {
        const book = found(state.books, params.bookId);
        condition(request, book);
        if (has('failed-write-effect') && typeof body?.title === 'string') book.members.title = body.title;
        const members = checkBody(schemas.Book, body, { skip: bookSkip() });
        if (has('put-adds-tags'))
          members.tags = [
            ...new Set([...(book.members.tags ?? []), ...(members.tags ?? []), `t${book.version}`]),
          ].slice(-5);
        if (has('put-counts')) members.lot = (book.members.lot ?? 0) + 5;
        if (has('write-lost')) return reply(200, showBook({ ...book, members }), { ETag: etagOf(book) });
        if (has('read-only-accepted') && typeof raw?.shelf === 'string') book.shelf = raw.shelf;
        return writeBook(book, has('put-not-full') ? { ...book.members, ...members } : members);
      },
    },
    changeBook: {
      scope: 'books:write',
      body: 'application/merge-patch+json',
      run({ params, body, request, raw }) {
        const book = found(state.books, params.bookId);
        condition(request, book);
        const change = checkBody(schemas.BookChange, body, { skip: bookSkip() });
        const members = has('patch-forgets')
          ? { title: book.members.title, genre: book.members.genre, year: book.members.year }
          : { ...book.members };
        for (const [name, value] of Object.entries(change)) {
          if (value === null) delete members[name];
          else members[name] = value;
        }
        if (has('read-only-accepted') && typeof raw?.shelf === 'string') book.shelf = raw.shelf;
        return writeBook(book, members);
      },
    },
    deleteBook: {
      scope: 'books:write',
      run({ params }) {
        found(state.books, params.bookId);
        if (has('delete-nothing')) return reply(204);
        state.books.delete(params.bookId);
        gone.add(params.bookId);
        return has('body-with-204') ? reply(204, '{"deleted":true}') : reply(204);
      },
    },
    readCover: {
      scope: 'books:read',
      run: ({ params }) =>
        reply(
          200,
          found(state.books, params.bookId).cover ?? png,
          {},
          has('cover-type') ? 'image/jpeg' : 'image/png',
        ),
    },
    replaceCover: {
      scope: 'books:write',
      body: 'multipart/form-data',
      async run({ params, body }) {
        const book = found(state.books, params.bookId);
        if (body.image === undefined && !has('accepts-form-required')) refuse(400, 'image is missing');
        const found_ =
          body.caption !== undefined && wrong({ type: 'string', minLength: 1, maxLength: 60 }, body.caption);
        if (found_) refuse(400, found_);
        if (body.image instanceof Blob) book.cover = new Uint8Array(await body.image.arrayBuffer());
        return reply(204);
      },
    },
    listReviews: {
      scope: 'books:read',
      run({ params, query }) {
        found(state.books, params.bookId);
        const all = [...state.reviews.values()].filter(
          ({ bookId }) => bookId === params.bookId || has('reviews-of-all'),
        );
        const { offset = 0, limit = 10 } = query;
        const items = all.slice(has('offset-ignored') ? 0 : offset).slice(0, limit);
        return reply(200, items.map(showReview), {
          'X-Total-Count': String(all.length + (has('wrong-review-total') ? 1 : 0)),
        });
      },
    },
    createReview: {
      scope: 'books:read',
      body: jsonType,
      run({ params, body, person }) {
        found(state.books, params.bookId);
        const members = checkBody(schemas.Review, body, {
          skip: has('accepts-rating') ? 'maximum' : undefined,
        });
        const review = { id: nextId(), bookId: params.bookId, reader: person.name, members };
        if (!has('review-lost')) state.reviews.set(review.id, review);
        return reply(201, showReview(review), location(`/books/${params.bookId}/reviews/${review.id}`));
      },
    },
    readReview: {
      scope: 'books:read',
      run({ params }) {
        const review = found(state.reviews, params.reviewId);
        if (review.bookId !== params.bookId || !state.books.has(params.bookId)) refuse(404, 'not there');
        return reply(200, showReview(review));
      },
    },
    deleteReview: {
      scope: 'books:read',
      badPath: 404,
      run({ params }) {
        if (has('valid-refused')) refuse(400, 'not today');
        const review = found(state.reviews, params.reviewId);
        if (review.bookId !== params.bookId) refuse(404, 'not there');
        state.reviews.delete(review.id);
        return reply(204);
      },
    },
    listNotes: {
      scope: 'notes',
      run({ query, person }) {
        const all = [...state.notes.values()]
          .filter(({ owner }) => owner === person.name || has('notes-of-all') || varies('shared-reading'))
          .filter(isSettled)
          .filter(() => !varies('scopes-empty') || isAllowed(person, 'notes'));
        const matching = all.filter(
          ({ members }) => query.colour === undefined || members.colour === query.colour,
        );
        const after = query.cursor === undefined ? -1 : matching.findIndex(({ id }) => id === query.cursor);
        if (query.cursor !== undefined && after < 0) refuse(400, 'no such cursor');
        const limit = query.limit ?? 20;
        const shown = matching.slice(after + 1, after + 1 + limit);
        const more = after + 1 + limit < matching.length;
        const cursor = has('cursor-skips') ? matching[after + 1 + limit]?.id : shown.at(-1)?.id;
        return reply(200, { data: shown.map(showNote), nextCursor: more ? (cursor ?? null) : null });
      },
    },
    createNote: {
      scope: 'notes',
      body: jsonType,
      run({ body, person }) {
        const members = checkBody(schemas.Note, body, {
          skip: has('accepts-note-member') ? 'additionalProperties' : undefined,
        });
        const note = { id: uuid(nextId()), owner: person.name, madeAt: requests, members };
        state.notes.set(note.id, note);
        return reply(201, showNote(note), location(`/notes/${note.id}`));
      },
    },
    readNote: {
      scope: 'notes',
      run: ({ params, person }) => reply(200, showNote(ownNote(params, person, 'other-reads'))),
    },
    replaceNote: {
      scope: 'notes',
      body: jsonType,
      run({ params, body, person }) {
        const note = ownNote(params, person, 'other-changes');
        note.members = checkBody(schemas.Note, body);
        return reply(200, showNote(note));
      },
    },
    deleteNote: {
      scope: 'notes',
      run({ params, person }) {
        const note = ownNote(params, person, 'other-deletes');
        state.notes.delete(note.id);
        if (has('delete-takes-other')) state.notes.delete([...state.notes.keys()].at(-1));
        return reply(204);
      },
    },
    createMember: {
      scope: 'members',
      body: jsonType,
      run({ request, body }) {
        const branch = request.headers.get('x-branch');
        if (
          branch === null
            ? !has('header-not-required')
            : !/^[A-Z]{3}$/.test(branch) && !has('accepts-header-pattern')
        )
          refuse(422, 'X-Branch is missing or wrong');
        const members = checkBody(schemas.Member, body, {
          status: 422,
          skip: has('accepts-member-length') ? 'minLength' : has('accepts-email') ? 'format' : undefined,
        });
        if ([...state.members.values()].some((other) => other.email === members.email))
          refuse(409, 'known already');
        const member = { id: nextId(), ...members };
        state.members.set(member.id, member);
        return reply(201, showMember(member), location(`/members/${member.id}`));
      },
    },
    readMember: {
      scope: 'members',
      run: ({ params }) => reply(200, showMember(found(state.members, params.memberId))),
    },
    deleteMember: {
      scope: 'members',
      run({ params }) {
        found(state.members, params.memberId);
        if (!has('member-stays')) state.members.delete(params.memberId);
        return reply(204);
      },
    },
    createLoan: {
      scope: 'books:read',
      body: jsonType,
      run({ body }) {
        const members = checkBody(schemas.Loan, body, { skip: has('accepts-days') ? 'maximum' : undefined });
        if (!state.books.has(members.bookId)) refuse(422, 'no such book');
        const loan = { id: nextId(), ...members };
        state.loans.set(loan.id, has('loan-differs') ? { ...loan, days: (loan.days % 28) + 1 } : loan);
        return reply(201, loan, location(`/loans/${loan.id}`));
      },
    },
    readLoan: { scope: 'books:read', run: ({ params }) => reply(200, found(state.loans, params.loanId)) },
    deleteLoan: {
      scope: 'books:read',
      run({ params }) {
        found(state.loans, params.loanId);
        state.loans.delete(params.loanId);
        return reply(204);
      },
    },
    subscribe: {
      body: 'application/x-www-form-urlencoded',
      run({ body }) {
        if (has('never-succeeds')) refuse(400, 'not accepted');
        const weekly = { true: true, false: false }[body.weekly] ?? body.weekly;
        const read = body.weekly === undefined ? body : { ...body, weekly };
        return reply(
          201,
          checkBody(schemas.Subscription, read, { skip: has('accepts-topic') ? 'enum' : undefined }),
        );
      },
    },
    startExport: {
      scope: 'books:read',
      body: jsonType,
      optionalBody: true,
      run({ body }) {
        if (
          body !== undefined &&
          (!isObject(body) ||
            (body.genre !== undefined && !schemas.Book.properties.genre.enum.includes(body.genre)))
        )
          refuse(400, 'no such genre');
        const started = { id: nextId(), state: 'waiting' };
        state.exports.set(started.id, started);
        return reply(
          202,
          started,
          location(has('export-location') ? `/export-${started.id}` : `/exports/${started.id}`),
        );
      },
    },
    readExport: {
      scope: 'books:read',
      run({ params }) {
        const one = found(state.exports, params.exportId);
        return reply(200, { ...one, state: has('export-state') ? 'done' : 'ready' });
      },
    },
    readHappenings: {
      scope: 'books:read',
      run() {
        const lines = ['lent', 'returned', has('lines-broken') ? 'eaten' : 'lent'].map((what) =>
          JSON.stringify({ at: '2026-01-01T10:00:00Z', what }),
        );
        return reply(200, `${lines.join('\n')}\n`, {}, 'application/jsonl');
      },
    },
    readMe: {
      run({ person }) {
        return reply(200, { name: person.name, scopes: person.scopes });
      },
    },
  };
  operations.readMe.scope = 'books:read';

  function ownNote({ noteId }, person, hole) {
    const note = found(state.notes, noteId);
    if (note.owner !== person.name && !has(hole) && !(varies('shared-reading') && hole === 'other-reads'))
      refuse(varies('forbidden-other') ? 403 : 404, 'not there');
    return note;
  }

  function sorted(all, sort) {
    const name = sort.replace('-', '');
    const sign = sort.startsWith('-') && !has('sort-one-way') ? -1 : 1;
    if (has('sort-ignored')) return all;
    return all.toSorted(
      ({ members: left }, { members: right }) =>
        sign * (left[name] < right[name] ? -1 : left[name] > right[name] ? 1 : 0),
    );
  }

  const xmlOf = ({ id, members: { title, year, genre } }) => {
    const escaped = title.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);
    return `<?xml version="1.0"?><book><id>${has('xml-broken') ? 'one' : id}</id><title>${escaped}</title><year>${year}</year><genre>${genre}</genre></book>`;
  };
  const showReview = ({ id, reader, members }) => ({ id, reader, ...members });
  const showMember = (member) =>
    has('member-birthday') && member.birthday ? { ...member, birthday: '1.2.1990' } : member;

  // ---- from request to answer

  const routes = routesOf(operations);

  async function answer(request, url) {
    const path = decodeURI(
      url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : '/nowhere',
    );
    const matching = routes.filter(({ pattern }) => pattern.test(path));
    if (varies('auth-first')) whoAsks(request);
    if (matching.length === 0) refuse(404, 'no such path');
    const methods = [
      ...new Set(matching.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))),
    ];
    const allowed = varies('allow-order') ? methods.toReversed().join(',') : methods.join(', ');
    if (request.method === 'OPTIONS' && varies('no-options')) refuse(405, 'not here', { Allow: allowed });
    if (request.method === 'HEAD' && varies('no-head'))
      refuse(405, 'not here', { Allow: allowed.replace(', HEAD', '') });
    if (request.method === 'OPTIONS')
      return reply(204, undefined, {
        Allow: has('options-allow')
          ? 'GET, PATCH, TRACE, DELETE'
          : has('options-no-method')
            ? 'OPTIONS'
            : `${allowed}, OPTIONS`,
      });
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = matching.find((each) => each.method === method);
    if (!route) {
      if (has('undeclared-served') && request.method === 'PUT' && path === '/books')
        return reply(200, { replaced: true });
      if (has('undeclared-delete') && request.method === 'DELETE' && path === '/notes') return reply(204);
      if (varies('not-found-before-405')) refuse(404, 'no such path');
      refuse(405, 'not here', has('allow-missing') ? {} : { Allow: has('allow-wrong') ? 'TRACE' : allowed });
    }
    const { operation, id, names, schemas: pathSchemas, pattern } = route;
    const isHidden = varies('scopes-empty') && (id === 'listBooks' || id === 'listNotes');
    const escalates =
      has(`escalates-${id}`) ||
      open[defect] === id ||
      (has('escalates-writes') && operation.scope === 'books:write');
    const asks = operation.scope && !(varies('scopes-alternatives') && id === 'readHappenings');
    const person = asks ? whoAsks(request, escalates || isHidden ? undefined : operation.scope) : undefined;
    const params = {};
    for (const [index, text] of pattern.exec(path).slice(1).entries()) {
      const schema = pathSchemas[index];
      const isWrong = schema.format ? wrong(schema, text) : !/^[1-9]\d{0,15}$/.test(text);
      if (isWrong && has('server-error-id')) throw new Error('cannot convert');
      if (isWrong)
        refuse(operation.badPath ?? (varies('bad-id-not-found') ? 404 : 400), `${names[index]} is wrong`);
      params[names[index]] = schema.format ? text.toLowerCase() : Number(text);
    }
    const query = {};
    for (const { name, schema } of route.query) {
      const value = parameter(schema, url.searchParams.get(name), name);
      if (value !== undefined) query[name] = value;
    }
    const body = operation.body && (await readBody(request, operation.body, !operation.optionalBody));
    const answered = await operation.run({ params, query, body, raw: body, person, request });
    if (/^escalates-refused/.test(defect) && escalates && !isAllowed(person, operation.scope))
      refuse(403, 'too late');
    return answered;
  }

  return async (request) => {
    requests++;
    const url = new URL(request.url);
    host = url.host;
    let made;
    try {
      if (varies('rate-limited') && requests % 17 === 0) refuse(429, 'wait', { 'Retry-After': '0' });
      made = await answer(request, url);
    } catch (error) {
      made = problem(
        error instanceof Refusal || Number.isInteger(error.status)
          ? error
          : { status: 500, message: 'broken', headers: {} },
      );
    }
    return written(made, request);
  };

  function written({ status, body, headers }, { method }) {
    const all = { ...headers };
    if (varies('no-optional-headers'))
      for (const name of ['ETag', 'Location', 'X-Total-Count', 'X-Request-Id', 'Retry-After'])
        delete all[name];
    if (varies('cookies')) all['Set-Cookie'] = `session=${requests}; HttpOnly`;
    const bodiless = status === 204 || status === 304;
    if (method === 'HEAD') {
      if (has('head-status')) return new Response(null, { status: 204 });
      if (has('head-type')) all['Content-Type'] = 'text/html';
      if (has('head-etag') && all.ETag) all.ETag = '"other"';
      if (has('head-body')) return forged(status, all, body);
      if (!varies('head-without-length') && body !== null)
        all['Content-Length'] = String(new TextEncoder().encode(body).length);
      return new Response(null, { status, headers: all });
    }
    return bodiless && body !== null
      ? forged(status, all, body)
      : new Response(body, { status, headers: all });
  }
}

/** An answer that the Web's Response refuses to be, as a socket would bring it. */
function forged(status, headers, body) {
  const real = new Response(body, { headers });
  return new Proxy(real, {
    get: (target, name) => {
      if (name === 'status') return status;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
