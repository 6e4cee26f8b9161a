// Serves a description with Scalar's mock server. Arguments: file, port, folder where it is installed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [file, port, home] = process.argv.slice(2);
const from = (name) => import(pathToFileURL(createRequire(`${home}/x.js`).resolve(name)).href);
const read = readFileSync(file, 'utf8');
const modules = `${home}/node_modules`;
const [{ createMockServer }, { serve }] = await Promise.all([
  import(pathToFileURL(`${modules}/@scalar/mock-server/dist/index.js`).href),
  from('@hono/node-server'),
]);
const document = file.endsWith('.json') ? JSON.parse(read) : (await from('js-yaml')).load(read);
const app = await createMockServer({ document });
serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' });
