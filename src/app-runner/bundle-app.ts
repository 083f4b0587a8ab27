import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { BuildFailure, Message } from 'esbuild';
import { type Problem, UserError } from '../errors';
import { sourcePlugin } from './source-plugin';
import type { Stamp } from './stamp';

/** An app in one CommonJS text, and the files that it was made from. */
export interface Bundle {
  readonly code: string;
  /** The source map of the code, as JSON. */
  readonly map: string;
  /** Everything that would make another bundle when it changes; undefined when a file changed while it was read. */
  readonly inputs: readonly Stamp[] | undefined;
}

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
  const { build } = require('esbuild') as typeof import('esbuild');
  const source = sourcePlugin(path);
  try {
    const { outputFiles } = await build({
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
      sourcemap: 'external',
      sourcesContent: false,
      logLevel: 'silent',
      outfile: `${path}.js`,
      plugins: [source.plugin],
    });
    const text = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
    return { code: text('.js'), map: text('.map'), inputs: source.inputs() };
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
