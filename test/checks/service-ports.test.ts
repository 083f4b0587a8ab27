import { findServicePortProblems } from '../../src/checks/service-ports';
import { WorkloadIndex } from '../../src/checks/workload-index';
import type { Fields, PlacedManifest } from '../../src/manifest/manifest';
import { deployment, placed, print, said, web } from './placed';

/** The Service `front` of pods with `app: web`. */
const service = (ports: unknown, spec: Fields = {}, metadata: Fields = {}): PlacedManifest =>
  placed({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'front', ...metadata },
    spec: { selector: { app: 'web' }, ports, ...spec },
  });
const port = (fields: Fields) => service([{ port: 80, ...fields }]);
const HTTP = web({
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
    { containerPort: 9090 },
  ],
});
const HAVE = 'its containers have: 8080/TCP (http), 53/UDP (dns), 9090/TCP';

const find = (manifest: PlacedManifest, workloads = [HTTP], numbersToo = false) =>
  print(findServicePortProblems({ ...manifest, numbersToo }, new WorkloadIndex(workloads)));

describe('a port of a Service that no container has', () => {
  test.each([
    [
      { targetPort: 'metrics' },
      [
        "sends port 80/TCP to the port 'metrics', which no container has",
        HAVE,
        "set targetPort to one of them, or add a port named 'metrics' to the container's ports",
      ],
    ],
    [
      { targetPort: 'https' },
      ["sends port 80/TCP to the port 'https', which no container has", HAVE, "did you mean 'http'?"],
    ],
    [
      { targetPort: 'dns' },
      [
        "sends port 80/TCP to the port 'dns', which no container has",
        HAVE,
        "give both ports the same protocol: the container's is UDP",
      ],
    ],
    [
      { targetPort: '8080' },
      [
        "sends port 80/TCP to the port '8080', which no container has",
        HAVE,
        'write 8080 without quotes, since a name has a letter',
      ],
    ],
  ])('is refused when it is a name: %j', (fields, [what, why, fix]) => {
    expect(find(port(fields))).toBe(said(`SERVICE_PORT: app/front: service 'front' ${what}`, why!, fix!));
  });

  test.each([
    [
      { targetPort: 8081 },
      [
        'sends port 80/TCP to 8081, which no container has',
        HAVE,
        "set targetPort to one of them, or add { containerPort: 8081 } to the container's ports",
      ],
    ],
    [
      {},
      [
        'sends port 80/TCP to 80, which no container has',
        HAVE,
        "set targetPort to one of them, or add { containerPort: 80 } to the container's ports",
      ],
    ],
    [
      { targetPort: 8080, protocol: 'UDP' },
      [
        'sends port 80/UDP to 8080, which no container has',
        HAVE,
        "give both ports the same protocol: the container's is TCP",
      ],
    ],
    [
      { targetPort: 5353, protocol: 'UDP' },
      [
        'sends port 80/UDP to 5353, which no container has',
        HAVE,
        "set targetPort to one of them, or add { containerPort: 5353, protocol: 'UDP' } to the container's ports",
      ],
    ],
  ])('is refused when it is a number and the Service is of a workload: %j', (fields, [what, why, fix]) => {
    const refused = said(`SERVICE_PORT: app/front: service 'front' ${what}`, why!, fix!);
    expect(find(port(fields), [HTTP], true)).toBe(refused);
    expect(find(port(fields), [HTTP], false)).toBe('');
  });

  test('is refused when the containers declare none, and it is a name', () => {
    expect(find(port({ targetPort: 'http' }), [web({})])).toBe(
      said(
        "SERVICE_PORT: app/front: service 'front' sends port 80/TCP to the port 'http', which no container has",
        'its containers declare no ports',
        "set targetPort to one of them, or add a port named 'http' to the container's ports",
      ),
    );
  });

  test('is refused when only an init container has it that ends before the others begin', () => {
    const init = { name: 'proxy', ports: [{ name: 'http', containerPort: 80 }] };
    const pod = (fields: Fields) => deployment({ initContainers: [{ ...init, ...fields }], containers: [] });
    expect(find(port({ targetPort: 'http' }), [pod({})])).toContain('its containers declare no ports');
    expect(find(port({ targetPort: 'http' }), [pod({ restartPolicy: 'Always' })])).toBe('');
  });
});

describe('a port of a Service is let be where', () => {
  const all = [{ port: 80, targetPort: 'nothing' }];

  test.each([
    ['a container has its number', port({ targetPort: 8080 }), [HTTP]],
    ['a container has its name', port({ targetPort: 'http' }), [HTTP]],
    ['a container has its name with its protocol', port({ targetPort: 'dns', protocol: 'UDP' }), [HTTP]],
    ['a container has the number of the port itself', service([{ port: 9090 }]), [HTTP]],
    ['the target port is null', service([{ port: 9090, targetPort: null }]), [HTTP]],
    ['the target port is 0, which is none', service([{ port: 9090, targetPort: 0 }]), [HTTP]],
    ['one of several workloads has it', port({ targetPort: 'http' }), [web({}), HTTP]],
    ['it is a number and the containers declare none, but may listen', port({ targetPort: 8080 }), [web({})]],
    ['the Service is headless and forwards nothing', service([{ port: 80 }], { clusterIP: 'None' }), [HTTP]],
    ['the Service is an alias of a host name', service(all, { type: 'ExternalName', externalName: 'a.b' }), [HTTP]],
    ['the Service has no selector', service(all, { selector: undefined }), [HTTP]],
    ['the Service has an empty selector', service(all, { selector: {} }), [HTTP]],
    ['the Service selects none of the workloads', service(all, { selector: { app: 'api' } }), [HTTP]],
    ['the Service selects one pod of a set', service(all, { selector: { app: 'web', pod: 'web-0' } }), [HTTP]],
    ['the workload is in another namespace', service(all, {}, { namespace: 'shop' }), [HTTP]],
    ['there is no port', service(undefined, { clusterIP: 'None' }), [HTTP]],
  ])('%s', (_reason, manifest, workloads) => {
    expect(find(manifest, workloads, true)).toBe('');
  });
});

describe('several ports of a Service', () => {
  const names = (ports: object[]) => find(service(ports), []);

  test.each([
    [
      'are refused without names',
      [{ port: 80 }, { name: 'grpc', port: 81 }, { name: '', port: 82 }, { name: null, port: 83 }],
      [
        'has 4 ports, and 80, 82, 83 without a name',
        'Kubernetes asks for names as soon as a Service has more than one port',
        'give each port a name',
      ],
    ],
    [
      'are refused with the same name',
      [
        { name: 'http', port: 80 },
        { name: 'http', port: 81 },
      ],
      [
        "has two ports named 'http'",
        'a name and a number with its protocol stand for one port',
        'delete or change one of them',
      ],
    ],
    [
      'are refused with the same number and protocol',
      [
        { name: 'a', port: 80 },
        { name: 'b', port: 80, protocol: 'TCP' },
      ],
      [
        'has the port 80/TCP twice',
        'a name and a number with its protocol stand for one port',
        'delete or change one of them',
      ],
    ],
  ])('%s', (_law, ports, [what, why, fix]) => {
    expect(names(ports)).toBe(said(`SERVICE_PORT: app/front: service 'front' ${what}`, why!, fix!));
  });

  test.each([
    [
      'have names and numbers of their own',
      [
        { name: 'a', port: 80 },
        { name: 'b', port: 81 },
      ],
    ],
    [
      'differ in the protocol',
      [
        { name: 'a', port: 53 },
        { name: 'b', port: 53, protocol: 'UDP' },
      ],
    ],
    [
      'lead to the same target',
      [
        { name: 'a', port: 80, targetPort: 1 },
        { name: 'b', port: 81, targetPort: 1 },
      ],
    ],
    ['is one, which needs no name', [{ port: 80 }]],
  ])('are let be where they %s', (_reason, ports) => {
    expect(names(ports)).toBe('');
  });
});
