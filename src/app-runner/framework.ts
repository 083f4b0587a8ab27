import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const IN_PACKAGE = `${sep}node_modules${sep}`;
const OWN_ROOT = join(__dirname, '../..');
/** cdk8s and what it is made of: one copy of each has to serve the app and every library it uses. */
export const FRAMEWORK: ReadonlySet<string> = new Set(['cdk8s', 'cdk8s-plus-27', 'constructs', 'cdk8s-lockstep']);

/** What a package is to an app: cdk8s or a part of it, built on that, or neither. */
export type PackageRole = 'framework' | 'built on it' | 'other';

/** Whether a file lies in a package that is installed; a package that is linked lies elsewhere. */
export function isInstalled(path: string): boolean {
  return path.includes(IN_PACKAGE);
}

/** Whether a file is of this library, also where it is not installed but developed. */
export function isOwnFile(path: string): boolean {
  return ['lib', 'src'].some((folder) => path.startsWith(join(OWN_ROOT, folder) + sep));
}

/** `…/node_modules/name` or `…/node_modules/@scope/name` of a file in a package. */
export function packageRoot(path: string): string {
  const start = path.lastIndexOf(IN_PACKAGE) + IN_PACKAGE.length;
  const [scope, name] = path.slice(start).split(sep) as [string, string];
  return path.slice(0, start) + (scope.startsWith('@') ? join(scope, name) : scope);
}

/** @param root folder of a package */
export function findRole(root: string): PackageRole {
  const file = join(root, 'package.json');
  if (!existsSync(file)) return 'other';
  const { name, dependencies, peerDependencies } = JSON.parse(readFileSync(file, 'utf8'));
  if (FRAMEWORK.has(name)) return 'framework';
  const others = Object.keys({ ...dependencies, ...peerDependencies });
  return others.some((each) => FRAMEWORK.has(each)) ? 'built on it' : 'other';
}

/** Whether Node's `require` takes a file as it is, without a word on standard error: CommonJS or JSON that is on the disk. */
export function isPlainModule(path: string): boolean {
  if (!/\.(?:c?js|json)$/.test(path) || !existsSync(path)) return false;
  if (!path.endsWith('.js')) return true;
  const file = join(isOwnFile(path) ? OWN_ROOT : packageRoot(path), 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).type !== 'module';
}
