import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** One Kubernetes object of an example. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: { readonly [key: string]: string } };
  readonly spec?: unknown;
}

/**
 * Runs the main.ts of an example in its folder, as `cdk8s synth` does, and reads back what it wrote:
 * file by file in the order of their names. Leaves the working folder and `CDK8S_OUTDIR` as they were.
 */
export function synthesize(folder: string): Manifest[] {
  const workingFolder = process.cwd();
  const outputFolder = process.env.CDK8S_OUTDIR;
  const output = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    process.chdir(folder);
    process.env.CDK8S_OUTDIR = output;
    jest.isolateModules(() => require(join(folder, 'main')));
    return readdirSync(output)
      .filter((file) => file.endsWith('.k8s.yaml'))
      .sort()
      .flatMap((file) => parseAllDocuments(readFileSync(join(output, file), 'utf8')))
      .map((document) => document.toJS({}) as Manifest);
  } finally {
    process.chdir(workingFolder);
    if (outputFolder === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = outputFolder;
    rmSync(output, { recursive: true });
  }
}
