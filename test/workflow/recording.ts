const order = {
  type: 'object',
  required: ['item'],
  properties: {
    id: { type: 'string', readOnly: true },
    item: { type: 'string' },
    status: { type: 'string', enum: ['open', 'paid'] },
    comment: { type: 'string' },
  },
};
const json = (schema: object) => ({ 'application/json': { schema } });
const token = {
  type: 'object',
  required: ['access_token'],
  properties: { access_token: { type: 'string' } },
};
export const description = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  servers: [{ url: 'https://shop.example/api' }],
  paths: {
    '/login': {
      post: {
        operationId: 'login',
        requestBody: {
          content: json({
            type: 'object',
            properties: { user: { type: 'string' }, password: { type: 'string' } },
          }),
        },
        responses: { 200: { description: '', content: json(token) } },
      },
    },
    '/orders': {
      get: {
        operationId: 'listOrders',
        parameters: [{ name: 'status', in: 'query', schema: { type: 'string' } }],
        responses: { 200: { description: '', content: json({ type: 'array', items: order }) } },
      },
      post: {
        operationId: 'createOrder',
        requestBody: { content: json(order) },
        responses: { 201: { description: '', content: json(order) } },
      },
    },
    '/orders/{orderId}': {
      parameters: [{ name: 'orderId', in: 'path', required: true, schema: { type: 'string' } }],
      get: { responses: { 200: { description: '', content: json(order) }, 404: { description: '' } } },
    },
  },
};

export interface Recorded {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly sent?: unknown;
  readonly status?: number;
  readonly answer?: unknown;
  readonly type?: string;
}

export const secret = 'hunter2-very-secret';
export const bearer = 'a1b2c3d4e5f6a7b8';

export const recorded: readonly Recorded[] = [
  { url: 'https://shop.example/app.js', type: 'text/javascript' },
  { url: 'https://shop.example/fonts/a.woff2', type: 'font/woff2' },
  { url: 'https://tracker.example/collect?id=1' },
  {
    method: 'OPTIONS',
    url: 'https://shop.example/api/login',
    headers: { 'Access-Control-Request-Method': 'POST' },
  },
  {
    method: 'POST',
    url: 'https://shop.example/api/login',
    sent: { user: 'ada', password: secret },
    answer: { access_token: bearer },
  },
  {
    url: 'https://shop.example/api/orders?status=open',
    headers: { Authorization: `Bearer ${bearer}`, 'User-Agent': 'Browser', Cookie: `sid=${secret}` },
    answer: [{ id: 'ord-10482', item: 'Tea', status: 'open' }],
  },
  { url: 'https://shop.example/api/orders?status=open', answer: [] },
  {
    method: 'POST',
    url: 'https://shop.example/api/orders',
    headers: { Authorization: `Bearer ${bearer}` },
    sent: { item: 'Tea', status: 'open', comment: `{$inputs.x} is no expression` },
    status: 201,
    answer: { id: 'ord-20777', item: 'Tea', status: 'open' },
  },
  {
    url: 'https://shop.example/api/orders/ord-20777',
    answer: { id: 'ord-20777', item: 'Tea', status: 'open' },
  },
  { url: 'https://shop.example/api/orders/ord-10482', status: 304 },
  { url: 'https://shop.example/api/unknown', status: 404 },
  { url: 'https://shop.example/api/orders/ord-10482', status: 0 },
];

export function archive(entries: readonly Recorded[]): object {
  const list = (headers: Record<string, string>) =>
    Object.entries(headers).map(([name, value]) => ({ name, value }));
  return {
    log: {
      version: '1.2',
      entries: entries.map(
        ({ method = 'GET', url, headers = {}, sent, status = 200, answer, type }, index) => ({
          startedDateTime: new Date(1_000_000 + index * 10).toISOString(),
          request: {
            method,
            url,
            headers: list({ ...headers, ...(sent ? { 'Content-Type': 'application/json' } : {}) }),
            ...(sent ? { postData: { mimeType: 'application/json', text: JSON.stringify(sent) } } : {}),
          },
          response: {
            status,
            headers: list({ 'Content-Type': type ?? 'application/json' }),
            content: {
              mimeType: type ?? 'application/json',
              text: answer === undefined ? '' : JSON.stringify(answer),
            },
          },
        }),
      ),
    },
  };
}
