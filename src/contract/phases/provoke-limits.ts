import type { Operation } from '../../model/index.ts';
import { type CaseDraft, type Mutation, type Session, sizeKeyword } from '../case.ts';
import { type Draft, writeDraft } from '../draft.ts';
import { placeOf } from '../failure.ts';
import { grounded } from '../ground.ts';
import type { PhaseContext } from '../phase.ts';

/** Above what servers take unless they are told otherwise: 100 kB, 1 MiB, 10 MB. */
const sizes = [2 ** 17, 2 ** 20 + 1, 12 * 2 ** 20];
const maxBurst = 20;

function documents({ responses }: Operation, wanted: string): boolean {
  return responses.some(({ status }) => status === wanted);
}

/** 413, where it is documented: white space after the body, so that nothing but its size can be wrong. */
export function* tooLarge(base: Draft, context: PhaseContext): Iterable<CaseDraft> {
  const { operation, body } = base;
  const isPadded = body && 'mediaType' in body && /[/+](?:json|xml)\b/i.test(body.mediaType.type);
  if (!documents(operation, '413') || !isPadded) return;
  const mutation: Mutation = {
    title: 'a large body',
    in: 'body',
    pointer: '',
    keyword: sizeKeyword,
    place: placeOf(operation.requestBody?.node ?? operation.node),
  };
  yield {
    title: mutation.title,
    mutation,
    run: async (session) => {
      for (const size of sizes) {
        const plain = await grounded(session, base, base, context);
        const { response } = await session.send(padded(plain, size), { mutation });
        if (!response || response.status >= 400) return;
      }
    },
  };
}

function padded(draft: Draft, size: number): Draft {
  const { body, headers } = writeDraft(draft);
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const text = new TextDecoder().decode(body);
  return { ...draft, body: { text: text.padEnd(size), contentType } };
}

/** 416, where it is documented: a part that begins behind the end (RFC 9110 section 14.1.2). */
export function* outOfRange(base: Draft, context: PhaseContext): Iterable<CaseDraft> {
  const { operation } = base;
  if (operation.method !== 'GET' || !documents(operation, '416')) return;
  const mutation: Mutation = {
    title: 'a range behind the end',
    in: 'header',
    pointer: '/Range',
    keyword: 'range',
    place: placeOf(operation.node, 'responses'),
  };
  const draft: Draft = { ...base, headers: [...(base.headers ?? []), ['Range', 'bytes=9007199254740991-']] };
  yield {
    title: mutation.title,
    mutation,
    run: async (session) =>
      void (await session.send(await grounded(session, draft, base, context), { mutation })),
  };
}

/** 409, where it is documented for what makes things: the same twice. */
export function* repeated(base: Draft, context: PhaseContext): Iterable<CaseDraft> {
  const { operation } = base;
  if (operation.method !== 'POST' || !documents(operation, '409')) return;
  yield {
    title: 'the same request twice',
    run: async (session) => {
      const draft = await grounded(session, base, base, context);
      const { response } = await session.send(draft);
      if (response && response.status < 400) await session.send(draft);
    },
  };
}

/**
 * 429, where it is documented: the same request over and over, a few times and only while nobody asks for a slower pace.
 * What makes things that cannot be taken away is left out.
 */
export function* tooOften(operation: Operation, context: PhaseContext): Iterable<CaseDraft> {
  const { knowledge, options } = context;
  const accepted = knowledge.accepted(operation)?.draft;
  if (!documents(operation, '429') || Number.isFinite(options.rate) || !accepted) return;
  if (operation.method !== 'GET' && operation.method !== 'HEAD') return;
  yield { title: 'the same request over and over', run: (session) => burst(session, accepted) };
}

async function burst(session: Session, draft: Draft): Promise<void> {
  for (let left = maxBurst; left > 0; left--) {
    const { response } = await session.send(draft, { impatient: true });
    if (response && response.status !== 429) continue;
    // What comes next is not to be refused for this.
    await session.send(draft, { unchecked: true });
    return;
  }
}
