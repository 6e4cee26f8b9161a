import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * @typedef {object} Table
 * @property {string} title
 * @property {string} about what it was measured on, and how
 * @property {ReadonlyArray<Record<string, string | number>>} rows `name` first
 */

const first = '<!-- tables -->';
const last = '<!-- /tables -->';

/** @param {readonly Table[]} tables */
export function inMarkdown(tables) {
  return tables.map(section).join('\n');
}

/** @param {Table} table */
function section({ title, about, rows }) {
  const keys = Object.keys(rows[0]);
  const lines = [
    keys.map((key) => (key === 'name' ? '' : key)),
    keys.map((key) => (key === 'name' ? '---' : '---:')),
    ...rows.map((row) => keys.map((key) => String(row[key]))),
  ];
  return `### ${title}\n\n${about}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

/**
 * Tables that were measured before with these in the place of those of the same title, in a JSON file.
 *
 * @param {URL} file
 * @param {readonly Table[]} tables
 */
export function saveTables(file, tables) {
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).tables : [];
  const known = before.filter(({ about }) => about !== undefined);
  writeFileSync(file, `${JSON.stringify({ tables: replaced(known, tables) }, null, 2)}\n`);
}

/**
 * The same between the markers of a text, where a table is a section with a heading of the third level.
 *
 * @param {string} text
 * @param {readonly Table[]} tables
 * @returns {string}
 */
export function renewed(text, tables) {
  const [head, rest] = text.split(first);
  const [middle, tail] = rest?.split(last) ?? [];
  if (tail === undefined) throw new Error(`The text has no place between ${first} and ${last}.`);
  const sections = middle
    .split(/^(?=### )/m)
    .filter((each) => each.startsWith('### '))
    .map((each) => ({ title: /^### (.*)/.exec(each)[1], text: `${each.trimEnd()}\n` }));
  const made = tables.map((table) => ({ title: table.title, text: section(table) }));
  const texts = replaced(sections, made).map((each) => each.text);
  return `${head}${first}\n\n${texts.join('\n')}\n${last}${tail}`;
}

function replaced(before, now) {
  const kept = before.map((each) => now.find(({ title }) => title === each.title) ?? each);
  return [...kept, ...now.filter(({ title }) => !before.some((each) => each.title === title))];
}
