import { type ExecFileException, execFile } from 'node:child_process';
import { UserError } from '../errors';

/** What the user's configuration may say otherwise, and how the output has to look here. */
const SETTINGS = ['core.quotepath=false', 'log.showSignature=false', 'log.showRoot=true', 'log.diffMerges=separate'];

/** Git sets these in hooks, for another folder than the one asked about, and a pathspec is literal or it says so itself. */
const OTHER_PLACE =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|(?:GLOB|NOGLOB|ICASE|LITERAL)_PATHSPECS)$/;

/** Git as a program, run in one folder of a repository. It reads, takes no locks and asks no questions. */
export class Git {
  /**
   * @param folder where git runs; it has to exist
   * @param file the release file as it was given, for messages
   */
  constructor(
    readonly folder: string,
    private readonly file: string,
  ) {}

  /** The same in another folder. */
  in(folder: string): Git {
    return new Git(folder, this.file);
  }

  /**
   * What git writes to standard output.
   *
   * @param command the first word after `git`
   * @param input for its standard input
   * @throws UserError GIT_MISSING, GIT_NOT_A_REPOSITORY, GIT_FAILED
   */
  run(command: string, args: readonly string[], input = ''): Promise<Buffer> {
    const words = [...SETTINGS.flatMap((setting) => ['-c', setting]), command, ...args];
    const options = { cwd: this.folder, env: environment(), encoding: 'buffer', maxBuffer: Infinity } as const;
    return new Promise((resolve, reject) => {
      const child = execFile('git', words, options, (error, stdout, stderr) => {
        if (error) reject(this.failure(command, error, stderr.toString()));
        else resolve(stdout);
      });
      // git may end before it has read everything; its exit status tells
      child.stdin?.on('error', () => {});
      child.stdin?.end(input);
    });
  }

  private failure(command: string, error: ExecFileException, stderr: string): UserError {
    if (error.code === 'ENOENT') {
      return new UserError({
        code: 'GIT_MISSING',
        what: `the history of ${this.file} cannot be read without git`,
        why: 'there is no program git in the folders that PATH lists',
        fix: 'install git',
      });
    }
    if (/not a git repository/i.test(stderr)) {
      return new UserError({
        code: 'GIT_NOT_A_REPOSITORY',
        what: `${this.file} is not in a git repository`,
        why: `the versions of a release file are those of its git history, and ${this.folder} has none`,
        fix: "keep the project in git: 'git init', then commit the release file",
      });
    }
    return new UserError({
      code: 'GIT_FAILED',
      what: `git cannot read the history of ${this.file}`,
      why: `'git ${command}' says: ${firstLine(stderr) ?? firstLine(error.message) ?? 'nothing'}`,
      fix: `run 'git log -- ${this.file}' and mend what it says`,
    });
  }
}

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !OTHER_PLACE.test(name));
  return { ...Object.fromEntries(own), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
}

/** The line that tells what went wrong, without the name and password that an address may have. */
function firstLine(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((each) => /^(?:fatal|error): /.test(each)) ?? lines[0];
  return line?.replace(/\/\/[^/\s]*@/g, '//');
}
