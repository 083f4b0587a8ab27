import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, extname, join, sep } from 'node:path';
import type { Loader, OnLoadResult, OnResolveResult, Plugin } from 'esbuild';
import { InputLog } from './bundle-inputs';
import { lazyBuiltin } from './lazy-builtin';
import { makeClassesLazy } from './lazy-classes';
import { makeRequireLazy } from './lazy-require';

const IN_PACKAGE = `${sep}node_modules${sep}`;
const OWN_ROOT = join(__dirname, '../..');
/** cdk8s and what it is made of: one copy of each has to serve the app and every library it uses. */
const FRAMEWORK = new Set(['cdk8s', 'cdk8s-plus-27', 'constructs', 'cdk8s-lockstep']);
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
 * Decides what goes into a bundle, gives each file its own `__dirname`, and notes every file that was looked at.
 *
 * @param entry absolute path of the app
 */
export function sourcePlugin(entry: string): { readonly plugin: Plugin; readonly log: InputLog } {
  const log = new InputLog();
  const packages = new Map<string, boolean>();
  // it may be a link, which may be set to another file
  log.note(entry);
  const isBundled = (path: string): boolean => {
    const root = packageRoot(path);
    let answer = packages.get(root);
    if (answer === undefined) {
      log.note(join(root, 'package.json'));
      answer = isBuiltOnFramework(root);
      packages.set(root, answer);
    }
    return answer;
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
          if (isAsked || (isPackageFile(importer) && !isRarelyUsed(path, importer))) return undefined;
          if (isBuiltin(path)) return { path, external: true };
          const { resolveDir, kind } = args;
          const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: 'asked' });
          if (found.errors.length > 0) return { path, external: true };
          if (!found.path.includes(IN_PACKAGE) || isBundled(found.path)) return found;
          return { path: found.path, external: true };
        },
      );
      build.onLoad({ filter: /.*/, namespace: 'file' }, ({ path }): OnLoadResult | undefined => {
        if (!path.includes(IN_PACKAGE)) {
          const bytes = log.readSource(path);
          const loader = LOADERS[extname(path)];
          return loader
            ? { contents: withPlace(bytes.toString('utf8'), path), loader }
            : { contents: bytes, loader: 'default' };
        }
        isBundled(path);
        if (ALL_KINDS.test(path)) return { contents: makeClassesLazy(readCode(path)), loader: 'js' };
        if (!NEEDS_PLACE.test(path)) return undefined;
        // cdk8s' own printer and reader are asked for what ours leave to it
        return { contents: withPlace(makeRequireLazy(readCode(path), 'YAML'), path), loader: 'js' };
      });
      build.onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({ contents: lazyBuiltin(path), loader: 'js' }));
    },
  };
  return { plugin, log };
}

/** What this library loads for the few release files and manifests that it cannot read by itself. */
function isRarelyUsed(name: string, importer: string): boolean {
  return name === 'yaml' && (isOwnFile(importer) || packageRoot(importer).endsWith(`${IN_PACKAGE}cdk8s-lockstep`));
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
  return path.includes(IN_PACKAGE) || isOwnFile(path);
}

function isOwnFile(path: string): boolean {
  return ['lib', 'src'].some((folder) => path.startsWith(join(OWN_ROOT, folder) + sep));
}

/** `…/node_modules/name` or `…/node_modules/@scope/name` of a file in a package. */
function packageRoot(path: string): string {
  const start = path.lastIndexOf(IN_PACKAGE) + IN_PACKAGE.length;
  const [scope, name] = path.slice(start).split(sep) as [string, string];
  return path.slice(0, start) + (scope.startsWith('@') ? join(scope, name) : scope);
}

function isBuiltOnFramework(root: string): boolean {
  const file = join(root, 'package.json');
  if (!existsSync(file)) return false;
  const { name, dependencies, peerDependencies } = JSON.parse(readFileSync(file, 'utf8'));
  return [name, ...Object.keys({ ...dependencies, ...peerDependencies })].some((each) => FRAMEWORK.has(each));
}
