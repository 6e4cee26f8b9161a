import type { Check } from '../check.ts';

const ofOthers = new Set(['contentType', 'status', 'undeclared']);

/** The body against its schema: JSON, XML, forms, text, each item of a sequence. */
export const responseBody: Check = {
  name: 'response-body',
  group: 'answers',
  title: 'A body breaks its schema',
  byDefault: true,
  look({ exchange, reading }) {
    const broken = (reading?.violations ?? []).filter(
      (violation) => violation.in === 'body' && !ofOthers.has(violation.keyword),
    );
    return broken.map(({ pointer, keyword, message, schemaPointer, schemaUri }) => ({
      check: 'response-body',
      kind: keyword,
      message: `In the body of the answer, ${pointer || 'the whole'} ${message}.`,
      severity: 'failure',
      place: { uri: schemaUri, pointer: schemaPointer },
      where: `body ${pointer}`,
      exchanges: [exchange],
    }));
  },
};
