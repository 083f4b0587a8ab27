const ONE_VERSION = `test('every container of the repository runs the version of release.yaml', () => {
  const { image } = readReleaseFile(join(__dirname, 'release.yaml'));
  const manifests = [...files.values()].flatMap((text) => parseAllDocuments(text));
  const images = manifests.flatMap((manifest) => listImages(manifest.toJS()));
  const ours = images.filter((text) => [':', '@'].some((end) => text.startsWith(image.repository + end)));
  expect(ours.length).toBeGreaterThan(0);
  expect(new Set(ours)).toEqual(new Set([String(image)]));
});`;

const EVERY_RELEASE = `test.each(releaseFiles())('a container runs the version of %s', (file) => {
  const { image } = readReleaseFile(join(__dirname, file));
  const manifests = [...files.values()].flatMap((text) => parseAllDocuments(text));
  expect(manifests.flatMap((manifest) => listImages(manifest.toJS()))).toContain(String(image));
});

function releaseFiles(): string[] {
  return readdirSync(__dirname).filter((name) => /^release(?:\\..+)?\\.yaml$/.test(name));
}`;

/**
 * `main.test.ts`: laws that hold for every project, whatever its services are.
 *
 * @param hasExceptions whether containers of the repository may run another version, on purpose
 */
export function printProjectTest({ hasExceptions }: { readonly hasExceptions: boolean }): string {
  return `import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReleaseFile } from 'cdk8s-lockstep';
import { parseAllDocuments } from 'yaml';

/** The files that main.ts writes, by name. */
function synthesize(): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'synth-'));
  // main.ts reads release.yaml from the working folder
  process.chdir(__dirname);
  process.env.CDK8S_OUTDIR = folder;
  try {
    jest.isolateModules(() => require('./main'));
    return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every image in a manifest, wherever it stands. */
function listImages(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'image' && typeof child === 'string' ? [child] : listImages(child),
  );
}

const files = synthesize();

${hasExceptions ? EVERY_RELEASE : ONE_VERSION}

test('the same release.yaml gives the same bytes', () => {
  expect(synthesize()).toEqual(files);
});
`;
}
