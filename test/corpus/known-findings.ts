/**
 * What the contract engine finds wrong with the mock and nothing can be done about, and why: by document, findings that
 * begin like this. Operations whose answers cannot be made at all are in `known-misses.ts`.
 */
export const knownFindings: Readonly<Record<string, readonly string[]>> = {
  // The server puts a prefix before the key that is sent, as its pattern demands and prose alone says.
  'supabase-auth': ['POST /admin/custom-providers created-unavailable read'],
  // No page may be empty by its schema, so that there are items after the last one.
  discourse: ['GET /admin/users.json pages-overlap'],
  // The error must be exactly one of two that demand the same: no body is, and a problem says so instead.
  'vonage-redact': ['POST /transaction content-type application/problem+json'],
  // In XML everything is text, by which the two alternatives of the answer cannot be told apart.
  'vonage-verify': ['POST /check/{format} response-body oneOf', 'GET /search/{format} response-body oneOf'],
  // Its answer is to be of a type that no error can have, and is an error by its schema.
  'goswagger-fixture-allof': ['GET /models content-type application/problem+json'],
};
