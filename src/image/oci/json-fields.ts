import { ImageFault } from '../image-fault';
import { parseJson } from '../registry/parse-json';

const MAX_BYTES = 8 * 2 ** 20;

/**
 * The fields of a JSON object that came with an image. A field that is not there and one that is null are the same,
 * as they are for the runtimes. Every method throws ImageFault `broken`, with the field's path, when a type is wrong.
 */
export class JsonFields {
  readonly #fields: object;
  readonly #where: string;
  /** Path of this object with a dot at its end; empty for the outermost. */
  readonly #path: string;

  /**
   * Reads a whole document.
   *
   * @param where a noun for messages: `the manifest of 'app:1.0'`
   * @throws ImageFault `broken` when it is no JSON object, `unknown` when it is over 8 MiB
   */
  static parse(bytes: Uint8Array, where: string): JsonFields {
    if (bytes.length > MAX_BYTES) throw new ImageFault('unknown', `${where} is over 8 MiB, and is not read`);
    const value = parseJson(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (value === undefined) throw new ImageFault('broken', `${where} is not JSON`);
    return JsonFields.of(value, where);
  }

  /** @param path of the value in its document, empty for the document itself */
  static of(value: unknown, where: string, path = ''): JsonFields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      const what = path === '' ? where : `'${path}' of ${where}`;
      throw new ImageFault('broken', `${what} is ${nameType(value)}, not an object`);
    }
    return new JsonFields(value, where, path === '' ? '' : `${path}.`);
  }

  private constructor(fields: object, where: string, path: string) {
    this.#fields = fields;
    this.#where = where;
    this.#path = path;
  }

  has(name: string): boolean {
    return this.#value(name) !== undefined;
  }

  isText(name: string): boolean {
    return typeof this.#value(name) === 'string';
  }

  text(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.#wrongType(name, value, 'a text');
  }

  requireText(name: string): string {
    return this.text(name) ?? this.#missing(name);
  }

  /** @returns a whole number from 0 that JavaScript holds exactly */
  requireCount(name: string): number {
    const value = this.#value(name) ?? this.#missing(name);
    if (typeof value !== 'number') throw this.#wrongType(name, value, 'a number');
    if (Number.isSafeInteger(value) && value >= 0) return value;
    throw this.fault(name, `is ${value}, not a whole number from 0`);
  }

  /** @returns empty when there is none */
  texts(name: string): readonly string[] {
    return this.#list(name).map((value, at) => {
      if (typeof value === 'string') return value;
      throw this.#wrongType(`${name}[${at}]`, value, 'a text');
    });
  }

  /** @returns the objects of a list; empty when there is none */
  objects(name: string): readonly JsonFields[] {
    return this.#list(name).map((value, at) => this.#object(value, `${name}[${at}]`));
  }

  object(name: string): JsonFields | undefined {
    const value = this.#value(name);
    return value === undefined ? undefined : this.#object(value, name);
  }

  /** The names in a map; empty when there is none. */
  names(name: string): readonly string[] {
    const map = this.object(name);
    return map === undefined ? [] : Object.keys(map.#fields);
  }

  /** A map whose values are texts. */
  textMap(name: string): ReadonlyMap<string, string> {
    const map = this.object(name);
    return new Map(this.names(name).map((key) => [key, map?.text(key) ?? '']));
  }

  /** What is wrong with a field: `fault('size', 'is -1')`. */
  fault(name: string, why: string): ImageFault {
    return new ImageFault('broken', `'${this.#path}${name}' of ${this.#where} ${why}`);
  }

  #object(value: unknown, name: string): JsonFields {
    return JsonFields.of(value, this.#where, `${this.#path}${name}`);
  }

  #list(name: string): readonly unknown[] {
    const value = this.#value(name) ?? [];
    if (!Array.isArray(value)) throw this.#wrongType(name, value, 'a list');
    return value;
  }

  #value(name: string): unknown {
    // `__proto__` is a field like any other
    return (Object.getOwnPropertyDescriptor(this.#fields, name)?.value as unknown) ?? undefined;
  }

  #missing(name: string): never {
    throw this.fault(name, 'is not there');
  }

  #wrongType(name: string, value: unknown, wanted: string): ImageFault {
    return this.fault(name, `is ${nameType(value)}, not ${wanted}`);
  }
}

function nameType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  const names: Record<string, string> = { string: 'a text', number: 'a number', object: 'an object' };
  return names[typeof value] ?? `${value}`;
}
