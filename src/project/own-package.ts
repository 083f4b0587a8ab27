import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the package.json of this library says, so that no version stands in two places. */
export interface OwnPackage {
  readonly name: string;
  readonly version: string;
  readonly dependencies: { readonly [name: string]: string };
  readonly devDependencies: { readonly [name: string]: string };
  readonly overrides: { readonly [name: string]: string };
}

/** Reads the package.json of this library, which is shipped with it. */
export function readOwnPackage(): OwnPackage {
  return JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
}
