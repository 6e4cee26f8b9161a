import { github } from './github.ts';
import { har } from './har.ts';
import { html } from './html.ts';
import { json, ndjson } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { masked, type ReportContext, type Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';

/** By the names that `--reporter` takes. */
export const reporters: Readonly<Record<string, (context: ReportContext) => Reporter>> = Object.assign(
  Object.create(null),
  Object.fromEntries(
    Object.entries({ json, ndjson, junit, sarif, github, markdown, har, html }).map(([name, report]) => [
      name,
      masked(report),
    ]),
  ),
);
