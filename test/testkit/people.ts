/** The description that the tests of the kit are about. */
export const PEOPLE: string = new URL('data/people.yaml', import.meta.url).pathname;

/** A client that sends JSON. */
export function send(method: string, body: unknown): RequestInit {
  return { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}
