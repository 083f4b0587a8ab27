import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, extname, join, sep } from 'node:path';
import type { Loader, OnLoadResult, OnResolveResult, Plugin } from 'esbuild';
import { isUnchanged, type Stamp, takeStamp } from './stamp';

const IN_PACKAGE = `${sep}node_modules${sep}`;
const OWN_ROOT = join(__dirname, '../..');
/** cdk8s and what it is made of: one copy of each has to serve the app and every library it uses. */
const FRAMEWORK = new Set(['cdk8s', 'cdk8s-plus-27', 'constructs', 'cdk8s-lockstep']);
/** Modules of Node's that take milliseconds to load, and that few apps use. */
const LAZY = new Set(['crypto', 'child_process']);
/** These start a program that lies beside them, so they have to know where they are. */
const NEEDS_PLACE = /[\\/]cdk8s[\\/]lib[\\/](?:yaml|helm|include)\.js$/;
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
export function sourcePlugin(entry: string): { plugin: Plugin; inputs(): readonly Stamp[] | undefined } {
  const stamps = new Map<string, Stamp>();
  const packages = new Map<string, boolean>();
  const note = (path: string) => {
    if (!stamps.has(path)) stamps.set(path, takeStamp(path));
  };
  for (let folder = dirname(entry); ; folder = dirname(folder)) {
    note(join(folder, 'tsconfig.json'));
    if (folder === dirname(folder)) break;
  }
  const isBundled = (path: string): boolean => {
    const root = packageRoot(path);
    let answer = packages.get(root);
    if (answer === undefined) {
      note(join(root, 'package.json'));
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
          // inside a package that is bundled, what it imports is bundled too
          if (args.pluginData === 'asked' || args.kind === 'entry-point' || isPackageFile(importer)) return undefined;
          if (isBuiltin(path)) return { path, external: true };
          const { resolveDir, kind } = args;
          const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: 'asked' });
          if (found.errors.length > 0) return { path, external: true };
          if (!found.path.includes(IN_PACKAGE) || isBundled(found.path)) return found;
          return { path: found.path, external: true };
        },
      );
      build.onLoad({ filter: /\.[mc]?[jt]sx?$/ }, ({ path }): OnLoadResult | undefined => {
        if (path.includes(IN_PACKAGE)) {
          isBundled(path);
          if (!NEEDS_PLACE.test(path)) return undefined;
        } else note(path);
        const text = readFileSync(path, 'utf8');
        if (!/\b__(?:dirname|filename)\b/.test(text)) return { contents: text, loader: LOADERS[extname(path)] ?? 'js' };
        const place = `var __filename=${JSON.stringify(path)},__dirname=${JSON.stringify(dirname(path))};`;
        // behind a hash-bang, which has to come first
        const contents = text.startsWith('#!') ? text.replace('\n', `\n${place}`) : place + text;
        return { contents, loader: LOADERS[extname(path)] ?? 'js' };
      });
      build.onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({ contents: lazyModule(path), loader: 'js' }));
      build.onLoad({ filter: /.*/, namespace: 'file' }, ({ path }): undefined => {
        if (!path.includes(IN_PACKAGE)) note(path);
      });
    },
  };
  return {
    plugin,
    inputs: () => {
      const all = [...stamps.values()];
      return all.every(isUnchanged) ? all : undefined;
    },
  };
}

/** A file of a package, or of this library where it is not installed but developed. */
function isPackageFile(path: string): boolean {
  return path.includes(IN_PACKAGE) || ['lib', 'src'].some((folder) => path.startsWith(join(OWN_ROOT, folder) + sep));
}

/** A module of Node's whose members load it when they are used. */
function lazyModule(name: string): string {
  const members = Object.keys(require(`node:${name}`)).filter((member) => /^[A-Za-z_$][\w$]*$/.test(member));
  return members
    .map(
      (member) => `exports.__defineGetter__('${member}',()=>globalThis.process.getBuiltinModule('${name}').${member});`,
    )
    .join('');
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
