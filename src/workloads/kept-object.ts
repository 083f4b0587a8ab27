import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { asFields, type Fields, type Manifest } from '../manifest/manifest';

/** Names of fields that cdk8s takes for something of JavaScript's, wherever they stand. */
const LOST_FIELDS = ['__proto__', 'constructor'];
const MAPS = ['labels', 'annotations'];
const LISTS = ['finalizers', 'ownerReferences'];

/** An object that cdk8s cannot write as it is: its manifest goes into the YAML untouched, without patches. */
export class KeptObject extends ApiObject {
  /** Whether cdk8s would refuse this manifest, or lose a part of it. */
  static isNeededFor(manifest: Manifest): boolean {
    const metadata = asFields(manifest.metadata);
    return (
      hasLostField(manifest) ||
      Object.hasOwn(metadata, 'apiObject') ||
      MAPS.some((key) => isOther(metadata[key], isMap)) ||
      LISTS.some((key) => isOther(metadata[key], Array.isArray)) ||
      Object.entries(metadata).some(([key, value]) =>
        MAPS.includes(key) ? Object.values(asFields(value)).some(hasEmpty) : hasEmpty(value),
      )
    );
  }

  constructor(
    scope: Construct,
    id: string,
    private readonly manifest: Manifest,
  ) {
    const { apiVersion, kind, metadata } = manifest;
    const { name, namespace } = asFields(metadata);
    super(scope, id, { apiVersion, kind, metadata: { name: asWord(name), namespace: asWord(namespace) } });
  }

  override toJson(): Fields {
    return this.manifest;
  }
}

function hasLostField(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return LOST_FIELDS.some((field) => Object.hasOwn(value, field)) || Object.values(value).some(hasLostField);
}

/** Whether cdk8s would leave it out of metadata, or something in it. */
function hasEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const children = Object.values(value);
  return children.length === 0 || children.some(hasEmpty);
}

function isOther(value: unknown, isRight: (value: unknown) => boolean): boolean {
  return value !== undefined && value !== null && !isRight(value);
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && !Array.isArray(value);
}

function asWord(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
