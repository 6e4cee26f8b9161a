import type { Check } from '../check.ts';

/** Is the answer of a documented type? Parameters such as the charset count only where the description names them. */
export const contentType: Check = {
  name: 'content-type',
  group: 'answers',
  title: 'A content type is not documented',
  byDefault: true,
  look({ exchange, reading }) {
    const { response } = exchange;
    const broken = (reading?.violations ?? []).filter(
      ({ in: where, keyword, pointer }) => where === 'body' && keyword === 'contentType' && pointer === '',
    );
    return broken.map(({ message, schemaPointer, schemaUri }) => ({
      check: 'content-type',
      kind: response?.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? 'none',
      message: `The answer's content type: ${message}.`,
      severity: 'failure',
      place: { uri: schemaUri, pointer: schemaPointer },
      where: 'header Content-Type',
      exchanges: [exchange],
    }));
  },
};
