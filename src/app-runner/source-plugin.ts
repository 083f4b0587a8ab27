import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, extname, join, sep } from 'node:path';
import type { Loader, OnLoadResult, OnResolveResult, Plugin } from 'esbuild';
import { InputLog } from './bundle-inputs';
import { FRAMEWORK, findRole, isInstalled, isOwnFile, isPlainModule, type PackageRole, packageRoot } from './framework';
import { lazyBuiltin } from './lazy-builtin';
import { makeClassesLazy } from './lazy-classes';
import { makeRequireLazy } from './lazy-require';

/** Modules of Node's that take milliseconds to load, and that few apps use. */
const LAZY = new Set(['crypto', 'child_process']);
/** These start a program that lies beside them, so they have to know where they are. */
const NEEDS_PLACE = /[\\/]cdk8s[\\/]lib[\\/](?:yaml|helm|include)\.js$/;
/** Every kind of Kubernetes as a class. */
const ALL_KINDS = /[\\/]cdk8s-plus-\d+[\\/]lib[\\/]imports[\\/]k8s\.js$/;
const LOADERS: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.jsx': 'jsx',
};

/**
 * What goes into a bundle beside the app's own files: `whole` has cdk8s and what is built on it, so that it starts fast;
 * `own` leaves cdk8s where it is, so that it is made fast.
 */
export type BundleKind = 'whole' | 'own';

/** What makes one bundle, and what is known of it then. */
export interface SourcePlugin {
  readonly plugin: Plugin;
  readonly log: InputLog;
  /** Whether the bundle has a file of cdk8s in it, so that an `own` one would have two copies of it. */
  hasFramework(): boolean;
}

/**
 * Decides what goes into a bundle, gives each file its own `__dirname`, and notes every file that was looked at.
 *
 * @param entry absolute path of the app
 */
export function sourcePlugin(entry: string, kind: BundleKind): SourcePlugin {
  const log = new InputLog();
  const packages = new Map<string, PackageRole>();
  let hasFramework = false;
  // it may be a link, which may be set to another file
  log.note(entry);
  const roleOf = (path: string): PackageRole => {
    if (isOwnFile(path)) return 'framework';
    if (!isInstalled(path)) return 'other';
    const root = packageRoot(path);
    let role = packages.get(root);
    if (role === undefined) {
      log.note(join(root, 'package.json'));
      role = findRole(root);
      packages.set(root, role);
    }
    return role;
  };
  const isOutside = (path: string): boolean => {
    const role = roleOf(path);
    if (kind === 'whole' || role !== 'framework') return isInstalled(path) && role === 'other';
    // what it will load by itself
    for (const name of FRAMEWORK) log.noteLookup(dirname(path), name);
    return isPlainModule(path);
  };
  const plugin: Plugin = {
    name: 'lockstep-source',
    setup(build) {
      build.onResolve(
        { filter: /^[^./]/ },
        async ({ path, importer, ...args }): Promise<OnResolveResult | undefined> => {
          const builtin = path.replace(/^node:/, '');
          if (LAZY.has(builtin) && args.kind === 'require-call' && isPackageFile(importer))
            return { path: builtin, namespace: 'lazy' };
          const isAsked = args.pluginData === 'asked' || args.kind === 'entry-point';
          if (!isAsked && !isBuiltin(path)) log.noteLookup(args.resolveDir, path);
          // inside a package that is bundled, what it imports is bundled too
          const isInside = isPackageFile(importer) && !isRarelyUsed(path, importer);
          if (isAsked || (isInside && (kind === 'whole' || isBuiltin(path)))) return undefined;
          if (isBuiltin(path)) return { path, external: true };
          const { resolveDir, kind: by } = args;
          const found = await build.resolve(path, { importer, resolveDir, kind: by, pluginData: 'asked' });
          const isFound = found.errors.length === 0;
          if (isInside) {
            const isShared = isFound && roleOf(found.path) === 'framework' && isOutside(found.path);
            return isShared ? { path: found.path, external: true } : undefined;
          }
          if (!isFound) return { path, external: true };
          return isOutside(found.path) ? { path: found.path, external: true } : found;
        },
      );
      build.onLoad({ filter: /.*/, namespace: 'file' }, ({ path }): OnLoadResult | undefined => {
        if (roleOf(path) === 'framework') hasFramework = true;
        if (!isInstalled(path)) {
          const bytes = log.readSource(path);
          const loader = LOADERS[extname(path)];
          return loader
            ? { contents: withPlace(bytes.toString('utf8'), path), loader }
            : { contents: bytes, loader: 'default' };
        }
        if (ALL_KINDS.test(path)) return { contents: makeClassesLazy(readCode(path)), loader: 'js' };
        if (!NEEDS_PLACE.test(path)) return undefined;
        // cdk8s' own printer and reader are asked for what ours leave to it
        return { contents: withPlace(makeRequireLazy(readCode(path), 'YAML'), path), loader: 'js' };
      });
      build.onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({ contents: lazyBuiltin(path), loader: 'js' }));
    },
  };
  return { plugin, log, hasFramework: () => hasFramework };
}

/** What this library loads for the few release files and manifests that it cannot read by itself. */
function isRarelyUsed(name: string, importer: string): boolean {
  return (
    name === 'yaml' &&
    (isOwnFile(importer) || (isInstalled(importer) && packageRoot(importer).endsWith(`${sep}cdk8s-lockstep`)))
  );
}

/** The text of a package's file without its source map, which is for others. */
function readCode(path: string): string {
  const text = readFileSync(path, 'utf8');
  const end = text.lastIndexOf('\n//# sourceMappingURL=');
  return end < 0 ? text : text.slice(0, end);
}

/** Gives a file that asks for it the place it lies in. */
function withPlace(text: string, path: string): string {
  if (!/\b__(?:dirname|filename)\b/.test(text)) return text;
  const place = `var __filename=${JSON.stringify(path)},__dirname=${JSON.stringify(dirname(path))};`;
  // behind a hash-bang and a directive, which have to come first
  const [head = ''] = /^(?:#!.*\r?\n)?(?:\s*(['"])use strict\1;?)?/.exec(text) ?? [];
  return head + place + text.slice(head.length);
}

/** A file of a package, or of this library where it is not installed but developed. */
function isPackageFile(path: string): boolean {
  return isInstalled(path) || isOwnFile(path);
}
