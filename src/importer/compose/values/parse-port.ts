import { isIP } from 'node:net';

/** A port of a container, and where Compose publishes it. */
export interface ComposePort {
  readonly containerPort: number;
  /** `TCP`, `UDP` or `SCTP`. */
  readonly protocol: string;
  /** As written: a port, a range, or with an address of the host before it; undefined when it is not published at a port. */
  readonly published?: string | undefined;
}

const PROTOCOLS = new Set(['TCP', 'UDP', 'SCTP']);
const MAX_PORT = 65_535;

/**
 * The ports of a short form: `80`, `8080:80`, `127.0.0.1:8080:80/udp`, `[::1]:80:80`, `9090-9091:8080-8081`. Undefined
 * when it is none.
 *
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#short-syntax-4
 */
export function parsePort(text: string): ComposePort[] | undefined {
  const [, address, host, container, protocol] =
    /^(?:(?:(\[[\da-fA-F:]+\]|[\d.]+):)?(\d+(?:-\d+)?)?:)?(\d+(?:-\d+)?)(?:\/(\w+))?$/.exec(text.trim()) ?? [];
  if (container === undefined || (address !== undefined && isIP(address.replace(/[[\]]/g, '')) === 0)) return undefined;
  const published = host === undefined ? undefined : address === undefined ? host : `${address}:${host}`;
  return portsOf(container, protocol ?? 'tcp', published);
}

/** The ports of a range in the container, each with its own of the host where there are as many. */
export function portsOf(container: string, protocol: string, published?: string): ComposePort[] | undefined {
  const range = parseRange(container);
  if (!range || !PROTOCOLS.has(protocol.toUpperCase())) return undefined;
  const [, before = '', host = ''] = /^(.*:)?([^:]*)$/.exec(published ?? '') ?? [];
  const hostRange = host === '' ? undefined : parseRange(host);
  if (host !== '' && !hostRange) return undefined;
  const isPaired = hostRange?.length === range.length;
  if (hostRange && !isPaired && range.length > 1) return undefined;
  return range.map((containerPort, index) => ({
    containerPort,
    protocol: protocol.toUpperCase(),
    published: hostRange === undefined ? published : `${before}${isPaired ? hostRange[index] : host}`,
  }));
}

function parseRange(text: string): number[] | undefined {
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (!(first >= 1 && last >= first && last <= MAX_PORT)) return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
