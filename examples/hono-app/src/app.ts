import { Hono } from 'hono';

interface Note {
  readonly id: number;
  readonly text: string;
}

/** Notes in memory. */
export function createApp(): Hono {
  const notes = new Map<number, Note>();
  let last = 0;
  const app = new Hono();

  app.get('/notes', (context) => context.json([...notes.values()]));

  app.post('/notes', async (context) => {
    if (context.req.header('content-type')?.split(';')[0] !== 'application/json')
      return context.json({ error: 'Send JSON.' }, 415);
    const text = textOf(await context.req.json().catch(() => undefined));
    if (text === undefined) return context.json({ error: 'A note has a text of 1 to 500 characters.' }, 400);
    const note = { id: ++last, text };
    notes.set(note.id, note);
    return context.json(note, 201);
  });

  app.use('/notes/:id', async (context, next) => {
    const id = context.req.param('id');
    if (!/^[1-9]\d*$/.test(id)) return context.json({ error: 'An id is a positive integer.' }, 400);
    if (!notes.has(Number(id))) return context.json({ error: 'There is no such note.' }, 404);
    return next();
  });
  app.get('/notes/:id', (context) => context.json(notes.get(Number(context.req.param('id')))!));
  app.delete('/notes/:id', (context) => {
    notes.delete(Number(context.req.param('id')));
    return context.body(null, 204);
  });
  return app;
}

function textOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { text, ...others } = body as Record<string, unknown>;
  const isText = typeof text === 'string' && text.length >= 1 && [...text].length <= 500;
  return isText && Object.keys(others).length === 0 ? text : undefined;
}
