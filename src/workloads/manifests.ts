import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Problem, requireNone, UserError } from '../errors';
import { asFields, type Manifest, nameOf, namespaceOf, type PlacedManifest } from '../manifest/manifest';
import { findFreeId } from './construct-place';
import { KeptObject } from './kept-object';

/** Which manifests are taken over. */
export interface ManifestsProps {
  /** A folder of YAML or JSON files, or one file, relative to the working folder. Default: `manifests`. */
  readonly path?: string;
}

const MANIFEST_FILE = /\.(?:ya?ml|json)$/;

/**
 * Objects that stay YAML: a chart with every object of a folder as it stands there, file after file in the order of
 * their names. They are read as Kubernetes reads them, so `0644` is octal and `yes` is true; nothing is added to them.
 */
export class Manifests extends Chart {
  /**
   * @throws UserError MANIFESTS_MISSING when there is no such file or folder, or nothing in it, and MANIFEST_… with every
   *   problem of all files at once
   */
  constructor(scope: Construct, id: string, { path = 'manifests' }: ManifestsProps = {}) {
    super(scope, id);
    for (const { manifest } of readManifests(path)) this.declare(manifest);
  }

  private declare(manifest: Manifest): void {
    if (KeptObject.isNeededFor(manifest)) {
      new KeptObject(this, this.freeId(manifest), manifest);
      return;
    }
    const object = new ApiObject(this, this.freeId(manifest), manifest);
    // the API server makes up a name, and cdk8s would too
    if (asFields(manifest.metadata).name === undefined) object.addJsonPatch(JsonPatch.remove('/metadata/name'));
  }

  private freeId(manifest: Manifest): string {
    const { generateName } = asFields(manifest.metadata);
    const name = [namespaceOf(manifest), nameOf(manifest) || String(generateName)].filter((part) => part !== '');
    // a slash would be a step in the path of constructs
    const wanted = `${manifest.kind.toLowerCase()}:${name.join('.').replaceAll('/', '-')}`;
    return findFreeId(this, wanted);
  }
}

function readManifests(path: string): PlacedManifest[] {
  const { parseManifests } = require('../manifest/parse-manifests') as typeof import('../manifest/parse-manifests');
  const problems: Problem[] = [];
  const found: PlacedManifest[] = [];
  for (const file of listFiles(path)) {
    try {
      found.push(...parseManifests(readFileSync(file, 'utf8'), file));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
    }
  }
  requireNone(problems);
  return found;
}

function listFiles(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  const files = stats?.isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((file) => MANIFEST_FILE.test(file))
        .sort()
        .map((file) => join(path, file))
    : stats
      ? [path]
      : [];
  if (files.length > 0) return files;
  throw new UserError({
    code: 'MANIFESTS_MISSING',
    what: stats ? `there are no manifests in ${path}` : `there is no ${path}`,
    why: `the app takes over the objects in it, and runs in ${process.cwd()}`,
    fix: 'put files ending in .yaml there, or delete new Manifests(…) from the app',
  });
}
