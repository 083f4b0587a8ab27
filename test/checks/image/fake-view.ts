import type { Finding } from '../../../src/checks/finding';
import { type ImageView, type KnownConfig, knownConfig } from '../../../src/checks/image/image-view';
import { findSubjects, type Subject } from '../../../src/checks/image/subject';
import { LayeredFiles } from '../../../src/image/files/layered-files';
import type { ImageConfig } from '../../../src/image/image-config';
import type { Fields } from '../../../src/manifest/manifest';
import { type FakeEntry, fakeLayer } from '../../image/files/fake-layer';
import { deployment } from '../placed';

export const EMPTY_CONFIG: ImageConfig = {
  platform: { os: 'linux', architecture: 'amd64' },
  entrypoint: [],
  cmd: [],
  env: new Map(),
  user: '',
  workingDir: '',
  exposedPorts: [],
  volumes: [],
  diffIds: [],
};

/**
 * An image of one layer.
 *
 * @param options.unknown what its source does not tell: `the base image is not looked at`
 * @param options.hasMoreEnv whether there are variables beside those of the configuration
 * @param options.programs absolute paths, for "did you mean"
 */
export function fakeView(
  entries: readonly FakeEntry[],
  {
    name = 'app:1',
    config = {},
    unknown = [],
    hasMoreEnv = false,
    programs = [],
  }: {
    readonly name?: string;
    readonly config?: Partial<ImageConfig>;
    readonly unknown?: readonly Exclude<keyof KnownConfig, 'env'>[];
    readonly hasMoreEnv?: boolean;
    readonly programs?: readonly string[];
  } = {},
): ImageView {
  const layer = fakeLayer(entries);
  const known = knownConfig({ ...EMPTY_CONFIG, ...config });
  const gaps = unknown.map((field) => [field, { unknown: 'the base image is not looked at' }]);
  return {
    name,
    platform: EMPTY_CONFIG.platform,
    config: { ...known, env: { ...known.env, isComplete: !hasMoreEnv }, ...Object.fromEntries(gaps) },
    files: (mounts) => new LayeredFiles([layer.open], mounts),
    programs: () => Promise.resolve(programs),
  };
}

/** The container `web` with these fields, alone in the pods of the Deployment `web`. */
export function webSubject(container: Fields, podSpec: Fields = {}): Subject {
  return subjectNamed('web', { ...podSpec, containers: [{ name: 'web', image: 'app:1', ...container }] });
}

/** One of the containers of the Deployment `web`. */
export function subjectNamed(name: string, podSpec: Fields): Subject {
  const found = findSubjects([deployment(podSpec)]).find(({ container }) => container.name === name);
  if (found === undefined) throw new Error(`the test's pod has no container '${name}'`);
  return found;
}

/** Findings as people read them, without the place: outcome, code and what, why, fix. */
export function printFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ outcome, code, what, why, fix }) => `${outcome} ${code}: ${what}\n  why: ${why}\n  fix: ${fix}`)
    .join('\n');
}
