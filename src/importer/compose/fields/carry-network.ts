import { isIP } from 'node:net';
import { dnsLabelFault } from '../../../manifest/dns-name';
import { findField, itemsOf, mapOf, textOf, textsOf } from '../yaml/compose-node';
import type { FieldHandler } from './field-handler';

const ONE_NETWORK =
  'all pods of a cluster reach each other, so what was apart is not: NetworkPolicies keep services apart';

/** `network_mode`: the host's network is carried over. */
export const carryNetworkMode: FieldHandler = ({ place, value }, draft) => {
  const mode = textOf(value) ?? '';
  if (mode === 'host') {
    draft.pod.set('hostNetwork', true);
    // without it a pod on the host's network cannot find Services by their names
    draft.pod.set('dnsPolicy', 'ClusterFirstWithHostNet');
    draft.note(
      place,
      'network_mode',
      'it became hostNetwork: the pod takes ports of the node it runs on, and two of them cannot share a node',
      mode,
    );
  } else if (mode !== 'bridge' && mode !== 'default' && mode !== '') {
    draft.note(
      place,
      'network_mode',
      'a pod has a network of its own; containers that share one belong in one pod',
      mode,
    );
  }
};

/** `networks`: names of the service that are only known there are names that nobody finds any more. */
export const noteNetworks: FieldHandler = ({ place, value }, draft) => {
  const map = mapOf(value);
  const names = map ? [...map.entries.keys()] : textsOf(value);
  if (names.length > 0) draft.note(place, 'networks', ONE_NETWORK);
  for (const [name, entry] of map?.entries ?? []) {
    const network = mapOf(entry.value);
    const aliases = textsOf(findField(network, 'aliases'));
    if (aliases.length > 0) {
      draft.note(
        entry.place,
        `networks.${name}.aliases`,
        'its Service has one name: name it by that',
        aliases.join(', '),
      );
    }
    if (network)
      draft.noteRest(network, `networks.${name}`, ['aliases'], 'the network of the cluster gives each pod its address');
  }
};

/** `links`: a service finds every other one by its name; a link may have given it another name. */
export const noteLinks: FieldHandler = ({ place, value }, draft) => {
  for (const link of textsOf(value)) {
    const [service = '', alias = service] = link.split(':');
    const why =
      alias === service
        ? 'every pod finds every Service by its name, so there is nothing to link'
        : 'nobody finds it by its name in the link any more: use the name of its Service';
    draft.note(place, 'links', why, link);
  }
};

/** `hostname`: what the container calls itself. */
export const carryHostname: FieldHandler = ({ place, value }, draft) => {
  const name = textOf(value) ?? '';
  const fault = dnsLabelFault(name);
  if (fault === undefined) draft.pod.set('hostname', name);
  else draft.note(place, 'hostname', `Kubernetes takes a DNS label, and it ${fault}`, name);
};

/** `extra_hosts`: lines of /etc/hosts. */
export const carryExtraHosts: FieldHandler = ({ place, value }, draft) => {
  const pairs =
    value.kind === 'map'
      ? [...value.entries].flatMap(([host, entry]) => textsOf(entry.value).map((address) => [host, address] as const))
      : itemsOf(value).map((item) => {
          // the address may have colons of its own
          const [, host = '', address = ''] = /^([^:=]+)[:=](.*)$/.exec(textOf(item) ?? '') ?? [];
          return [host, address.replace(/^\[(.*)\]$/, '$1')] as const;
        });
  const hosts = new Map<string, string[]>();
  for (const [host, address] of pairs) {
    if (isIP(address) > 0) hosts.set(address, [...(hosts.get(address) ?? []), host]);
    else
      draft.note(
        place,
        'extra_hosts',
        'it leads to the machine that runs Docker, which a cluster does not have: only addresses are carried over',
        `${host}:${address}`,
      );
  }
  if (hosts.size > 0)
    draft.pod.set(
      'hostAliases',
      [...hosts].map(([ip, hostnames]) => ({ ip, hostnames })),
    );
};

/** `pid` and `ipc`: those of the host are carried over. */
export function carryNamespace(topic: string, field: string): FieldHandler {
  return ({ place, value }, draft) => {
    const mode = textOf(value) ?? '';
    if (mode === 'host') draft.pod.set(field, true);
    else if (mode !== 'private' && mode !== '')
      draft.note(place, topic, 'containers that share it belong in one pod', mode);
  };
}
