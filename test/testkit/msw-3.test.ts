import { http, passthrough } from 'msw-3';
import { vi } from 'vitest';
import { type Msw, mswTests } from './msw-cases.ts';
import { pretendNewerNode } from './newer-node.ts';

pretendNewerNode();

vi.mock('msw', () => import('msw-3'));

const { setupServer } = await import('msw-3/node');
mswTests({ setupServer: setupServer as Msw['setupServer'], http, passthrough });
