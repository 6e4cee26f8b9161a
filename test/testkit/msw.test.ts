import { http, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { mswTests } from './msw-cases.ts';

mswTests({ setupServer, http, passthrough });
