import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asFields, asList, type Fields } from '../../../../src/manifest/manifest';
import type { ContainerConfig } from '../../../image/built-image';

/** A process as a runtime is told to start it. */
export interface ContainerProcess {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly uid: number;
  /** The main group first. */
  readonly gids: readonly number[];
  /** Numbers of capabilities that it and all it starts can never have. */
  readonly never: readonly number[];
}

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * What kubelet and containerd make of a container and its image, for the values that stand in the manifest. It shares
 * nothing with what the checks go by, so that a mistake there shows.
 *
 * @param root of the unpacked image, where users are looked up
 * @param exec the program of a probe or hook, in place of the container's own
 */
export function containerProcess(
  pod: Fields,
  container: Fields,
  config: ContainerConfig,
  root: string,
  exec?: readonly string[],
): ContainerProcess {
  const own: Record<string, string> = {};
  for (const { name, value } of asList(container.env)) own[String(name)] = expand(String(value ?? ''), own);
  const image = Object.fromEntries(words(config.Env).map((pair) => /^([^=]*)=(.*)$/s.exec(pair)?.slice(1) ?? []));
  const command = words(container.command);
  const args = words(container.args);
  const imageCommand = [...words(config.Entrypoint), ...(args.length > 0 ? [] : words(config.Cmd))];
  const argv = [
    ...(command.length > 0 ? command.map((word) => expand(word, own)) : imageCommand),
    ...args.map((word) => expand(word, own)),
  ];
  const cwd = String(container.workingDir ?? config.WorkingDir ?? '/');
  return {
    argv: exec ?? argv,
    env: { PATH: DEFAULT_PATH, ...image, ...own },
    cwd,
    ...findUser(pod, container, config, root),
    never: findNever(container),
  };
}

const NUMBERS: Readonly<Record<string, number>> = { NET_BIND_SERVICE: 10 };

function findNever(container: Fields): number[] {
  const { add, drop } = asFields(asFields(container.securityContext).capabilities);
  const numbersOf = (list: unknown) => words(list).map((name) => NUMBERS[name]);
  const dropped = words(drop).includes('ALL') ? Array.from({ length: 38 }, (_, number) => number) : numbersOf(drop);
  return dropped.flatMap((number) => (number === undefined || numbersOf(add).includes(number) ? [] : number));
}

function findUser(pod: Fields, container: Fields, config: ContainerConfig, root: string) {
  const podContext = asFields(pod.securityContext);
  const context: Fields = { ...podContext, ...asFields(container.securityContext) };
  const user = String(context.runAsUser ?? (String(config.User ?? '').split(':')[0] || '0'));
  const entry = lines(root, 'etc/passwd').find(([name, , uid]) => user === name || user === uid);
  const [name = '', , uid = user, gid = '0'] = entry ?? [];
  const groups = lines(root, 'etc/group').filter(([, , , members = '']) => members.split(',').includes(name));
  const gids = [context.runAsGroup ?? gid, ...(name === '' ? [] : groups.map((group) => group[2]))];
  const extra = [...(podContext.fsGroup === undefined ? [] : [podContext.fsGroup])];
  const all = [...gids, ...extra, ...((podContext.supplementalGroups as number[] | undefined) ?? [])];
  return { uid: Number(uid), gids: all.map(Number) };
}

function lines(root: string, path: string): string[][] {
  const file = join(root, path);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
}

function words(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** `$(NAME)` where it is set, `$$` as a dollar sign. */
function expand(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$(\$|\(([^)]*)\))/g, (whole, first: string, name: string) =>
    first === '$' ? '$' : (values[name] ?? whole),
  );
}
