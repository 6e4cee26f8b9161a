import type { Generator } from '../generation/index.ts';
import type { Operation } from '../model/index.ts';
import type { Draft } from './draft.ts';
import { generatedDraft, sendableContent, validExamples } from './request-values.ts';

export interface ExampleDraft {
  readonly title: string;
  readonly draft: Draft;
}

/** The requests that examples make, each example once, around the first ones of everything else. */
export function* exampleDrafts(
  operation: Operation,
  { generator }: { readonly generator: Generator },
): Iterable<ExampleDraft> {
  const base = generatedDraft(operation, generator, { key: 'example', full: false });
  let any = false;
  for (const mediaType of sendableContent(operation)) {
    for (const { name, value } of validExamples(mediaType.examples, mediaType.schema)) {
      any = true;
      const title = `the example ${name ?? ''} of ${mediaType.type}`.replaceAll('  ', ' ');
      yield { title, draft: { ...base, body: { mediaType, value } } };
    }
  }
  for (const parameter of operation.parameters) {
    const handle = parameter.schema ?? parameter.content?.schema;
    for (const { name, value } of validExamples(parameter.examples, handle)) {
      any = true;
      const own = { ...base.parameters[parameter.in], [parameter.name]: value };
      const title = `the example ${name ?? ''} of ${parameter.name}`.replaceAll('  ', ' ');
      yield { title, draft: { ...base, parameters: { ...base.parameters, [parameter.in]: own } } };
    }
  }
  if (!any) yield { title: 'a request with what is demanded', draft: base };
}
