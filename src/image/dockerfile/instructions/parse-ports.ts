const MOST_PORTS = 65_535;

/**
 * The ports of a word of `EXPOSE`, each as `8080/tcp`; undefined when it is none.
 *
 * A port on the host (`80:8080`), which builders ignore, is left out.
 */
export function parsePorts(word: string): readonly string[] | undefined {
  const [container = '', written] = word.slice(word.lastIndexOf(':') + 1).split('/');
  const protocol = written || 'tcp';
  if (!/^(?:tcp|udp|sctp)$/i.test(protocol)) return undefined;
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(container) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const [from, to] = [Number(first), Number(last)];
  if (from > to || to > MOST_PORTS) return undefined;
  return Array.from({ length: to - from + 1 }, (_, index) => `${from + index}/${protocol.toLowerCase()}`);
}
