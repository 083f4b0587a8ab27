import type { Problem } from '../errors';
import { dnsLabelFault, toDnsLabel } from '../manifest/dns-name';
import type { ProjectService } from './project-answers';
import { splitWords } from './split-words';

const MAX_PORT = 65535;

/**
 * Reads one service: `name[:port][=command]`, for example `web:8080=/frontend -v` or `worker=/gifcreator -worker`.
 * Without a command the image's own entrypoint runs.
 *
 * @param report hears every problem; undefined comes back when there is any
 */
export function parseService(text: string, report: (problem: Problem) => void): ProjectService | undefined {
  const [, nameText = '', portText, commandText] = /^([^:=]*)(?::([^=]*))?(?:=(.*))?$/s.exec(text) ?? [];
  const name = nameText.trim();
  const words = splitWords(commandText ?? '');
  const problems = [
    ...findNameProblem(text, name, portText !== undefined),
    ...findPortProblem(text, name, portText?.trim()),
    ...(commandText === undefined ? [] : findCommandProblem(text, name, words)),
  ];
  for (const problem of problems) report(problem);
  if (problems.length > 0) return undefined;
  return { name, command: words ?? [], ...(portText === undefined ? {} : { port: Number(portText) }) };
}

function findNameProblem(text: string, name: string, isExposed: boolean): Problem[] {
  const fault = dnsLabelFault(name);
  if (fault !== undefined) {
    const label = toDnsLabel(name);
    return [
      {
        code: 'INVALID_NAME',
        what: `service '${text}': the name '${name}' ${fault}`,
        why: 'the name becomes that of a workload: lower case letters, digits and dashes',
        fix: label === undefined ? 'write name=command, for example web=/web' : `did you mean '${label}'?`,
      },
    ];
  }
  // https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names
  if (!isExposed || !/^[0-9]/.test(name)) return [];
  return [
    {
      code: 'INVALID_NAME',
      what: `service '${text}': the name '${name}' begins with a digit`,
      why: 'with a port there is a Service of this name, which has to begin with a letter',
      fix: 'rename it, or leave the port out',
    },
  ];
}

function findPortProblem(text: string, name: string, port: string | undefined): Problem[] {
  if (port === undefined || (/^[0-9]{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= MAX_PORT)) return [];
  return [
    {
      code: 'INIT_SERVICE_INVALID',
      what: `service '${text}': '${port}' is not a port`,
      why: `a port is a number from 1 to ${MAX_PORT}`,
      fix: `write ${toDnsLabel(name) ?? 'web'}:8080, or leave it out`,
    },
  ];
}

function findCommandProblem(text: string, name: string, words: readonly string[] | undefined): Problem[] {
  const invalid = (what: string, why: string, fix: string): Problem[] => [
    { code: 'INIT_SERVICE_INVALID', what: `service '${text}': ${what}`, why, fix },
  ];
  const why = 'the command is the program that the container starts, and its arguments';
  if (words === undefined) return invalid('a quote does not end', why, 'end the quote, or write a backslash before it');
  const [program = '', ...others] = words;
  if (program === '') {
    const fix = `write ${toDnsLabel(name) ?? 'web'}=/program, or leave the = out to run the image's own entrypoint`;
    return invalid('the command is empty', why, fix);
  }
  // what synth would refuse, and for the same reason; a path of Windows may have spaces
  if (others.length > 0 || !/\s/.test(program.trim()) || /^[A-Za-z]:[\\/]/.test(program)) return [];
  return invalid(
    'the command is one word with spaces in it',
    'Kubernetes starts no shell: it would look for a program of exactly that name',
    'leave out the quotes around the whole command',
  );
}
