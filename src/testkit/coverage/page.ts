import { html, raw } from 'hono/html';
import {
  COVERAGE_KINDS,
  type CoverageCounts,
  type DescriptionTouched,
  type OperationTouched,
  percent,
} from './report.ts';

const STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 1rem auto; padding: 0 1.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8884; vertical-align: top; }
.number { text-align: right; white-space: nowrap; }
.never { opacity: .6; }
meter { width: 4rem; margin-right: .4rem; }
ul { margin: .2rem 0; padding-left: 1.2rem; }
`;

/** One page that needs nothing else: what was touched of each description, and by name what was not. */
export async function coveragePage(descriptions: readonly DescriptionTouched[]): Promise<string> {
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>What tests touch</title>
<style>${raw(STYLE)}</style>
</head>
<body>
${descriptions.map(
  ({ title, counts, operations }) => html`<section>
<h1>${title}</h1>
<table>
<thead><tr><th>Operation</th><th>Calls</th><th>Statuses</th><th>Request</th><th>Response</th><th>Not touched</th></tr></thead>
<tbody>
${row('All', `${counts.operations.touched} of ${counts.operations.total}`, counts)}
${operations.map((operation) => row(`${operation.method} ${operation.path}`, `${operation.calls}`, operation.counts, operation))}
</tbody>
</table>
</section>`,
)}
</body>
</html>
`;
  return String(page);
}

function row(name: string, calls: string, counts: CoverageCounts, operation?: OperationTouched) {
  return html`<tr class="${operation?.calls === 0 ? 'never' : ''}">
<th scope="row">${name}${operation ? html`<br><small>${operation.id}</small>` : ''}</th>
<td class="number">${calls}</td>
${COVERAGE_KINDS.slice(1).map((kind) => {
  const { touched, total } = counts[kind];
  return total === 0
    ? html`<td class="number">none</td>`
    : html`<td class="number"><meter max="100" value="${percent(counts[kind])}"></meter>${touched}/${total}</td>`;
})}
<td>${operation && operation.calls > 0 ? names(operation) : ''}</td>
</tr>`;
}

function names({ untouched }: OperationTouched) {
  const all = [...untouched.statuses, ...untouched.requestFields, ...untouched.responseFields];
  if (all.length === 0) return '';
  return html`<details><summary>${all.length}</summary><ul>${all.map((name) => html`<li><code>${name}</code></li>`)}</ul></details>`;
}
