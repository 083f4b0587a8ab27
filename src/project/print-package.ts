import type { OwnPackage } from './own-package';

/** What an app is made of: peers of this library, which it shares with the app. */
const DEPENDENCIES = ['cdk8s', 'cdk8s-plus-27', 'constructs'];
/** What checks and tests it. */
const DEV_DEPENDENCIES = [
  '@swc/core',
  '@swc/jest',
  '@types/jest',
  '@types/node',
  'cdk8s-cli',
  'jest',
  'typescript',
  'yaml',
];

/** The package.json of a project, in the versions that this library is tested with. */
export function printPackage(name: string, own: OwnPackage): string {
  const versions = { ...own.dependencies, ...own.devDependencies };
  const pick = (names: readonly string[]) =>
    Object.fromEntries(names.map((dependency) => [dependency, versions[dependency]]));
  const manifest = {
    name,
    private: true,
    scripts: { synth: 'lockstep synth', check: 'tsc', test: 'jest' },
    dependencies: sorted({ ...pick(DEPENDENCIES), [own.name]: `^${own.version}` }),
    devDependencies: pick(DEV_DEPENDENCIES),
    // cdk8s-plus-27 names a development tool of 160 packages as an optional dependency by mistake
    overrides: own.overrides,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function sorted(map: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
