// One static Go binary in a scratch image, started twice: as an HTTP server and as a gRPC server.
import { App, Release } from 'cdk8s-lockstep';
import { GrpcRoute, HttpRoute, HttpRouteSpecRulesMatchesPathType } from '../../imports/gateway.networking.k8s.io';

const app = new App();
const goapp = new Release(app, 'goapp', {
  file: 'release.yaml',
  namespace: 'goapp',
  createNamespace: true,
  podSecurity: 'restricted',
});

const locked = {
  securityContext: { readOnlyRootFilesystem: true },
  // a scratch image has no /etc/passwd, so its user is root unless a number says otherwise; a number needs no entry
  pod: { securityContext: { runAsUser: 65532 } },
};

const api = goapp.deployment('goapp', {
  ...locked,
  replicas: 2,
  command: ['/myapp'],
  ports: [{ name: 'http', containerPort: 8080 }],
  readinessProbe: { httpGet: { path: '/api/', port: 'http' } },
  livenessProbe: { httpGet: { path: '/api/', port: 'http' }, periodSeconds: 20 },
});
const apiService = api.expose();

const grpc = goapp.deployment('goapp-grpc', {
  ...locked,
  replicas: 2,
  command: ['/myapp', 'grpc'],
  ports: [{ name: 'grpc', containerPort: 9090 }],
  readinessProbe: { grpc: { port: 9090 } },
});
const grpcService = grpc.expose();

const parentRefs = [{ name: 'public', namespace: 'gateways', sectionName: 'https' }];

new HttpRoute(goapp, 'goapp', {
  spec: {
    parentRefs,
    hostnames: ['goapp.example.com'],
    rules: [
      {
        matches: [{ path: { type: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: '/api/' } }],
        backendRefs: [{ name: apiService.name, port: apiService.port }],
      },
    ],
  },
});

new GrpcRoute(goapp, 'goapp-grpc', {
  spec: {
    parentRefs,
    hostnames: ['grpc.goapp.example.com'],
    rules: [{ backendRefs: [{ name: grpcService.name, port: grpcService.port }] }],
  },
});

app.synth();
