import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { deployment, documents, service } from '../importer/generate/kubernetes';
import { ImportProject } from './import-project';
import { Lockstep } from './run-lockstep';

const ROOT = resolve(__dirname, '../..');
const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

const PROBES = `livenessProbe: {httpGet: {path: /healthz, port: http, scheme: HTTP}, periodSeconds: 5}
imagePullPolicy: IfNotPresent
ports: [{name: http, containerPort: 8080, protocol: TCP}]
resources: {limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 100m}}
securityContext: {runAsUser: 1, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}`;
const env = (...more: string[]) =>
  `env: [${['{name: DB_HOST, value: db}', '{name: DB_PORT, value: "5432"}', '{name: KEY, valueFrom: {secretKeyRef: {name: keys, key: k}}}', ...more].join(', ')}]`;
const POD = `restartPolicy: Always
dnsPolicy: ClusterFirst
terminationGracePeriodSeconds: 30
volumes: [{name: tmp, emptyDir: {medium: Memory}}, {name: c, configMap: {name: settings, defaultMode: 0644}}]
affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: a, labelSelector: {matchLabels: {a: b}}}}]}}
tolerations: [{key: a, operator: Exists, effect: NoSchedule}]
initContainers: [{name: wait, image: "busybox:1", command: [sleep, "1"], imagePullPolicy: Always}]`;
const SIDECAR = `- {name: proxy, image: "envoy:1", args: [-c, x], imagePullPolicy: Always, ports: [{containerPort: 15001, protocol: TCP}], terminationMessagePolicy: File}`;
const LONG = Array.from({ length: 20 }, (_, line) => `    line \${${line}} \`x\`\n`).join('');

/** Something of everything that an import writes, with fields that may have certain words only. */
const INPUT = documents(
  ...['api', 'web', 'mail'].map((name) =>
    deployment(name, {
      comment: `# ${name} */ \`\${x}\``,
      spec: 'strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%}}',
      pod: POD,
      container: `command: [/${name}]\n${PROBES}\n${name === 'api' ? env() : env('{name: API_URL, value: "http://api:80/v1"}')}`,
      sidecars: SIDECAR,
    }),
  ),
  service('api', '[{name: http, port: 80, targetPort: http, protocol: TCP}]', 'api', {
    spec: 'type: ClusterIP\nsessionAffinity: None\nipFamilyPolicy: SingleStack',
  }),
  `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  maxReplicas: 5
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]
`,
  'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: api}\nspec: {maxUnavailable: 50%, selector: {matchLabels: {app: api}}}\n',
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata:\n  app.ini: |\n${LONG}  short: |\n    a\n    b\n`,
  deployment('old', { metadata: 'finalizers: [a/b]' }),
  deployment('refused', { container: 'command: /refused' }),
  'apiVersion: v1\nkind: Secret\nmetadata: {name: keys}\nstringData: {k: v}\n',
);

/** What a program of this repository says of a project, and how it ended. */
function use(program: string, folder: string, ...words: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin', program), words, {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

describe('an imported project that is installed', () => {
  let project: ImportProject;
  let folder: string;
  beforeAll(async () => {
    project = new ImportProject(lockstep, { 'app.yaml': INPUT });
    folder = join(project.folder, 'shop');
    const said = await project.result(['import', 'app.yaml', '--out', 'shop']);
    expect(said).toContain('\nproved: the app synthesizes the same 10 objects\n');
    project.install('shop');
    expect((await project.start(['synth'], { at: 'shop' }).ended).status).toBe(0);
  });

  test('type-checks under strict, with its own tsconfig.json', () => {
    const paths = { 'cdk8s-lockstep': [join(ROOT, 'src/index.ts')] };
    project.write(
      'shop/tsconfig.check.json',
      JSON.stringify({ extends: './tsconfig.json', compilerOptions: { paths }, include: ['*.ts'] }),
    );
    expect(use('tsc', folder, '-p', 'tsconfig.check.json')).toEqual({ status: 0, said: '' });
  });

  test('passes its own test', () => {
    const { status, said } = use('jest', folder, '--ci');
    expect(said).toMatch(/^Tests: +2 passed, 2 total$/m);
    expect(status).toBe(0);
  });

  test('is as the formatter leaves it', () => {
    const { status, said } = use('biome', ROOT, 'format', `--config-path=${ROOT}`, join(folder, 'main.ts'));
    expect(said).toMatch(/^Checked 1 file in .*\. No fixes applied\.$/m);
    expect(status).toBe(0);
  });

  test('gives the same main.ts, release.yaml and files when its dist/ is imported', async () => {
    await project.result(['import', 'shop/dist', '--out', 'again']);
    const own = (path: string) => /^(?:main\.ts|release\.yaml|config\/.*)$/.test(path);
    const bare = (text: string) => text.replace(/^ *\/\/.*\n/gm, '');
    expect(project.list('again').filter(own)).toEqual(project.list('shop').filter(own));
    for (const path of project.list('again').filter(own)) {
      expect(bare(project.read(`again/${path}`))).toBe(bare(project.read(`shop/${path}`)));
    }
  });

  test('changes exactly the image lines of the shared containers when it is bumped', async () => {
    const lines = () => project.list('shop/dist').flatMap((path) => project.read(`shop/dist/${path}`).split('\n'));
    const before = lines();
    await project.start(['bump', '1.5.0', '--offline'], { at: 'shop' }).ended;
    const after = lines();
    expect(after).toEqual(before.map((line) => line.replace('image: team/shop:1.4.2', 'image: team/shop:1.5.0')));
    expect(after.filter((line, index) => line !== before[index])).toHaveLength(5);
  });
});
