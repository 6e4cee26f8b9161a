import { act, make } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import { blame } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import { differing } from '../same.ts';
import type { Deeds, Sequence } from '../sequence.ts';
import { keyOf, page } from '../walk.ts';

const changes = checkOf('get-changes-state', 'state', 'GET changes what it shows');
const head = checkOf('head-unlike-get', 'methods', 'HEAD is not what GET would be');

/** Read twice, and list twice: nobody has written in between. */
export const safety: Sequence = {
  checks: [changes, head],
  *cases(deeds, context): Iterable<CaseDraft> {
    const { collection, read, list } = deeds;
    if (read)
      yield {
        title: `read one of ${collection.id} three times`,
        run: (session) => readThrice(session, deeds, context),
      };
    if (list) yield { title: `list ${collection.id} twice`, run: (session) => listTwice(session, deeds) };
    // A HEAD that is described by itself answers as that says.
    const isDescribed = context.api.operations.some(
      ({ method, path }) => method === 'HEAD' && path === read?.operation.path,
    );
    if (read && !isDescribed)
      yield {
        title: `HEAD of one of ${collection.id}`,
        run: (session) => headLikeGet(session, deeds, context),
      };
  },
};

async function thingOf(session: Session, deeds: Deeds, context: PhaseContext) {
  return (await make(session, deeds, context))?.thing ?? session.knowledge.things.of(deeds.collection)[0];
}

async function readThrice(session: Session, deeds: Deeds, context: PhaseContext): Promise<void> {
  const thing = await thingOf(session, deeds, context);
  const { read } = deeds;
  if (!thing || !read) return;
  const first = await act(session, read, thing);
  const second = await act(session, read, thing);
  const third = await act(session, read, thing);
  if (!first.ok) return;
  const gone = [second, third].find(({ ok, exchange }) => !ok && (exchange.response?.status ?? 500) < 500);
  const changed = first.shown && second.shown ? differing(first.shown, second.shown) : [];
  if (!gone && changed.length === 0) return;
  session.fail(
    blame(read.operation, {
      check: changes.name,
      kind: gone ? 'gone' : 'changed',
      message: gone
        ? `Reading the same thing is answered ${first.exchange.response?.status}, then ${gone.exchange.response?.status}, and nobody has written.`
        : `Reading the same thing again shows another ${changed.join(', ')}, and nobody has written.`,
      where: gone ? 'status' : `body /${changed[0]}`,
      exchanges: [first.exchange, gone?.exchange ?? second.exchange],
    }),
  );
}

async function listTwice(session: Session, { list }: Deeds): Promise<void> {
  if (!list) return;
  const first = await page(session, list);
  const second = await page(session, list);
  if (!first.ok || !second.ok) return;
  const keys = ({ items }: typeof first) => new Set(items.map((item) => keyOf(list, item)));
  const [before, after] = [keys(first), keys(second)];
  if (before.has(undefined) || after.has(undefined)) return;
  const lost = [...before].filter((key) => !after.has(key)).length;
  const won = [...after].filter((key) => !before.has(key)).length;
  if (lost + won === 0) return;
  session.fail(
    blame(list.operation, {
      check: changes.name,
      kind: 'list',
      message: `The same list twice lacks ${lost} and has ${won} more the second time, and nobody has written.`,
      where: `body ${list.list.items}`,
      exchanges: [first.exchange, second.exchange],
    }),
  );
}

/** RFC 9110 section 9.3.2: the same status and the same fields that describe the content. */
async function headLikeGet(session: Session, deeds: Deeds, context: PhaseContext): Promise<void> {
  const thing = await thingOf(session, deeds, context);
  const { read } = deeds;
  if (!thing || !read) return;
  const got = await act(session, read, thing);
  if (!got.ok || !got.exchange.response) return;
  const asked = await session.send({ ...got.draft, method: 'HEAD' }, { unchecked: true });
  const status = asked.response?.status;
  // Not every server has HEAD, and none is obliged to describe it.
  if (!asked.response || status === undefined || status === 405 || status === 501 || status === 404) return;
  const type = ({ response }: typeof asked) => response?.headers.get('content-type')?.split(';')[0]?.trim();
  const tag = ({ response }: typeof asked) => response?.headers.get('etag') ?? null;
  const wrong =
    status !== got.exchange.response.status
      ? 'status'
      : type(asked) !== undefined && type(asked) !== type(got.exchange)
        ? 'content-type'
        : tag(asked) !== null && tag(got.exchange) !== null && tag(asked) !== tag(got.exchange)
          ? 'etag'
          : asked.response.body.length > 0
            ? 'body'
            : undefined;
  if (!wrong) return;
  session.fail(
    blame(read.operation, {
      check: head.name,
      kind: wrong,
      message: {
        status: `HEAD is answered ${status}, where GET is answered ${got.exchange.response.status}.`,
        etag: `HEAD says the ETag ${tag(asked)}, where GET says ${tag(got.exchange)}.`,
        'content-type': `HEAD says the content type ${type(asked)}, where GET says ${type(got.exchange)}.`,
        body: `The answer to HEAD has a body of ${asked.response.body.length} bytes.`,
      }[wrong],
      where: { status: 'status', etag: 'header ETag', 'content-type': 'header Content-Type', body: 'body' }[
        wrong
      ],
      exchanges: [got.exchange, asked],
    }),
  );
}
