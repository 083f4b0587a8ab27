import { findProbePortProblems } from '../../src/checks/probe-ports';
import type { Fields } from '../../src/manifest/manifest';
import { deployment, placed, print, said, web } from './placed';

const PORTS = [{ name: 'http', containerPort: 8080 }, { name: 'grpc', containerPort: 9090 }, { containerPort: 7070 }];
const http = (port: unknown) => ({ httpGet: { path: '/', port } });
const tcp = (port: unknown) => ({ tcpSocket: { port } });
const container = (fields: Fields) => web({ ports: PORTS, ...fields });

describe('a port that its container does not have is refused', () => {
  test.each([
    ['livenessProbe', { livenessProbe: http('admin') }],
    ['readinessProbe', { readinessProbe: tcp('admin') }],
    ['startupProbe', { startupProbe: http('admin') }],
    ['lifecycle.postStart', { lifecycle: { postStart: http('admin') } }],
    ['lifecycle.preStop', { lifecycle: { preStop: tcp('admin') } }],
  ])('in %s', (place, fields) => {
    expect(print(findProbePortProblems(container(fields)))).toBe(
      said(
        `PROBE_PORT: app/web: container 'web' asks for its port 'admin' in ${place}, and has no such port`,
        'its ports are named: http, grpc',
        "name a port 'admin', or write the number",
      ),
    );
  });

  test('as a slip, when another is nearly called so', () => {
    expect(print(findProbePortProblems(container({ livenessProbe: http('https') })))).toBe(
      said(
        "PROBE_PORT: app/web: container 'web' asks for its port 'https' in livenessProbe, and has no such port",
        'its ports are named: http, grpc',
        "did you mean 'http'?",
      ),
    );
  });

  test('when only the container beside it has it', () => {
    const pod = {
      containers: [
        { name: 'proxy', livenessProbe: http('http') },
        { name: 'web', ports: PORTS },
      ],
    };
    expect(print(findProbePortProblems(deployment(pod)))).toBe(
      said(
        "PROBE_PORT: app/web: container 'proxy' asks for its port 'http' in livenessProbe, and has no such port",
        'none of its ports has a name',
        "name a port 'http', or write the number",
      ),
    );
  });
});

describe('a port of a probe is let be where', () => {
  test.each([
    ['the container has its name', container({ livenessProbe: http('http'), readinessProbe: tcp('grpc') })],
    ['the container has its number', container({ livenessProbe: http(8080) })],
    ['it is another number, which may be open', container({ livenessProbe: http(1234) })],
    ['it is a number in quotes', container({ livenessProbe: http('8080') })],
    ['the probe runs a program', container({ livenessProbe: { exec: { command: ['true'] } } })],
    ['the probe is null', container({ livenessProbe: null, lifecycle: null })],
    ['the kind has no pods', placed({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } })],
  ])('%s', (_reason, manifest) => {
    expect(print(findProbePortProblems(manifest))).toBe('');
  });
});
