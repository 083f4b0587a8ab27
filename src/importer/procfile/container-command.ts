import { parseShellCommand, type ShellCommand } from './shell-command';

/** What a container starts for one line of a Procfile. */
export interface ContainerCommand {
  readonly command: readonly string[];
  /** What needs a shell: `${PORT…}`, `&&`; undefined where none runs. */
  readonly shellPart: string | undefined;
  /** What the reader has to know of it, a sentence each. */
  readonly remarks: readonly string[];
  /** The variables that it reads, without those that every container has. */
  readonly variables: readonly string[];
}

/** What images and container runtimes set. */
const SET_ANYWAY = ['HOME', 'HOSTNAME', 'OLDPWD', 'PATH', 'PWD'];

/**
 * The command of a container, word by word, or as a text for /bin/sh where only a shell can run it. One program is
 * started by `exec`, so that it takes the place of the shell and gets the signals of Kubernetes.
 *
 * @param text in which every quote ends
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
 */
export function toContainerCommand(text: string): ContainerCommand {
  const shell = parseShellCommand(text);
  if (!shell) throw new Error('the command has a quote that does not end');
  const variables = shell.variables.filter((name) => !SET_ANYWAY.includes(name));
  const plain = shell.words;
  const words = plain ?? ['/bin/sh', '-c', withExec(text, shell)];
  const command = words.map(escapeReferences);
  const isEscaped = command.some((word, index) => word !== words[index]);
  return {
    command,
    shellPart: plain ? undefined : (shell.shellParts[0] ?? text),
    remarks: [
      ...(plain ? [] : [SIGNALS[shell.start], 'the image needs /bin/sh']),
      ...(shell.bashParts.length === 0 ? [] : [`${quote(shell.bashParts)} is bash's, and not every /bin/sh knows it`]),
      ...(isEscaped ? ['a dollar sign is doubled where Kubernetes would take it for a variable of its own'] : []),
    ],
    variables,
  };
}

const SIGNALS: Readonly<Record<ShellCommand['start'], string>> = {
  program: 'it runs in /bin/sh -c, and exec makes the program take the place of the shell, so that it gets SIGTERM',
  exec: 'it runs in /bin/sh -c',
  other: 'it runs in /bin/sh -c, and a shell may keep SIGTERM from the programs it starts',
};

function withExec(text: string, { start, programAt }: ShellCommand): string {
  // behind assignments, which are no program
  return start === 'program' ? `${text.slice(0, programAt)}exec ${text.slice(programAt)}` : text;
}

/**
 * Kubernetes would replace `$(NAME)` by a variable, and `$$` by `$`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#entrypoint
 */
function escapeReferences(word: string): string {
  return word.replace(/\$(?=[$(])/g, '$$$$');
}

function quote(parts: readonly string[]): string {
  return [...new Set(parts)].map((part) => `'${part}'`).join(', ');
}
