export { matchRequest, matchResponse } from './match-message.ts';
export { readPact } from './read.ts';
