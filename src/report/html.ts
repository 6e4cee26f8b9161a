import type { ContractResult, OperationCoverage } from '../contract/index.ts';
import { type ExplainContext, type Explained, explain } from './explained.ts';
import { script, style } from './html-style.ts';
import type { MaskedContext, Reporter } from './reporter.ts';
import { standing } from './standing.ts';
import { Timings } from './timings.ts';
import { Tried } from './tried.ts';

/** One page that needs nothing else: findings, what was reached, how long answers took. */
export function html({ write, locate, mask, title, now }: MaskedContext): Reporter {
  const timings = new Timings();
  const tried = new Tried();
  let target = '';
  let seed: string | number = '';
  return (event) => {
    tried.note(event);
    if (event.type === 'run-started') ({ target, seed } = event);
    if (event.type === 'exchange') timings.note(event.exchange.operation, event.exchange.milliseconds);
    if (event.type === 'run-finished')
      write(page(event.result, { locate, mask, title, now, timings, tried, target, seed }));
  };
}

interface PageContext extends ExplainContext {
  readonly title: string;
  readonly now: number;
  readonly timings: Timings;
  readonly tried: Tried;
  readonly target: string;
  readonly seed: string | number;
}

function page(result: ContractResult, context: PageContext): string {
  const { title, target, seed, now } = context;
  const findings = result.findings.map((finding) => explain(finding, context));
  const broken = findings.filter(({ isBroken }) => isBroken);
  const counts = standing(result);
  const rest = findings.filter((each) => !broken.includes(each));
  const verdict = !result.conclusive ? 'unclear' : result.kept ? 'kept' : 'broken';
  const word = { unclear: 'Not verified', kept: 'Kept', broken: `Broken: ${broken.length}` }[verdict];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${text(title)}: ${text(word)}</title>
<style>${style}</style>
</head>
<body>
<header class="${verdict}">
<h1>${text(title)}</h1>
<p class="verdict">${text(word)}</p>
<p>${text(target)}, seed ${text(String(seed))}, ${text(new Date(now).toISOString())}</p>
<p>${result.cases} cases, ${result.requests} requests, ${(result.milliseconds / 1000).toFixed(1)} s${counts === '' ? '' : `; by the baseline ${text(counts)}`}</p>
</header>
<main>
${result.notices.map(({ message }) => `<p class="notice">${text(message)}</p>`).join('\n')}
<section aria-labelledby="findings">
<h2 id="findings">Findings</h2>
${broken.length > 0 ? `<input type="search" id="search" placeholder="Search in findings" aria-label="Search in findings">` : '<p>None.</p>'}
${broken.map(finding).join('\n')}
</section>
${rest.length > 0 ? `<section aria-labelledby="remarks"><h2 id="remarks">Remarks</h2>${rest.map(finding).join('\n')}</section>` : ''}
<section aria-labelledby="coverage">
<h2 id="coverage">Operations</h2>
${coverage(result.coverage, findings, context)}
</section>
${keywords(context.tried)}
</main>
<script>${script}</script>
</body>
</html>
`;
}

function finding(it: Explained): string {
  const steps = it.exchanges.map(
    (exchange, index) => `<pre class="curl"><code>${text(it.curl[index] ?? '')}</code></pre>
<p class="status">answered ${text(String(exchange.status ?? exchange.problem ?? ''))} in ${Math.round(exchange.milliseconds)} ms</p>
${exchange.response?.body === undefined ? '' : `<pre><code>${text(pretty(exchange.response.body))}</code></pre>`}`,
  );
  return `<details class="finding ${it.severity}" id="${it.fingerprint}">
<summary><b>${text(it.operation)}</b> ${text(it.message)}${[...it.tags, ...(it.known ? [it.known.status] : [])].map((tag) => ` <em>${text(tag)}</em>`).join('')}</summary>
<p><code>${text(it.check)}</code> at <code>${text(it.place)}</code>, ${it.count} times, first in ${text(it.caseTitle)}</p>
${steps.join('\n')}
${it.differences.length > 0 ? `<p>Unlike the request that is taken:</p><pre class="diff">${it.differences.map(line).join('\n')}</pre>` : ''}
${it.known ? `<p>Baseline: ${text([it.known.status, it.known.reason, it.known.owner, it.known.expires].filter((each) => each !== undefined).join(', '))}</p>` : ''}
<p>Again: <code>standin verify --case '${text(it.caseId)}'</code></p>
</details>`;
}

function line(difference: string): string {
  return `<span class="${difference.startsWith('+') ? 'plus' : 'minus'}">${text(difference)}</span>`;
}

function coverage(
  all: readonly OperationCoverage[],
  findings: readonly Explained[],
  { timings, tried }: PageContext,
): string {
  const slowest = Math.max(1, ...all.map(({ operation }) => timings.of(operation)?.p95 ?? 0));
  const rows = all.map(({ operation, statuses, unreached, cases }) => {
    const name = `${operation.method} ${operation.path}`;
    const count = findings.filter((each) => each.operation === name && each.severity === 'failure').length;
    const time = timings.of(operation);
    const width = time ? Math.max(1, Math.round((time.p95 / slowest) * 100)) : 0;
    const reached = [...statuses].sort(([left], [right]) => left - right);
    return `<tr>
<td>${text(name)}${parts(tried, operation)}</td>
<td class="${count > 0 ? 'bad' : 'good'}">${count}</td>
<td>${cases}</td>
<td>${reached.map(([status, times]) => `<span class="reached" title="${times} times">${status}</span>`).join(' ')} ${unreached.map((status) => `<span class="unreached" title="never came">${text(status)}</span>`).join(' ')}</td>
<td><svg role="img" aria-label="95 of 100 within ${time?.p95.toFixed(0) ?? 0} ms" width="100" height="8"><rect width="${width}" height="8"/></svg> ${time ? `${time.median.toFixed(0)} / ${time.p95.toFixed(0)} ms` : ''}</td>
</tr>`;
  });
  return `<table>
<thead><tr><th>Operation</th><th>Findings</th><th>Cases</th><th>Statuses</th><th>Median / 95th percentile</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

/** What was broken on purpose in requests to one operation. */
function parts(tried: Tried, operation: OperationCoverage['operation']): string {
  const all = tried.partsOf(operation);
  if (all.length === 0) return '';
  const lines = all.map(([part, broken]) => `<li><code>${text(part)}</code> ${text(broken.join(', '))}</li>`);
  return `<details class="parts"><summary>${all.length} parts tried</summary><ul>${lines.join('')}</ul></details>`;
}

function keywords(tried: Tried): string {
  const all = tried.keywords();
  const most = Math.max(1, ...all.map(([, cases]) => cases));
  const rows = all.map(
    ([keyword, cases]) =>
      `<tr><td><code>${text(keyword)}</code></td><td><svg role="img" aria-label="${cases} cases" width="200" height="8"><rect width="${Math.max(1, Math.round((cases / most) * 200))}" height="8"/></svg> ${cases}</td></tr>`,
  );
  if (rows.length === 0) return '';
  return `<section aria-labelledby="keywords"><h2 id="keywords">Keywords broken on purpose</h2>
<table><thead><tr><th>Keyword</th><th>Cases</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></section>`;
}

function pretty(body: string): string {
  const longest = 4_000;
  let shown = body;
  try {
    shown = JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Not every body is JSON.
  }
  return shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
}

/** Everything but our own words comes from elsewhere. */
function text(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
