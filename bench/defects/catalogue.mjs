// What the server can be told to do wrong, by which check it is to be found, and of which operation; and what it can do
// otherwise that is no break.

/** It is said of everybody what they are allowed. */
const knowing = 'scopes';

/** Groups of defects: [name, checks that are right for it, operation that is to blame (any where undefined), what is told]. */
const groups = {
  'server errors': [
    ['server-error-boundary', 'server-error', 'createBook'],
    ['server-error-search', 'server-error', 'listBooks'],
    ['server-error-id', 'server-error'],
    ['server-error-malformed', 'server-error'],
  ],
  'documented answers': [
    ['create-200', 'undocumented-status', 'createBook'],
    ['error-undocumented-status', 'undocumented-status'],
    ['content-type', 'content-type', 'readBook'],
    ['cover-type', 'content-type', 'readCover'],
    ['error-content-type', 'content-type'],
    ['challenge-missing', 'response-headers'],
    ['header-missing', 'response-headers', 'listBooks'],
    ['header-invalid', 'response-headers', 'listBooks'],
    ['location-missing', 'response-headers', 'createBook'],
    ['not-acceptable-ignored', 'content-type', 'readBook'],
  ],
  bodies: [
    ['body-type', 'response-body', 'readBook'],
    ['body-enum', 'response-body', 'readBook'],
    ['body-format', 'response-body', 'readBook'],
    ['body-required', 'response-body', 'readBook'],
    ['body-pattern', 'response-body', 'listBooks'],
    ['body-additional', 'response-body', 'readNote'],
    ['xml-broken', 'response-body', 'readBook'],
    ['lines-broken', 'response-body', 'readHappenings'],
    ['export-state', 'response-body', 'readExport'],
    ['member-birthday', 'response-body', 'readMember'],
    ['error-shape', 'response-body'],
    ['body-with-204', 'body-where-none', 'deleteBook'],
    ['body-with-304', 'body-where-none', 'readBook'],
  ],
  'invalid requests accepted': [
    ['accepts-body-type', 'invalid-accepted', 'createBook'],
    ['accepts-body-enum', 'invalid-accepted', 'createBook'],
    ['accepts-body-minimum', 'invalid-accepted', 'createBook'],
    ['accepts-body-maximum', 'invalid-accepted', 'createBook'],
    ['accepts-body-exclusiveMaximum', 'invalid-accepted', 'createBook'],
    ['accepts-body-multipleOf', 'invalid-accepted', 'createBook'],
    ['accepts-body-minLength', 'invalid-accepted', 'createBook'],
    ['accepts-body-maxLength', 'invalid-accepted', 'createBook'],
    ['accepts-body-pattern', 'invalid-accepted', 'createBook'],
    ['accepts-body-format', 'invalid-accepted', 'createBook'],
    ['accepts-body-maxItems', 'invalid-accepted', 'createBook'],
    ['accepts-body-uniqueItems', 'invalid-accepted', 'createBook'],
    ['accepts-body-required', 'invalid-accepted', 'createBook'],
    ['accepts-body-additionalProperties', 'invalid-accepted', 'createBook'],
    ['accepts-body-minProperties', 'invalid-accepted', 'changeBook'],
    ['accepts-note-member', 'invalid-accepted', 'createNote'],
    ['accepts-query-limit', 'invalid-accepted', 'listBooks'],
    ['accepts-query-genre', 'invalid-accepted', 'listBooks'],
    ['accepts-query-q', 'invalid-accepted', 'listBooks'],
    ['accepts-query-type', 'invalid-accepted', 'listBooks'],
    ['accepts-rating', 'invalid-accepted', 'createReview'],
    ['accepts-days', 'invalid-accepted', 'createLoan'],
    ['accepts-member-length', 'invalid-accepted', 'createMember'],
    ['accepts-email', 'invalid-accepted', 'createMember'],
    ['accepts-topic', 'invalid-accepted', 'subscribe'],
    ['accepts-form-required', 'invalid-accepted', 'replaceCover'],
    ['accepts-no-body', 'invalid-accepted'],
    ['accepts-any-type', 'invalid-accepted', 'createBook'],
    ['header-not-required', 'invalid-accepted', 'createMember'],
    ['accepts-header-pattern', 'invalid-accepted', 'createMember'],
  ],
  'valid requests refused': [
    ['valid-refused', 'valid-refused|undocumented-status', 'deleteReview'],
    ['never-succeeds', 'valid-refused', 'subscribe'],
  ],
  methods: [
    ['undeclared-served', 'undeclared-method'],
    ['undeclared-delete', 'undeclared-method'],
    ['allow-missing', 'undeclared-method'],
    ['allow-wrong', 'undeclared-method'],
    ['options-allow', 'options-allow'],
    ['options-no-method', 'options-allow'],
    ['head-status', 'head-unlike-get', 'readBook'],
    ['head-type', 'head-unlike-get', 'readBook'],
    ['head-etag', 'head-unlike-get', 'readBook'],
    ['head-body', 'body-where-none|head-unlike-get'],
  ],
  authentication: [
    ['auth-none', 'authentication-ignored'],
    ['auth-wrong', 'authentication-ignored'],
    ['auth-expired', 'authentication-ignored'],
    ['auth-scheme', 'authentication-ignored'],
  ],
  authorization: [
    ['other-reads', 'authorization-ignored', 'readNote'],
    ['other-changes', 'authorization-ignored', 'replaceNote'],
    ['other-deletes', 'authorization-ignored', 'deleteNote'],
    ['notes-of-all', 'authorization-ignored', 'listNotes'],
    ['escalates-createBook', 'scope-escalation', 'createBook'],
    ['escalates-replaceBook', 'scope-escalation', 'replaceBook'],
    ['escalates-changeBook', 'scope-escalation', 'changeBook'],
    ['escalates-deleteBook', 'scope-escalation', 'deleteBook'],
    ['escalates-read', 'scope-escalation', 'readBook', knowing],
    ['escalates-list', 'scope-escalation', 'listBooks', knowing],
    ['escalates-create', 'scope-escalation', 'createBook', knowing],
    ['escalates-change', 'scope-escalation', 'changeBook', knowing],
    ['escalates-delete', 'scope-escalation', 'deleteBook', knowing],
    ['escalates-cover', 'scope-escalation', 'replaceCover', knowing],
    ['escalates-writes', 'scope-escalation', 'replaceBook', knowing],
    ['escalates-refused', 'scope-escalation', 'changeBook', knowing],
    ['escalates-refused-creation', 'scope-escalation', 'createBook', knowing],
  ],
  'hidden members': [
    ['write-only-leaked', 'write-only-leaked', 'readBook'],
    ['note-secret', 'write-only-leaked', 'readNote'],
    ['read-only-accepted', 'read-only-changed'],
  ],
  'state of things': [
    ['delete-nothing', 'use-after-delete', 'deleteBook'],
    ['member-stays', 'use-after-delete', 'deleteMember'],
    ['delete-takes-other', 'delete-not-idempotent|delete-takes-others', 'deleteNote'],
    ['created-unavailable', 'created-unavailable', 'createBook'],
    ['review-lost', 'created-unavailable', 'createReview'],
    ['echo-differs', 'echo-differs', 'createBook'],
    ['create-other-title', 'echo-differs', 'createBook'],
    ['create-drops-member', 'echo-differs', 'createBook'],
    ['loan-differs', 'echo-differs', 'createLoan'],
    ['get-changes', 'get-changes-state', 'readBook'],
    ['get-removes', 'get-changes-state', 'readBook'],
    ['put-adds-tags', 'put-not-idempotent', 'replaceBook'],
    ['put-counts', 'put-not-idempotent', 'replaceBook'],
    ['put-not-full', 'put-not-full', 'replaceBook'],
    ['write-lost', 'write-not-stored', 'replaceBook'],
    ['echo-write', 'write-not-stored|echo-differs', 'replaceBook'],
    ['patch-forgets', 'write-not-stored', 'changeBook'],
    ['failed-write-effect', 'failed-write-effect', 'replaceBook'],
    ['failed-create-effect', 'failed-write-effect', 'createBook'],
    ['location-dead', 'location-unresolved', 'createBook'],
    ['location-other', 'location-unresolved', 'createBook'],
    ['export-location', 'location-unresolved', 'startExport'],
  ],
  caching: [
    ['etag-unchanged', 'etag-unchanged'],
    ['if-match-ignored', 'if-match-ignored'],
    ['if-none-match-ignored', 'if-none-match-ignored', 'readBook'],
  ],
  lists: [
    ['limit-exceeded', 'page-too-large', 'listBooks'],
    ['pages-overlap', 'pages-overlap', 'listBooks'],
    ['pages-leave-out', 'pages-leave-out', 'listBooks'],
    ['offset-ignored', 'pages-overlap', 'listReviews'],
    ['cursor-skips', 'pages-leave-out', 'listNotes'],
    ['wrong-total', 'wrong-total', 'listBooks'],
    ['wrong-total-header', 'wrong-total', 'listBooks'],
    ['wrong-review-total', 'wrong-total', 'listReviews'],
    ['next-missing', 'wrong-next', 'listBooks'],
    ['next-endless', 'wrong-next', 'listBooks'],
    ['next-wrong', 'wrong-next', 'listBooks'],
    ['filter-ignored', 'filter-unsound', 'listBooks'],
    ['filter-too-wide', 'filter-unsound', 'listBooks'],
    ['filter-finds-nothing', 'filter-unsound', 'listBooks'],
    ['sort-ignored', 'sort-unsound', 'listBooks'],
    ['sort-one-way', 'sort-unsound', 'listBooks'],
    ['reviews-of-all', 'nested-list-unsound|authorization-ignored|filter-unsound|wrong-total', 'listReviews'],
  ],
  errors: [
    ['stack-trace', 'error-leak'],
    ['secret-in-error', 'error-leak'],
  ],
};

export const defects = Object.entries(groups).flatMap(([group, rows]) =>
  rows.map(([name, checks, operation, told]) => ({
    name,
    group,
    checks: checks.split('|'),
    operation,
    told,
  })),
);

/** Of these, too, it is said what everybody is allowed. */
const knowingVariations = ['known-scopes', 'scopes-hide', 'scopes-empty', 'scopes-alternatives'];

/** What keeps the description in another way than most. */
export const variations = [
  'charset',
  'extra-members',
  'null-members',
  'other-instants',
  'normalised-text',
  'lenient-numbers',
  'explained-refusal',
  'not-found-before-405',
  'auth-first',
  'bad-id-not-found',
  'late-list',
  'cookies',
  'default-only',
  'no-optional-headers',
  'head-without-length',
  'no-head',
  'no-options',
  'allow-order',
  'relative-location',
  'rate-limited',
  'forbidden-other',
  'gone-after-delete',
  'shared-reading',
  'newest-first',
  'weak-tags',
  ...knowingVariations,
];

const person = (name) => ({ name, headers: [['Authorization', `Bearer ${name}-token`]] });
export const identities = [person('librarian'), person('reader')];

const knownIdentities = [
  { ...person('librarian'), scopes: ['books:read', 'books:write', 'notes', 'members'] },
  { ...person('reader'), scopes: ['books:read', 'notes'] },
  { ...person('visitor'), scopes: [] },
];

/** Who tries a server. */
export function identitiesFor(name) {
  const isKnown = defects.some((defect) => defect.name === name && defect.told === knowing);
  return isKnown || knowingVariations.includes(name) ? knownIdentities : identities;
}

/** Is it one that is wanted: by its name, or by how its name begins? All are where nothing is said. */
export function isNamed(name, words) {
  return words === undefined || words.some((word) => name === word || name.startsWith(`${word}-`));
}
