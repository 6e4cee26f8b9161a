import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

interface Block {
  readonly page: string;
  readonly file: string | undefined;
  readonly code: string;
}

/** The code of a page. What is typed in a terminal is no code. */
function blocksOf(page: string): Block[] {
  const found = [...read(page).matchAll(/^```(\w+)(?: title=(\S+))?\n(.*?)^```$/gms)];
  return found
    .filter(([, language]) => language !== 'console')
    .map(([, , file, code]) => ({ page, file, code: code! }));
}

const blocks = ['interception', 'playwright', 'coverage'].flatMap((name) => blocksOf(`docs/${name}.md`));

test('the pages have code', () => {
  expect(blocks.length).toBeGreaterThan(4);
});

test.each(blocks)('the code in $page is a part of $file, which the examples run', ({ file, code }) => {
  expect(file).toMatch(/^examples\//);
  expect(read(file!)).toContain(code);
});
