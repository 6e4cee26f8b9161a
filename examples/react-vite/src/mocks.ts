import { setupWorker } from 'msw/browser';
import { mock } from 'standin';
import { handlers } from 'standin/msw';
import description from '../openapi.json';

/** Answers the page's calls by the description; what it does not document reaches the network. */
export async function start(): Promise<void> {
  const worker = setupWorker(...handlers(await mock(description)));
  await worker.start({ onUnhandledRequest: 'bypass' });
}
