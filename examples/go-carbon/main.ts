// A Graphite store: the image's own entrypoint, its configuration in files and its data on a volume.
import { App, Release } from 'cdk8s-lockstep';
import { PodMonitor } from '../../imports/monitoring.coreos.com';

const app = new App();
const graphite = new Release(app, 'graphite', { file: 'release.yaml', namespace: 'graphite', createNamespace: true });

const config = graphite.configMap('go-carbon', {
  files: ['config/go-carbon.conf', 'config/storage-schemas.conf'],
});

// a StatefulSet, because two pods must never write the same whisper files: it stops the old pod before it starts
// the new one, where a Deployment's surge would wait for a volume that the old pod still holds
const podNames = 'go-carbon-pods';
const carbon = graphite.statefulSet('go-carbon', {
  serviceName: podNames,
  ports: [
    { name: 'plain', containerPort: 2003 },
    { name: 'plain-udp', containerPort: 2003, protocol: 'UDP' },
    { name: 'pickle', containerPort: 2004 },
    { name: 'carbonlink', containerPort: 7002 },
    { name: 'metrics', containerPort: 7007 },
  ],
  readinessProbe: { tcpSocket: { port: 'plain' } },
  volumeMounts: [
    { name: 'config', mountPath: '/etc/go-carbon' },
    { name: 'data', mountPath: '/var/lib/graphite' },
  ],
  pod: {
    // the image's user is not root, and a new volume belongs to root
    securityContext: { fsGroup: 101 },
    volumes: [config.volume('config')],
  },
  volumeClaimTemplates: [
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
    },
  ],
});
carbon.expose({ name: podNames, clusterIP: 'None' });
carbon.expose();

new PodMonitor(graphite, 'go-carbon-metrics', {
  spec: {
    selector: { matchLabels: carbon.podLabels },
    podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: '30s' }],
  },
});

app.synth();
