import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ConfigMapVolumeSource, EnvFromSource, EnvVarSource, Volume } from 'kubernetes-types/core/v1';
import { type Problem, requireNone, UserError } from '../errors';
import { claimId, placeOf } from './construct-place';

/** What a ConfigMap holds. */
export interface ConfigMapFields {
  /** Text by key. */
  readonly data?: { readonly [key: string]: string };
  /**
   * Paths of files by key, or a list of paths whose last parts are the keys. What is not UTF-8 goes into `binaryData`.
   * Paths are relative to the working folder.
   */
  readonly files?: { readonly [key: string]: string } | readonly string[];
  /** Labels of the ConfigMap, beside those of the release. */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of the ConfigMap. Default: none. */
  readonly annotations?: { readonly [key: string]: string };
}

// https://kubernetes.io/docs/concepts/configuration/configmap/#motivation
const MAX_BYTES = 1024 * 1024;
const KEY = /^[-._a-zA-Z0-9]+$/;
const HASH_LENGTH = 10;

interface Content {
  readonly data: Record<string, string>;
  readonly binaryData: Record<string, string>;
}

/**
 * An immutable ConfigMap whose name ends in a hash of its content: another content is another object, so that
 * workloads roll when their configuration changes, and a rollback finds the old configuration still there.
 */
export class ConfigMap extends kplus.ConfigMap {
  private readonly isSealed: boolean;

  /** @throws UserError with all problems of its keys and files at once */
  constructor(scope: Construct, baseName: string, { labels, annotations, ...fields }: ConfigMapFields) {
    const content = readContent(`${placeOf(scope)}/${baseName}`, fields);
    super(scope, claimId(scope, 'configmap', baseName), {
      metadata: { name: `${baseName}-${hashOf(content)}`, labels: { ...labels }, annotations: { ...annotations } },
      immutable: true,
      ...content,
    });
    this.isSealed = true;
  }

  /** All keys as environment variables, for `envFrom: [settings.envFrom()]`. */
  envFrom(prefix?: string): EnvFromSource {
    return { ...(prefix === undefined ? {} : { prefix }), configMapRef: { name: this.name } };
  }

  /** One key as the value of an environment variable, for `env: { LEVEL: settings.envValue('level') }`. */
  envValue(key: string): EnvVarSource {
    return { configMapKeyRef: { name: this.name, key } };
  }

  /** The keys as files, for `pod: { volumes: [settings.volume('settings')] }`. */
  volume(name: string, source: Omit<ConfigMapVolumeSource, 'name'> = {}): Volume {
    return { name, configMap: { ...source, name: this.name } };
  }

  override addData(key: string, value: string): void {
    this.refuseWhenSealed(key);
    super.addData(key, value);
  }

  override addBinaryData(key: string, value: string): void {
    this.refuseWhenSealed(key);
    super.addBinaryData(key, value);
  }

  private refuseWhenSealed(key: string): void {
    if (!this.isSealed) return;
    throw new UserError({
      code: 'CONFIG_MAP_SEALED',
      what: `${placeOf(this)}: '${key}' is added to the ConfigMap '${this.name}'`,
      why: 'its name ends in a hash of its content, which is complete once it is declared',
      fix: 'give all keys to release.configMap(name, { data, files })',
    });
  }
}

function readContent(place: string, { data = {}, files = {} }: ConfigMapFields): Content {
  const problems: Problem[] = [];
  const content: Content = { data: {}, binaryData: {} };
  const taken = new Set<string>();
  const take = (key: string): boolean => {
    if (!KEY.test(key) || key === '.' || key === '..' || key.length > 253) {
      problems.push({
        code: 'CONFIG_MAP_KEY',
        what: `${place}: '${key}' cannot be a key of a ConfigMap`,
        why: 'a key is at most 253 letters, digits, - _ and .',
        fix: "rename it; for a file, give it a key: files: { 'app.conf': 'path/to it' }",
      });
      return false;
    }
    if (taken.has(key)) {
      problems.push({
        code: 'CONFIG_MAP_KEY',
        what: `${place}: the key '${key}' is given twice`,
        why: 'a ConfigMap has each key once, be it from data or from a file',
        fix: 'rename one of them',
      });
      return false;
    }
    taken.add(key);
    return true;
  };
  for (const [key, value] of Object.entries(data)) {
    if (!take(key)) continue;
    if (typeof value === 'string') define(content.data, key, value);
    else {
      problems.push({
        code: 'CONFIG_MAP_VALUE',
        what: `${place}: the value of '${key}' is a ${typeof value}, not a string`,
        why: 'Kubernetes keeps text in a ConfigMap',
        fix: `write String(…) around it, or quotes`,
      });
    }
  }
  const named = Array.isArray(files)
    ? files.map((path) => [basename(path), path] as const)
    : Object.entries(files as object);
  for (const [key, path] of named) {
    if (take(key)) readInto(content, key, path, place, problems);
  }
  const bytes = [...Object.values(content.data), ...Object.values(content.binaryData)].reduce(
    (sum, text) => sum + Buffer.byteLength(text),
    0,
  );
  if (bytes > MAX_BYTES) {
    problems.push({
      code: 'CONFIG_MAP_TOO_LARGE',
      what: `${place}: the ConfigMap holds ${bytes} bytes`,
      why: `Kubernetes takes ${MAX_BYTES} bytes at most`,
      fix: 'put large files into the image or on a volume',
    });
  }
  requireNone(problems);
  return content;
}

function readInto(content: Content, key: string, path: string, place: string, problems: Problem[]): void {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    problems.push({
      code: 'CONFIG_MAP_FILE',
      what: `${place}: the file ${path} cannot be read`,
      why: `the system says ${(error as NodeJS.ErrnoException).code} in ${process.cwd()}`,
      fix: 'give the path of a file, relative to the folder where synth runs',
    });
    return;
  }
  try {
    define(content.data, key, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    define(content.binaryData, key, bytes.toString('base64'));
  }
}

/** Sets a key that may be called `__proto__`. */
function define(map: Record<string, string>, key: string, value: string): void {
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}

/** The same content has the same hash, in whatever order it is given. */
function hashOf({ data, binaryData }: Content): string {
  const inOrder = [data, binaryData].map((map) => Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
  // loading it costs more than most apps' whole synthesis, and most need no hash
  const { createHash } = require('node:crypto') as typeof import('node:crypto');
  return createHash('sha256').update(JSON.stringify(inOrder)).digest('hex').slice(0, HASH_LENGTH);
}
