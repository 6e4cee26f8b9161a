import type { Check } from '../check.ts';

/** The status is documented without content, and the answer has some. */
export const undocumentedBody: Check = {
  name: 'undocumented-body',
  group: 'answers',
  title: 'A body is not documented',
  byDefault: true,
  look({ exchange, reading }) {
    const broken = (reading?.violations ?? []).filter(
      ({ in: where, keyword, pointer }) => where === 'body' && keyword === 'undeclared' && pointer === '',
    );
    return broken.map(({ message, schemaPointer, schemaUri }) => ({
      check: 'undocumented-body',
      kind: String(exchange.response?.status),
      message: `In the answer, ${message}.`,
      // Clients ignore what they do not expect, and many servers say more in errors than they document.
      severity: 'lenient' as const,
      place: { uri: schemaUri, pointer: schemaPointer },
      where: 'body',
      exchanges: [exchange],
    }));
  },
};
