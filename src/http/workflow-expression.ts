import { parsePointer } from '../schema/index.ts';
import { parseRuntimeExpression, type RuntimeExpression } from './runtime-expression.ts';

/** A runtime expression of a workflow, read (Arazzo 1.1, Runtime Expressions; 1.0's are among them). */
export type WorkflowExpression =
  /** Of the step's own request and answer; `below` leads on from there: `$response.body.items[0]`. */
  | { readonly kind: 'exchange'; readonly part: RuntimeExpression; readonly below: readonly string[] }
  | { readonly kind: 'inputs' | 'outputs'; readonly name: string; readonly pointer: string }
  | { readonly kind: 'steps'; readonly step: string; readonly name: string; readonly pointer: string }
  | {
      readonly kind: 'workflows';
      readonly workflow: string;
      /** Whose outputs they are; undefined: the workflow's own. */
      readonly step: string | undefined;
      readonly field: 'inputs' | 'outputs';
      readonly name: string;
      readonly pointer: string;
    }
  | { readonly kind: 'sourceDescriptions'; readonly source: string; readonly reference: string }
  | { readonly kind: 'components'; readonly type: string; readonly name: string }
  | { readonly kind: 'self' }
  /** Of an asynchronous message, which is not sent here. */
  | { readonly kind: 'message' };

const IDENTIFIER = '[A-Za-z0-9_-]+';
const STEP = new RegExp(`^\\$steps\\.(${IDENTIFIER})\\.outputs\\.([^#{}]+)(?:#(.*))?$`, 's');
const WORKFLOW = new RegExp(
  `^\\$workflows\\.(${IDENTIFIER})\\.(?:steps\\.(${IDENTIFIER})\\.(?=outputs))?(inputs|outputs)\\.([^#{}]+)(?:#(.*))?$`,
  's',
);
const SOURCE = new RegExp(`^\\$sourceDescriptions\\.(${IDENTIFIER})\\.([^{}]+)$`, 's');
const OWN = /^\$(inputs|outputs)\.([^#{}]+)(?:#(.*))?$/s;
const COMPONENT = /^\$components\.(inputs|parameters|successActions|failureActions)\.([A-Za-z0-9._-]+)$/;
const BODY = /^\$(?:request|response)\.body(?=[.[])/;
const MESSAGE = /^\$message\.(?:header\.[^\s{}]+|payload(?:[#.[].*)?)$/s;

/** Reads an expression without braces, such as `$steps.login.outputs.token`; undefined where it is none. */
export function parseWorkflowExpression(text: string): WorkflowExpression | undefined {
  if (text === '$self') return { kind: 'self' };
  const part = parseRuntimeExpression(text);
  if (part) return { kind: 'exchange', part, below: [] };
  const body = BODY.exec(text)?.[0];
  if (body !== undefined) {
    const below = parseMembers(text.slice(body.length));
    const whole = parseRuntimeExpression(body);
    return below && whole && { kind: 'exchange', part: whole, below };
  }
  return parseNamed(text);
}

function parseNamed(text: string): WorkflowExpression | undefined {
  const own = OWN.exec(text);
  if (own) return withPointer(own[3], { kind: own[1] as 'inputs' | 'outputs', name: own[2]! });
  const step = STEP.exec(text);
  if (step) return withPointer(step[3], { kind: 'steps' as const, step: step[1]!, name: step[2]! });
  const flow = WORKFLOW.exec(text);
  if (flow) {
    const [, workflow = '', step, field, name = '', pointer] = flow;
    return withPointer(pointer, {
      kind: 'workflows' as const,
      workflow,
      step,
      field: field as 'inputs' | 'outputs',
      name,
    });
  }
  const source = SOURCE.exec(text);
  if (source) return { kind: 'sourceDescriptions', source: source[1]!, reference: source[2]! };
  const component = COMPONENT.exec(text);
  if (component) return { kind: 'components', type: component[1]!, name: component[2]! };
  return MESSAGE.test(text) ? { kind: 'message' } : undefined;
}

function withPointer<Named extends object>(
  pointer: string | undefined,
  named: Named,
): (Named & { readonly pointer: string }) | undefined {
  if (pointer !== undefined && parsePointer(pointer) === undefined) return undefined;
  return { ...named, pointer: pointer ?? '' };
}

/** The names and indices of `.items[0]['odd name']`; undefined where that is none. */
export function parseMembers(text: string): string[] | undefined {
  const member = /\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]/gy;
  const names: string[] = [];
  while (member.lastIndex < text.length) {
    const found = member.exec(text);
    if (!found) return undefined;
    names.push(found[1] ?? found[2] ?? found[3] ?? '');
  }
  return names;
}
