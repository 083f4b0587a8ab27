import { asFields, asList } from '../../manifest/manifest';
import type { Code } from '../code/code';
import { printVisible } from '../code/print-visible';
import type { ImportedObject } from '../imported-object';
import type { ServiceReference } from './find-service-references';

/**
 * A value that names a Service, as code: `web.name`, `web.port`, or a template text around them.
 *
 * @param identifier of the constant that holds the Service
 */
export function toReferenceCode({ parts, service }: ServiceReference, identifier: string): Code {
  const sources = parts.map((part) =>
    typeof part === 'string'
      ? { text: part }
      : { code: 'of' in part ? `${identifier}.name` : portCode(service, part.port, identifier) },
  );
  const [only] = sources;
  if (sources.length === 1 && only && 'code' in only) return { kind: 'source', text: only.code ?? '' };
  const inside = sources.map((source) =>
    'code' in source ? `\${${source.code}}` : printVisible((source.text ?? '').replace(/[\\`]|\$(?=\{)/g, '\\$&')),
  );
  return { kind: 'source', text: `\`${inside.join('')}\`` };
}

/** The first port is `.port`, another one is found by its name. */
export function portCode({ manifest }: ImportedObject, port: number, identifier: string): string {
  const ports = asList(asFields(manifest.spec).ports);
  const named = ports.find((each) => each.port === port);
  if (ports[0]?.port === port) return `${identifier}.port`;
  return typeof named?.name === 'string' && /^[a-z\d-]+$/.test(named.name)
    ? `${identifier}.portNamed('${named.name}')`
    : String(port);
}
