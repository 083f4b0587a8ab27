import type { Problem } from '../errors';
import { asFields, isFields, printValue } from './manifest';

/** What a value lacks to be a Kubernetes object, all of it in one problem. */
export function findGap(value: unknown): Problem | undefined {
  const why = 'Kubernetes tells objects apart by apiVersion, kind and metadata.name, and each of them is text';
  if (!isFields(value)) {
    return {
      code: 'MANIFEST_INCOMPLETE',
      what: `this is ${Array.isArray(value) ? 'a list' : `the value ${printValue(value)}`}, not a Kubernetes object`,
      why,
      fix: 'write apiVersion, kind and metadata, or leave this file out',
    };
  }
  const { name, generateName } = asFields(value.metadata);
  const fields = { apiVersion: value.apiVersion, kind: value.kind, 'metadata.name': name ?? generateName };
  const missing = Object.entries(fields).filter(([, given]) => (given ?? '') === '');
  const wrong = Object.entries(fields).filter(([, given]) => (given ?? '') !== '' && typeof given !== 'string');
  if (missing.length + wrong.length === 0) return findVersionGap(String(value.apiVersion));
  return {
    code: 'MANIFEST_INCOMPLETE',
    what: [
      ...(missing.length > 0 ? [`this has ${missing.map(([field]) => `no ${field}`).join(', ')}`] : []),
      ...wrong.map(([field, given]) => `${field} is ${printValue(given)}, which is not text`),
    ].join('; '),
    why,
    fix: missing.length > 0 ? 'add it, or leave this file out if it is no Kubernetes object' : 'put quotes around it',
  };
}

function findVersionGap(apiVersion: string): Problem | undefined {
  if (apiVersion.split('/').length <= 2) return undefined;
  return {
    code: 'MANIFEST_INCOMPLETE',
    what: `apiVersion is ${apiVersion}, which has more than one slash`,
    why: 'it is a group and a version, or a version alone: apps/v1, v1',
    fix: 'mend it',
  };
}
