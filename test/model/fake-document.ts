import type { Document, Node } from '../../src/document/index.ts';
import type { Fault } from '../../src/errors.ts';
import type { JsonObject, Schema, SchemaScope, SchemaSource } from '../../src/schema/index.ts';

const escapeKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

export function fakeDocument(value: unknown, uri = 'memory:test'): Document {
  const faults: Fault[] = [];
  const schemas = new Map<string, Schema>();
  const scope = {
    faults: [],
    schema: (source: SchemaSource, direction: string) => {
      const key = `${source.uri}#${source.pointer} ${direction}`;
      if (!schemas.has(key)) schemas.set(key, { source, direction } as unknown as Schema);
      return schemas.get(key);
    },
  } as unknown as SchemaScope;
  const document = {
    uri,
    version: (value as { openapi?: string; swagger?: string }).openapi ?? '2.0',
    scope,
    faults,
    place: (file: string, pointer: string) => ({ file, pointer }),
    resolve: (reference: string) => {
      const [file, pointer = ''] = reference.split('#');
      if (file !== '') return undefined;
      let node: Node | undefined = document.root;
      for (const key of pointer.split('/').slice(1)) {
        node = node?.get(decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
      }
      return node;
    },
  } as unknown as { -readonly [K in keyof Document]: Document[K] };
  class FakeNode implements Node {
    readonly value: unknown;
    readonly uri = uri;
    readonly pointer: string;
    readonly document = document;
    constructor(v: unknown, pointer: string) {
      this.value = v;
      this.pointer = pointer;
    }
    get object(): JsonObject | undefined {
      return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value)
        ? (this.value as JsonObject)
        : undefined;
    }
    get(key: string | number): Node | undefined {
      const holder = this.value;
      if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return undefined;
      return new FakeNode((holder as JsonObject)[key], `${this.pointer}/${escapeKey(String(key))}`);
    }
    entries(withExtensions = false): Array<[string, Node]> {
      return Object.keys(this.object ?? {})
        .filter((key) => withExtensions || !key.startsWith('x-'))
        .map((key) => [key, this.get(key) as Node]);
    }
    items(): Node[] {
      return Array.isArray(this.value) ? this.value.map((_, index) => this.get(index) as Node) : [];
    }
    text(key: string): string | undefined {
      const v = this.get(key)?.value;
      return typeof v === 'string' ? v : undefined;
    }
    number(key: string): number | undefined {
      const v = this.get(key)?.value;
      return typeof v === 'number' ? v : undefined;
    }
    flag(key: string): boolean | undefined {
      const v = this.get(key)?.value;
      return typeof v === 'boolean' ? v : undefined;
    }
    follow(): Node | undefined {
      let node: Node | undefined = this;
      for (let steps = 0; steps < 20; steps++) {
        const ref: unknown = node?.object?.['$ref'];
        if (typeof ref !== 'string') return node;
        node = document.resolve(ref, uri);
        if (node === undefined) break;
      }
      faults.push({ code: 'unresolved-reference', severity: 'error', message: '', place: this.place() });
      return undefined;
    }
    place() {
      return { file: uri, pointer: this.pointer };
    }
    source(): SchemaSource {
      return { value: this.value, uri, pointer: this.pointer };
    }
  }
  document.root = new FakeNode(value, '');
  return document;
}
