import type { Check } from '../check.ts';

/** Are the required headers there, and does each fit its schema? */
export const responseHeaders: Check = {
  name: 'response-headers',
  group: 'answers',
  title: 'A header is missing or breaks its schema',
  byDefault: true,
  look({ exchange, reading }) {
    const broken = (reading?.violations ?? []).filter((violation) => violation.in === 'header');
    return broken.map(({ pointer, keyword, message, schemaPointer, schemaUri }) => ({
      check: 'response-headers',
      kind: keyword,
      message: `The header ${pointer.slice(1)} of the answer ${message}.`,
      severity: 'failure',
      place: { uri: schemaUri, pointer: schemaPointer },
      where: `header ${pointer.slice(1)}`,
      exchanges: [exchange],
    }));
  },
};
