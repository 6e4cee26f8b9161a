import type { MediaType } from '../../model/index.ts';
import type { Schema } from '../../schema/index.ts';
import type { WrittenBody } from './body.ts';
import { writeJson } from './json.ts';

/** First cut: everything is JSON. */
export function writeBody(
  mediaType: MediaType,
  value: unknown,
  _schema: Schema | undefined,
  concreteType: string = mediaType.type,
): WrittenBody {
  return { body: writeJson(value), contentType: concreteType };
}
