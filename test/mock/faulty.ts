import type { Hono } from 'hono';
import type { MockOptions, Timers } from '../../src/mock/index.ts';
import { mockOf } from './mock-of.ts';

const json = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
const message = { type: 'object', required: ['message'], properties: { message: { type: 'string' } } };
const thing = { type: 'object', required: ['text'], properties: { text: { const: 'abcdefghij' } } };

export const description = {
  paths: {
    '/things': {
      get: {
        operationId: 'list',
        responses: { 200: json(thing), 500: json(message), 503: json(message), 404: json(message) },
      },
    },
    '/plain': { get: { operationId: 'plain', responses: { 200: json(thing) } } },
    '/limited': {
      get: {
        operationId: 'limited',
        responses: {
          200: {
            ...json(thing),
            headers: {
              'X-RateLimit-Limit': { schema: { type: 'integer' } },
              'X-RateLimit-Remaining': { schema: { type: 'integer' } },
              'X-RateLimit-Reset': { schema: { type: 'integer' } },
            },
          },
          429: json(message),
        },
      },
    },
    '/nothing': { delete: { operationId: 'nothing', responses: { 204: { description: '' } } } },
  },
};

/** Time that is there at once, and how much of it was asked for. */
export class InstantTimers implements Timers {
  readonly waited: number[] = [];
  moment = 0;

  now(): number {
    return this.moment;
  }

  async wait(ms: number): Promise<void> {
    this.waited.push(ms);
    this.moment += ms;
  }
}

export interface Faulty {
  readonly mock: Hono;
  readonly timers: InstantTimers;
  ask(path: string, prefer?: string): Promise<Response>;
}

/** A mock of three operations, and how long it has been waited for. */
export async function faulty(options: MockOptions = {}): Promise<Faulty> {
  const timers = new InstantTimers();
  const mock = await mockOf(description, { timers, ...options });
  const ask = async (path: string, prefer?: string) =>
    mock.request(path, prefer === undefined ? {} : { headers: { prefer } });
  return { mock, timers, ask };
}

/** The body of /things. */
export const whole: string = JSON.stringify({ text: 'abcdefghij' });
