import type { MediaType, Operation, ResponseSpec } from '../model/index.ts';
import type { Travel } from './change.ts';
import { type Scene, tell, tellSchemas } from './scene.ts';

/** Request bodies of one operation. */
export function compareRequestBodies(scene: Scene, before: Operation, after: Operation): void {
  const [old, now] = [before.requestBody, after.requestBody];
  const travel = 'request';
  if (!old && !now) return;
  if (!old) {
    const must = now!.required ? 'required' : 'optional';
    tell(scene, {
      rule: `request-body-added-${must}`,
      effect: now!.required ? 'narrows' : 'none',
      message: `The request has a body now, which is ${must}`,
      travel,
      before: before.node.place(),
      after: now!.node.place(),
    });
    return;
  }
  if (!now) {
    tell(scene, {
      rule: 'request-body-removed',
      effect: 'narrows',
      message: 'The request has no body any more',
      travel,
      before: old.node.place(),
      after: after.node.place(),
    });
    return;
  }
  if (old.required !== now.required)
    tell(scene, {
      rule: `request-body-became-${now.required ? 'required' : 'optional'}`,
      effect: now.required ? 'narrows' : 'widens',
      message: now.required ? "The request's body is required now" : "The request's body is optional now",
      travel,
      before: old.node.place(),
      after: now.node.place(),
    });
  compareContent(scene, { travel, role: 'body', name: "the request's body" }, old.content, now.content);
}

/** Answers of one operation. */
export function compareResponses(scene: Scene, before: Operation, after: Operation): void {
  const named = (list: readonly ResponseSpec[]) => new Map(list.map((spec) => [spec.status, spec]));
  const [old, now] = [named(before.responses), named(after.responses)];
  const travel = 'response';
  for (const [status, spec] of old) {
    if (now.has(status)) continue;
    const success = isSuccess(status);
    tell(scene, {
      rule: `response-${success ? 'success' : 'non-success'}-status-removed`,
      effect: success ? 'differs' : 'narrows',
      message: `The answer ${status} is gone`,
      travel,
      before: spec.node.place(),
      after: after.node.get('responses')?.place() ?? after.node.place(),
    });
  }
  for (const [status, spec] of now) {
    const known = old.get(status);
    if (known) {
      compareResponse(scene, known, spec);
      continue;
    }
    tell(scene, {
      rule: `response-${isSuccess(status) ? 'success' : 'non-success'}-status-added`,
      effect: 'none',
      message: `The answer ${status} is new`,
      travel,
      before: before.node.get('responses')?.place() ?? before.node.place(),
      after: spec.node.place(),
    });
  }
}

function isSuccess(status: string): boolean {
  return /^2/.test(status);
}

function compareResponse(scene: Scene, before: ResponseSpec, after: ResponseSpec): void {
  const name = `the answer ${after.status}`;
  compareContent(scene, { travel: 'response', role: 'body', name }, before.content, after.content);
  compareHeaders(scene, before, after);
  const links = new Set(after.links.map((link) => link.name));
  for (const link of before.links)
    if (!links.has(link.name))
      tell(scene, {
        rule: 'response-link-removed',
        effect: 'none',
        message: `The link ${link.name} of ${name} is gone`,
        travel: 'response',
        before: link.node.place(),
        after: after.node.place(),
      });
}

function compareHeaders(scene: Scene, before: ResponseSpec, after: ResponseSpec): void {
  const travel = 'response';
  const named = (spec: ResponseSpec) =>
    new Map(spec.headers.map((header) => [header.name.toLowerCase(), header]));
  const [old, now] = [named(before), named(after)];
  for (const [key, header] of old) {
    if (now.has(key)) continue;
    tell(scene, {
      rule: `${header.required ? 'required' : 'optional'}-response-header-removed`,
      effect: 'widens',
      level: header.required ? 'breaking' : 'warning',
      message: `The header ${header.name} of the answer ${before.status} is gone`,
      travel,
      before: header.node.place(),
      after: after.node.place(),
    });
  }
  for (const [key, header] of now) {
    const known = old.get(key);
    const name = `the header ${header.name} of the answer ${after.status}`;
    if (!known) {
      tell(scene, {
        rule: 'response-header-added',
        effect: 'none',
        message: `The header ${header.name} of the answer ${after.status} is new`,
        travel,
        before: before.node.place(),
        after: header.node.place(),
      });
      continue;
    }
    if (known.required !== header.required)
      tell(scene, {
        rule: `response-header-became-${header.required ? 'required' : 'optional'}`,
        effect: header.required ? 'narrows' : 'widens',
        message: `The header ${header.name} of the answer ${after.status} is ${header.required ? 'always' : 'not always'} sent now`,
        travel,
        before: known.node.place(),
        after: header.node.place(),
      });
    tellSchemas(scene, { travel, role: 'header', name }, known.schema, header.schema);
  }
}

interface ContentSubject {
  readonly travel: Travel;
  readonly role: 'body' | 'parameter';
  readonly name: string;
}

/** Media types that came or went, and the schemas of those that stayed. */
export function compareContent(
  scene: Scene,
  subject: ContentSubject,
  before: readonly MediaType[],
  after: readonly MediaType[],
): void {
  const { travel, role, name } = subject;
  const rule = `${travel}-${role === 'body' && travel === 'request' ? 'body-' : role === 'parameter' ? 'parameter-' : ''}media-type`;
  const pairs = matchedTypes(before, after);
  for (const media of before) {
    if (pairs.some(([old]) => old === media)) continue;
    tell(scene, {
      rule: `${rule}-removed`,
      // Who asks for it gets nothing; who sends it is refused.
      effect: 'narrows',
      level: 'breaking',
      message: `The media type ${media.type} of ${name} is gone`,
      travel,
      before: media.node.place(),
    });
  }
  for (const media of after) {
    if (pairs.some(([, now]) => now === media)) continue;
    tell(scene, {
      rule: `${rule}-added`,
      effect: 'none',
      message: `The media type ${media.type} of ${name} is new`,
      travel,
      after: media.node.place(),
    });
  }
  for (const [old, now] of pairs) {
    if (sameType(old.type) !== sameType(now.type)) tellTypes(scene, rule, subject, old, now);
    const part = { travel, role, name: `${name} (${now.type})` };
    tellSchemas(scene, part, old.schema, now.schema);
    tellSchemas(scene, { ...part, name: `each item of ${part.name}` }, old.itemSchema, now.itemSchema);
  }
}

/** Parameters of a media type that changed: `text/plain; charset=utf-8`. */
function tellTypes(
  scene: Scene,
  rule: string,
  { travel, name }: ContentSubject,
  old: MediaType,
  now: MediaType,
): void {
  const [was, is] = [parametersOf(old.type), parametersOf(now.type)];
  const wider = is.every((parameter) => was.includes(parameter));
  const narrower = was.every((parameter) => is.includes(parameter));
  tell(scene, {
    rule: `${rule}-name-${wider ? 'generalized' : narrower ? 'specialized' : 'changed'}`,
    effect: wider ? 'widens' : narrower ? 'narrows' : 'differs',
    level: 'warning',
    message: `The media type of ${name} is ${now.type}, was ${old.type}`,
    travel,
    before: old.node.place(),
    after: now.node.place(),
  });
}

/** The same type and parameters first, then the same type alone. */
function matchedTypes(
  before: readonly MediaType[],
  after: readonly MediaType[],
): Array<readonly [MediaType, MediaType]> {
  const pairs: Array<readonly [MediaType, MediaType]> = [];
  for (const key of [sameType, essence])
    for (const old of before) {
      if (pairs.some(([known]) => known === old)) continue;
      const now = after.find(
        (media) => key(media.type) === key(old.type) && !pairs.some(([, known]) => known === media),
      );
      if (now) pairs.push([old, now]);
    }
  return pairs;
}

function essence(type: string): string {
  return type.split(';', 1)[0]!.trim().toLowerCase();
}

function parametersOf(type: string): string[] {
  return type
    .split(';')
    .slice(1)
    .map((parameter) => parameter.trim().toLowerCase())
    .toSorted();
}

function sameType(type: string): string {
  return [essence(type), ...parametersOf(type)].join(';');
}
