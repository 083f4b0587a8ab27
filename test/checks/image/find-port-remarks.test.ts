import { findPortRemarks } from '../../../src/checks/image/find-port-remarks';
import type { Fields, PlacedManifest } from '../../../src/manifest/manifest';
import { placed } from '../placed';
import { fakeView, subjectNamed, webSubject } from './fake-view';

const EXPOSED = ['8080/tcp', '53/UDP', '9000', '7000-7010/tcp', '3868/sctp', '${PORT}'];

function service(spec: Fields, metadata: Fields = {}): PlacedManifest {
  return placed({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', ...metadata },
    spec: { selector: { app: 'web' }, ...spec },
  });
}

/** What each remark is about: `deployment 'web' has port 80/tcp`. */
function find(podSpec: Fields, manifests: readonly PlacedManifest[] = [], exposedPorts = EXPOSED): string[] {
  const remarks = findPortRemarks(subjectNamed('web', podSpec), fakeView([], { config: { exposedPorts } }), manifests);
  return remarks.map(({ what }) => what.replace(', which app:1 does not expose', ''));
}

const pod = (web: Fields, ...others: readonly Fields[]) => ({
  containers: [{ name: 'web', image: 'app:1', ...web }, ...others],
});
const ports = (...list: readonly Fields[]) => pod({ ports: list });

test('a port that the image does not expose is worth a remark', () => {
  const subject = webSubject({ ports: [{ containerPort: 80 }] });
  expect(findPortRemarks(subject, fakeView([], { config: { exposedPorts: ['8080/tcp', '53/udp'] } }), [])).toEqual([
    {
      outcome: 'pass',
      code: 'IMAGE_PORT_NOT_EXPOSED',
      what: "deployment 'web' has port 80/tcp, which app:1 does not expose",
      why: 'the image exposes 8080/tcp, 53/udp; EXPOSE opens nothing, so the program may listen there all the same',
      fix: 'see whether the number is the one that the program listens on',
      place: 'app/web',
      workload: "deployment 'web'",
      container: "container 'web'",
      image: 'app:1',
    },
  ]);
});

describe('ports of a container and its probes', () => {
  test.each<[Fields, string[], string]>([
    [ports({ containerPort: 8080 }, { containerPort: '8080' }), [], 'exposed'],
    [ports({ containerPort: 8080, protocol: 'UDP' }), ["deployment 'web' has port 8080/udp"], 'for another protocol'],
    [ports({ containerPort: 53, protocol: 'UDP' }, { containerPort: 3868, protocol: 'SCTP' }), [], 'udp and sctp'],
    [ports({ containerPort: 9000 }, { containerPort: 7005 }), [], 'without a protocol, and in a range'],
    [ports({ containerPort: 7011 }), ["deployment 'web' has port 7011/tcp"], 'behind a range'],
    [ports({ containerPort: 1 }, { containerPort: 1 }), ["deployment 'web' has port 1/tcp"], 'once'],
    [ports({ containerPort: 0 }, { containerPort: 'http' }, { containerPort: null }, {}), [], 'no number'],
    [pod({ ports: { containerPort: 1 } }), [], 'no list'],
    [pod({ livenessProbe: { httpGet: { port: 81 } } }), ["deployment 'web' is probed at port 81/tcp"], 'by HTTP'],
    [pod({ readinessProbe: { tcpSocket: { port: 81 } } }), ["deployment 'web' is probed at port 81/tcp"], 'by TCP'],
    [pod({ startupProbe: { grpc: { port: 81 } } }), ["deployment 'web' is probed at port 81/tcp"], 'by gRPC'],
    [pod({ livenessProbe: { httpGet: { port: 'http' } } }), [], 'by a name, which stands among its ports'],
    [pod({ livenessProbe: null, readinessProbe: { exec: {} } }), [], 'by nothing'],
  ])('%j: %j', (podSpec, expected, _reason) => {
    expect(find(podSpec)).toEqual(expected);
  });

  test('are not remarked on where the image exposes none', () => {
    expect(find(ports({ containerPort: 80 }), [], [])).toEqual([]);
  });

  test('are not remarked on where the image does not tell what it exposes', () => {
    const view = fakeView([], { unknown: ['exposedPorts'] });
    expect(findPortRemarks(webSubject({ ports: [{ containerPort: 80 }] }), view, [])).toEqual([]);
  });
});

describe('ports that a Service sends to', () => {
  const reached = (port: string) => [`deployment 'web' is reached by service 'api' at port ${port}`];

  test.each<[PlacedManifest, string[], string]>([
    [service({ ports: [{ port: 80, targetPort: 8080 }] }), [], 'exposed'],
    [service({ ports: [{ port: 80 }] }), reached('80/tcp'), 'its own number when it names no other'],
    [
      service({
        ports: [
          { port: 80, targetPort: 8081 },
          { port: 53, protocol: 'UDP' },
          { port: 54, protocol: 'UDP' },
        ],
      }),
      [...reached('8081/tcp'), ...reached('54/udp')],
      'each of several',
    ],
    [service({ ports: [{ port: 80, targetPort: 'http' }] }), [], "a name, which is one of the container's ports"],
    [service({ ports: [{ port: 80 }], selector: { app: 'api' } }), [], 'to other pods'],
    [service({ ports: [{ port: 80 }], selector: null }), [], 'to pods that something else chooses'],
    [service({ ports: [{ port: 80 }], clusterIP: 'None' }), [], 'a headless one sends nothing'],
    [service({ ports: [{ port: 80 }] }, { namespace: 'prod' }), [], 'of another namespace'],
    [service({ type: 'ExternalName', selector: undefined, externalName: 'a.b' }), [], 'to another name'],
    [placed({ apiVersion: 'v1', kind: 'Service' }), [], 'without a spec'],
  ])('%j', (manifest, expected, _reason) => {
    expect(find(pod({}), [manifest])).toEqual(expected);
  });

  test.each<[Fields, string]>([
    [pod({}, { name: 'proxy' }), 'a container beside it'],
    [{ ...pod({}), initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] }, 'a sidecar'],
  ])('may be those of %j', (podSpec, _reason) => {
    expect(find(podSpec, [service({ ports: [{ port: 80 }] })])).toEqual([]);
  });

  test('are its own, when an init container is over before it starts', () => {
    const podSpec = { ...pod({}), initContainers: [{ name: 'migrate' }] };
    expect(find(podSpec, [service({ ports: [{ port: 80 }] })])).toEqual(reached('80/tcp'));
  });
});
