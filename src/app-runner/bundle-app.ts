import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { BuildFailure, Message } from 'esbuild';
import { type Problem, UserError } from '../errors';
import type { InputLog, Inputs } from './bundle-inputs';
import { sourcePlugin } from './source-plugin';

/** An app in one CommonJS text, and the files that it was made from. */
export interface Bundle {
  readonly code: string;
  /** Undefined when that is not known: a file changed while it was read, or any file of a folder may be imported. */
  readonly inputs: Inputs | undefined;
}

/** What `require(`./folder/${name}`)` becomes: the files that are there now. */
const ANY_FILE = '__glob(';

/**
 * The app, the files it imports, and cdk8s with what is built on it. Other packages stay outside and are loaded from
 * where they are.
 *
 * @param path absolute
 * @throws UserError APP_MISSING, or APP_SYNTAX with every error esbuild finds
 */
export async function bundleApp(path: string): Promise<Bundle> {
  if (!existsSync(path)) {
    throw new UserError({
      code: 'APP_MISSING',
      what: `there is no app ${relative(process.cwd(), path)}`,
      why: `nothing of that name is in ${process.cwd()}`,
      fix: 'run the command in the folder of the app, or mend app: in cdk8s.yaml',
    });
  }
  const { code, log } = await build(path, false);
  return { code, inputs: code.includes(ANY_FILE) ? undefined : log.all() };
}

/**
 * The source map of a bundle, as JSON: made when there is something to look up in it, since it takes as long as the bundle.
 * Undefined when the app is another one by now.
 */
export async function mapBundle(path: string, { code }: Pick<Bundle, 'code'>): Promise<string | undefined> {
  const again = await build(path, true).catch(() => undefined);
  return again?.code === code ? again.map : undefined;
}

async function build(path: string, hasMap: boolean): Promise<{ code: string; map: string; log: InputLog }> {
  const esbuild = require('esbuild') as typeof import('esbuild');
  const { plugin, log } = sourcePlugin(path);
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [path],
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
    return { code: text('.js'), map: text('.map'), log };
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
