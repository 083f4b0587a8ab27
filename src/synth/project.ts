import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../errors';

/** What cdk8s.yaml says of an app. */
export interface Project {
  /** Absolute path of the folder with cdk8s.yaml. */
  readonly folder: string;
  /** The command that runs the app: `lockstep app main.ts`. */
  readonly app: string;
  /** Absolute path of the folder for the manifests. Default: `dist`. */
  readonly dist: string;
}

/**
 * Reads cdk8s.yaml.
 *
 * @param folder of the project
 * @throws UserError PROJECT_MISSING, PROJECT_INVALID
 */
export function readProject(folder = process.cwd()): Project {
  const file = join(folder, 'cdk8s.yaml');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError({
      code: 'PROJECT_MISSING',
      what: code === 'ENOENT' ? `there is no cdk8s.yaml in ${folder}` : `${file} cannot be read`,
      why: code === 'ENOENT' ? 'it says how the app is run' : `the system says ${code}`,
      fix: "run the command in the folder of the app, or write cdk8s.yaml with 'language: typescript' and 'app: lockstep app main.ts'",
    });
  }
  const { app, output = 'dist' } = findPlainKeys(text) ?? parseKeys(text);
  if (app === undefined) {
    throw new UserError({
      code: 'PROJECT_INVALID',
      what: 'cdk8s.yaml has no app',
      why: 'without it nothing says how the manifests are made',
      fix: 'add: app: lockstep app main.ts',
    });
  }
  return { folder: resolve(folder), app, dist: resolve(folder, output) };
}

interface Keys {
  readonly app?: string;
  readonly output?: string;
}

/**
 * The two keys when they are written as everybody writes them; undefined for anything that takes a YAML parser,
 * which takes longer to load than the rest of the command.
 */
function findPlainKeys(text: string): Keys | undefined {
  const keys: { app?: string; output?: string } = {};
  for (const line of text.split(/\r?\n/)) {
    if (!/^["']?(?:app|output)\b/.test(line)) continue;
    const match = /^(app|output): +([A-Za-z0-9_./][A-Za-z0-9_./ =-]*?) *$/.exec(line);
    if (!match || keys[match[1] as keyof Keys] !== undefined) return undefined;
    keys[match[1] as keyof Keys] = match[2] as string;
  }
  return /^---|^[{%&*!]/m.test(text) || keys.app === undefined ? undefined : keys;
}

function parseKeys(text: string): Keys {
  const { parseDocument } = require('yaml') as typeof import('yaml');
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  const data = error ? undefined : (document.toJS() as unknown);
  const { app, output } = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  const isText = (value: unknown) => value === undefined || typeof value === 'string';
  if (error || !isText(app) || !isText(output)) {
    throw new UserError({
      code: 'PROJECT_INVALID',
      what: 'cdk8s.yaml cannot be understood',
      why: error ? error.message : `app and output are text, and here they are ${typeof app} and ${typeof output}`,
      fix: "write 'app: lockstep app main.ts' in a line of its own",
    });
  }
  return {
    ...(app === undefined ? {} : { app: app as string }),
    ...(output === undefined ? {} : { output: output as string }),
  };
}
