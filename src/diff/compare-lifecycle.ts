import type { Operation } from '../model/index.ts';
import { type Scene, tell } from './scene.ts';

const sunset = 'x-sunset';
const stability = 'x-stability-level';
const stabilityLevels: readonly string[] = ['draft', 'alpha', 'beta', 'stable'];

/** Since when it may go, as written: RFC 3339 full-date or date-time. */
function sunsetOf(operation: Operation): string | undefined {
  const value = operation.node.object?.[sunset];
  if (typeof value !== 'string') return undefined;
  return value;
}

/** @param today milliseconds since 1970; undefined: no date is held against the calendar */
export function tellRemoved(
  scene: Scene,
  operation: Operation,
  lastOfPath: boolean,
  today: number | undefined,
): void {
  const noun = lastOfPath ? 'api-path' : 'api';
  const thing = lastOfPath ? `The path ${operation.path}` : `The operation ${scene.operation}`;
  const date = sunsetOf(operation);
  const at = date === undefined ? Number.NaN : Date.parse(date);
  const places = { before: operation.node.place() };
  if (date !== undefined && Number.isNaN(at))
    tell(scene, {
      ...places,
      rule: `${noun}-sunset-parse`,
      effect: 'none',
      level: 'breaking',
      message: `The sunset ${date} of ${scene.operation} is no date`,
    });
  if (!operation.deprecated)
    tell(scene, {
      ...places,
      rule: `${noun}-removed-without-deprecation`,
      effect: 'narrows',
      message: `${thing} is gone, and was not deprecated before`,
    });
  else if (today !== undefined && at > today)
    tell(scene, {
      ...places,
      rule: `${noun}-removed-before-sunset`,
      effect: 'narrows',
      message: `${thing} is gone before its sunset, ${date}`,
    });
  else
    tell(scene, {
      ...places,
      rule: `${noun}-removed-with-deprecation`,
      effect: 'narrows',
      level: 'info',
      message: `${thing} is gone; it was deprecated`,
    });
}

/** What is said of an operation as a whole. */
export function compareLifecycle(scene: Scene, before: Operation, after: Operation): void {
  const places = { before: before.node.place(), after: after.node.place() };
  const note = (rule: string, message: string, level: 'info' | 'warning' | 'breaking' = 'info') =>
    tell(scene, { ...places, rule, effect: 'none', level, message });
  if (before.deprecated !== after.deprecated) {
    const date = sunsetOf(after);
    if (!after.deprecated) note('endpoint-reactivated', 'It is not deprecated any more');
    else if (date === undefined) note('endpoint-deprecated', 'It is deprecated now');
    else if (Number.isNaN(Date.parse(date)))
      note(
        'api-deprecated-sunset-parse',
        `It is deprecated now, and its sunset ${date} is no date`,
        'breaking',
      );
    else note('endpoint-deprecated-with-sunset', `It is deprecated now, with the sunset ${date}`);
  } else if (after.deprecated) tellSunset(note, before, after);
  const [was, is] = [before.node.text('operationId'), after.node.text('operationId')];
  if (was !== is) {
    if (was !== undefined)
      note(
        'api-operation-id-removed',
        `The operationId ${was} is ${is === undefined ? 'gone' : `${is} now`}`,
      );
    else note('api-operation-id-added', `The operationId ${is} is new`);
  }
  for (const tag of before.tags)
    if (!after.tags.includes(tag)) note('api-tag-removed', `The tag ${tag} is gone`);
  for (const tag of after.tags)
    if (!before.tags.includes(tag)) note('api-tag-added', `The tag ${tag} is new`);
  tellStability(note, before, after);
}

type Note = (rule: string, message: string, level?: 'info' | 'warning' | 'breaking') => void;

function tellSunset(note: Note, before: Operation, after: Operation): void {
  const [was, is] = [sunsetOf(before), sunsetOf(after)];
  if (was === is || was === undefined) return;
  if (is === undefined)
    note('sunset-deleted', `Its sunset ${was} is gone, though it is still deprecated`, 'breaking');
  else if (Date.parse(is) < Date.parse(was))
    note('api-sunset-date-changed-too-small', `Its sunset is ${is}, and was later: ${was}`, 'breaking');
}

function tellStability(note: Note, before: Operation, after: Operation): void {
  const levels = [before, after].map((operation) => operation.node.text(stability));
  const [was, is] = levels.map((level) => (level === undefined ? undefined : stabilityLevels.indexOf(level)));
  if (is === -1)
    note(
      'api-invalid-stability-level',
      `Its stability level ${levels[1]} is none of ${stabilityLevels.join(', ')}`,
      'breaking',
    );
  else if (was !== undefined && was !== -1 && was !== is)
    note(
      `api-stability-${is === undefined || is < was ? 'decreased' : 'increased'}`,
      `Its stability level is ${levels[1] ?? 'not said any more'}, was ${levels[0]}`,
      is === undefined || is < was ? 'breaking' : 'info',
    );
}
