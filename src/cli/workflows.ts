import type { WorkflowSelection } from '../contract/index.ts';
import { formatPlace, StandinError } from '../errors.ts';
import type { Api } from '../model/index.ts';
import type { Workflows } from '../workflow/index.ts';
import type { CommonFlags } from './command.ts';
import { type Output, plain } from './output.ts';
import { loadApiFrom, loadOptions } from './source.ts';

export interface WorkflowFlags {
  /** Files. */
  readonly workflows?: readonly string[];
  /** `name=value`. */
  readonly input?: readonly string[];
}

/** What a contract run is about. */
export interface Subject {
  readonly api: Api;
  readonly workflows: readonly WorkflowSelection[];
  /** A file of workflows stood in place of the description: they alone are meant. */
  readonly isOfWorkflows: boolean;
}

/** Loads the description with the workflows of `--workflows`; or workflows, with the description that they name. */
export async function loadSubject(
  source: string,
  flags: CommonFlags & WorkflowFlags,
  output: Output,
): Promise<Subject> {
  const inputs = inputsOf(flags.input ?? []);
  const files = flags.workflows ?? [];
  const main = NAMED.test(source) ? await loadWorkflowFile(source, flags, output) : undefined;
  const api = main ? apiOf(main) : await loadApiFrom(source, flags, output.terminal);
  const sets = main ? [main] : [];
  for (const file of files) sets.push(await loadWorkflowFile(file, flags, output, api));
  return { api, workflows: sets.map((set) => ({ set, inputs })), isOfWorkflows: main !== undefined };
}

/** `flows.arazzo.yaml`, `arazzo.json` (Arazzo 1.1, Arazzo Description Structure). */
const NAMED = /(?:^|[./\\-])arazzo(?:\.[^./\\]+)*\.(?:ya?ml|json)$/i;

/** @param api stands in for the description that the file names */
export async function loadWorkflowFile(
  file: string,
  flags: CommonFlags,
  output: Output,
  api?: Api,
): Promise<Workflows> {
  const { loadWorkflows } = await import('../workflow/index.ts');
  const set = await loadWorkflows(file, { ...loadOptions(flags, output.terminal), api });
  for (const { message, place } of set.faults) output.say(plain(`${formatPlace(place)}: ${message}`));
  return set;
}

/** The one that most steps speak to. */
function apiOf(set: Workflows): Api {
  const counts = new Map<Api, number>([...set.apis.values()].map((api) => [api, 0]));
  for (const { steps } of set.workflows)
    for (const step of steps) {
      const target = set.target(step);
      if (target.kind === 'operation') counts.set(target.api, (counts.get(target.api) ?? 0) + 1);
    }
  const [first] = [...counts].toSorted(([, left], [, right]) => right - left);
  if (first) return first[0];
  throw new StandinError(
    `Failed to verify by the workflows of ${set.file}: no source of theirs is an OpenAPI description. Name one among its sourceDescriptions.`,
    { code: 'no-description' },
  );
}

export function inputsOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const equals = line.indexOf('=');
      return [line.slice(0, equals), line.slice(equals + 1)];
    }),
  );
}
