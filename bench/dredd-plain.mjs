// What Dredd makes of a description by itself, as JSON: node bench/dredd-plain.mjs FILE

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const ofDredd = createRequire(createRequire(import.meta.url).resolve('dredd'));
const parse = ofDredd('dredd-transactions/parse');
const compile = ofDredd('dredd-transactions/compile');

parse(readFileSync(process.argv[2], 'utf8'), (error, { mediaType, apiElements }) => {
  if (error) throw error;
  const { transactions, annotations } = compile(mediaType, apiElements, process.argv[2]);
  const errors = annotations
    .filter(({ type }) => type === 'error')
    .map(({ message }) => message.split('\n')[0]);
  process.stdout.write(JSON.stringify({ transactions: transactions.length, errors }));
});
