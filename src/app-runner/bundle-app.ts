import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { BuildFailure, Message } from 'esbuild';
import { type Problem, UserError } from '../errors';
import type { Inputs } from './bundle-inputs';
import { type BundleKind, type SourcePlugin, sourcePlugin } from './source-plugin';

/** An app in one CommonJS text, and the files that it was made from. */
export interface Bundle {
  readonly code: string;
  /** Undefined when that is not known: a file changed while it was read, or any file of a folder may be imported. */
  readonly inputs: Inputs | undefined;
  readonly kind: BundleKind;
}

/** What `require(`./folder/${name}`)` becomes: the files that are there now. */
const ANY_FILE = '__glob(';

/**
 * The app, the files it imports, and packages that are built on cdk8s; in a whole bundle cdk8s too. Other packages stay
 * outside and are loaded from where they are.
 *
 * @param path absolute
 * @param kind `own` becomes `whole` where the app would have two copies of cdk8s otherwise
 * @throws UserError APP_MISSING, or APP_SYNTAX with every error esbuild finds
 */
export async function bundleApp(path: string, kind: BundleKind = 'whole'): Promise<Bundle> {
  if (!existsSync(path)) {
    throw new UserError({
      code: 'APP_MISSING',
      what: `there is no app ${relative(process.cwd(), path)}`,
      why: `nothing of that name is in ${process.cwd()}`,
      fix: 'run the command in the folder of the app, or mend app: in cdk8s.yaml',
    });
  }
  if (kind === 'own' && keepsLinks()) return bundleApp(path);
  const { code, log, hasFramework } = await build(path, kind, false);
  if (kind === 'own' && hasFramework()) return bundleApp(path);
  return { code, kind, inputs: code.includes(ANY_FILE) ? undefined : log.all() };
}

/**
 * The source map of a bundle, as JSON: made when there is something to look up in it, since it takes as long as the bundle.
 * Undefined when the app is another one by now.
 */
export async function mapBundle(
  path: string,
  { code, kind }: Pick<Bundle, 'code' | 'kind'>,
): Promise<string | undefined> {
  const again = await build(path, kind, true).catch(() => undefined);
  return again?.code === code ? again.map : undefined;
}

/**
 * Whether Node knows a package by the link that leads to it, and not by where it is, as esbuild does.
 *
 * @see https://nodejs.org/api/cli.html#--preserve-symlinks
 */
function keepsLinks(): boolean {
  const { NODE_OPTIONS = '', NODE_PRESERVE_SYMLINKS } = process.env;
  return (
    NODE_PRESERVE_SYMLINKS === '1' || /--preserve-symlinks\b(?!-)/.test([...process.execArgv, NODE_OPTIONS].join(' '))
  );
}

interface Build extends Pick<SourcePlugin, 'log' | 'hasFramework'> {
  readonly code: string;
  readonly map: string;
}

async function build(path: string, kind: BundleKind, hasMap: boolean): Promise<Build> {
  const esbuild = require('esbuild') as typeof import('esbuild');
  const { plugin, log, hasFramework } = sourcePlugin(path, kind);
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [path],
      // esbuild remembers the folder it was first loaded in, which may be gone by now
      absWorkingDir: process.cwd(),
      bundle: true,
      write: false,
      platform: 'node',
      target: `node${process.versions.node}`,
      format: 'cjs',
      // compiled code that was kept has lost the way to the module loader; require() takes ES modules too
      supported: { 'dynamic-import': false },
      minifyWhitespace: true,
      minifySyntax: true,
      sourcemap: hasMap && 'external',
      sourcesContent: false,
      logLevel: 'silent',
      outfile: `${path}.js`,
      plugins: [plugin],
    });
    const text = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
    return { code: text('.js'), map: text('.map'), log, hasFramework };
  } catch (error) {
    const { errors } = error as BuildFailure;
    const [first, ...rest] = (errors ?? []).map(toProblem);
    throw first ? new UserError(first, ...rest) : error;
  }
}

function toProblem({ text, location }: Message): Problem {
  return {
    code: 'APP_SYNTAX',
    what: location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text,
    why: location ? `in: ${location.lineText.trim()}` : 'the app cannot be bundled',
    fix: 'mend that line',
  };
}
