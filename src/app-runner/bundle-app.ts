import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { type Problem, UserError } from '../errors';

/**
 * The app and the files it imports as one CommonJS text with its source map in it; packages stay outside.
 *
 * @param path absolute
 * @throws UserError APP_MISSING, or APP_SYNTAX with every error esbuild finds
 */
export async function bundleApp(path: string): Promise<string> {
  if (!existsSync(path)) {
    throw new UserError({
      code: 'APP_MISSING',
      what: `there is no app ${relative(process.cwd(), path)}`,
      why: `nothing of that name is in ${process.cwd()}`,
      fix: 'run the command in the folder of the app, or mend app: in cdk8s.yaml',
    });
  }
  const { build } = await import('esbuild');
  try {
    const { outputFiles } = await build({
      entryPoints: [path],
      bundle: true,
      write: false,
      platform: 'node',
      target: `node${process.versions.node}`,
      format: 'cjs',
      packages: 'external',
      // also where a tsconfig leads this name to our own source
      external: ['cdk8s-lockstep'],
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'silent',
      outfile: `${path}.js`,
    });
    return outputFiles[0]?.text ?? '';
  } catch (error) {
    const { errors } = error as import('esbuild').BuildFailure;
    const [first, ...rest] = (errors ?? []).map(toProblem);
    throw first ? new UserError(first, ...rest) : error;
  }
}

function toProblem({ text, location }: import('esbuild').Message): Problem {
  return {
    code: 'APP_SYNTAX',
    what: location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text,
    why: location ? `in: ${location.lineText.trim()}` : 'the app cannot be bundled',
    fix: 'mend that line',
  };
}
