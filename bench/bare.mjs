// The smallest Hono app that answers constant bytes: what a request costs where nothing is read or thought of.
// Arguments: port, path of a JSON file `[{ method, path, status, type, body }]`; `*` in a path stands for any segment.
import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const [port, file] = process.argv.slice(2);
const app = new Hono();
for (const { method, path, status, type, body } of JSON.parse(readFileSync(file, 'utf8'))) {
  app.on(method, path.replace(/\?.*/, '').replace('*', ':id'), (context) =>
    context.body(body, status, { 'content-type': type }),
  );
}
serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' });
