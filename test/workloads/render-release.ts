import { parseAllDocuments } from 'yaml';
import { App, Release, type ReleaseProps, type UserError } from '../../src/index';
import type { Fields, Manifest } from '../../src/manifest/manifest';

export const IMAGE = 'inherently/gifinator:0.0.5';

/** The manifests of a release as `kubectl` would read them from the YAML. */
export function renderRelease(declare: (release: Release) => void, props: ReleaseProps = { image: IMAGE }): Manifest[] {
  return parseAllDocuments(renderYaml(declare, props)).map((document) => document.toJS() as Manifest);
}

/** The YAML text of an app with one release named `gifinator`. */
export function renderYaml(declare: (release: Release) => void, props: ReleaseProps = { image: IMAGE }): string {
  const app = new App();
  declare(new Release(app, 'gifinator', props));
  return app.synthYaml();
}

/** The one manifest of a kind. */
export function only(manifests: readonly Manifest[], kind: string): Manifest & { spec: Fields; metadata: Fields } {
  const found = manifests.filter((manifest) => manifest.kind === kind);
  expect(found).toHaveLength(1);
  return found[0] as Manifest & { spec: Fields; metadata: Fields };
}

/** What synth says when it refuses a release; fails the test when it does not. */
export function refusal(declare: (release: Release) => void, props: ReleaseProps = { image: IMAGE }): string {
  try {
    renderYaml(declare, props);
  } catch (error) {
    expect((error as UserError).name).toBe('UserError');
    return (error as UserError).message;
  }
  throw new Error('nothing was refused');
}
