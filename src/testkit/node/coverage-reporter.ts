import { relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Reporter, TestModule, TestRunEndReason, Vitest } from 'vitest/node';
import { StandinError } from '../../errors.ts';
import { loadApi } from '../../model/index.ts';
import { coverableOperations } from '../coverage/coverable.ts';
import { type DescriptionTouched, describeTouched } from '../coverage/report.ts';
import { coverageTable } from '../coverage/table.ts';
import { type CoverageThresholds, missedThresholds } from '../coverage/thresholds.ts';
import type { TouchedDescription } from '../coverage/touched.ts';
import { type CoveragePacts, writePacts } from './coverage-pacts.ts';
// The type of the tasks' meta.
import type {} from './coverage-setup.ts';
import { writeText } from './write-text.ts';

export type { CoveragePacts };

export interface CoverageOptions {
  /**
   * Below these, the run fails (not while watching).
   * @default {}
   */
  thresholds?: CoverageThresholds;
  /**
   * Paths of descriptions that count even where no test mocks them, from Vitest's root.
   * @default []
   */
  descriptions?: readonly string[];
  /** A file for the figures, from Vitest's root. */
  json?: string;
  /** A page that shows them, from Vitest's root. */
  html?: string;
  /** Write what the tests use of each description as pacts, where all of them pass (not while watching). */
  pacts?: CoveragePacts;
  /**
   * Print the table?
   * @default true
   */
  table?: boolean;
}

/**
 * A reporter for Vitest: which operations, statuses and fields of descriptions the suite touches with its mocks.
 * `reporters: ['default', ['standin/vitest/reporter', { thresholds: { operations: 80 } }]]`. It adds a setup file to
 * each project, which sees the mocks of its worker.
 */
export class CoverageReporter implements Reporter {
  readonly #options: CoverageOptions;
  #vitest: Vitest | undefined;

  constructor(options: CoverageOptions = {}) {
    this.#options = options;
    for (const [kind, least] of Object.entries(options.thresholds ?? {}))
      if (typeof least !== 'number' || !(least >= 0 && least <= 100))
        throw new StandinError(
          `Failed to read the threshold ${kind}: it is ${String(least)}. Give a number of percent, from 0 to 100.`,
          { code: 'coverage-threshold' },
        );
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    // Beside this file, and in TypeScript where this is.
    const extension = /\.ts\b/.test(import.meta.url) ? 'ts' : 'js';
    const setup = fileURLToPath(new URL(`./coverage-setup.${extension}`, import.meta.url));
    vitest.provide('standinPacts', this.#options.pacts ? (this.#options.pacts.version ?? 4) : 0);
    for (const { config } of vitest.projects)
      if (!config.setupFiles.includes(setup)) config.setupFiles.push(setup);
  }

  async onTestRunEnd(
    modules: readonly TestModule[],
    _errors: readonly unknown[],
    reason: TestRunEndReason,
  ): Promise<void> {
    const vitest = this.#vitest;
    if (!vitest) return;
    const { thresholds = {}, json, html, pacts, table = true } = this.#options;
    const { root, watch } = vitest.config;
    const descriptions = await this.#described(modules, root);
    if (json !== undefined)
      await writeText(resolve(root, json), `${JSON.stringify({ descriptions }, undefined, 2)}\n`);
    if (html !== undefined) {
      const { coveragePage } = await import('../coverage/page.ts');
      await writeText(resolve(root, html), await coveragePage(descriptions));
    }
    if (table && descriptions.length > 0) vitest.logger.log(`\n${coverageTable(descriptions)}\n`);
    if (pacts && reason === 'passed' && !watch)
      for (const path of await writePacts(modules, pacts, root))
        vitest.logger.log(`Wrote the pact ${relative(root, path)}.`);
    const missed = missedThresholds(descriptions, thresholds);
    if (descriptions.length === 0 && Object.keys(thresholds).length > 0)
      missed.push('No test has asked a mock of Standin, so that no threshold is reached.');
    if (missed.length === 0) return;
    for (const line of missed) vitest.logger.error(line);
    if (!watch) process.exitCode = 1;
  }

  async #described(modules: readonly TestModule[], root: string): Promise<DescriptionTouched[]> {
    const touched = modules.flatMap((module) => module.meta().standinCoverage ?? []);
    const named = (this.#options.descriptions ?? []).map((path) => pathToFileURL(resolve(root, path)).href);
    const keys = new Set([...named, ...touched.map(keyOf)]);
    return Promise.all(
      [...keys].map((key) =>
        describe(
          key,
          touched.filter((each) => keyOf(each) === key),
        ),
      ),
    );
  }
}

/** Vitest takes what a reporter's module exports as default. */
export { CoverageReporter as default };

/** Of descriptions in memory only their titles tell them apart. */
function keyOf({ source, title, coverable }: TouchedDescription): string {
  return coverable ? `${source} ${title}` : source;
}

async function describe(key: string, touched: readonly TouchedDescription[]): Promise<DescriptionTouched> {
  const known = touched.find(({ coverable }) => coverable);
  if (known) return describeTouched(known, known.coverable!, touched);
  const api = await loadApi(fileURLToPath(key));
  return describeTouched({ source: key, title: api.title }, coverableOperations(api), touched);
}
