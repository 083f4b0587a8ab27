import fc from 'fast-check';
import { findMisfit } from '../../../src/importer/fields/find-misfit';
import { parseProcfile } from '../../../src/importer/procfile/parse-procfile';
import { toObjects } from '../../../src/importer/procfile/procfile-objects';
import { parseManifests } from '../../../src/manifest/parse-manifests';

const OPTIONS = { file: 'Procfile', image: 'inherently/gifinator:0.0.5', name: 'gifinator' };

function objectsOf(text: string, options: object = {}) {
  return toObjects(parseProcfile(text, OPTIONS.file), { ...OPTIONS, ...options });
}

/** The notes about one line, without those that every Procfile gets. */
function notesOf(text: string): string[] {
  return objectsOf(text)
    .notes.filter(({ place }) => place !== 'Procfile')
    .map(({ place, what, why }) => `${place}: ${what}; ${why}`);
}

describe('the objects for a Procfile', () => {
  test('are a Deployment for each process type', () => {
    const { objects } = objectsOf('# makes the gifs\ngif_worker: /gifcreator -worker');
    expect(objects).toEqual([
      {
        manifest: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'gif-worker' },
          spec: {
            replicas: 1,
            selector: { matchLabels: { app: 'gif-worker' } },
            template: {
              metadata: { labels: { app: 'gif-worker' } },
              spec: {
                containers: [
                  { name: 'gif-worker', image: 'inherently/gifinator:0.0.5', command: ['/gifcreator', '-worker'] },
                ],
              },
            },
          },
        },
        place: 'Procfile:2',
        file: 'Procfile',
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: gif-worker
spec:
  replicas: 1
  selector:
    matchLabels:
      app: gif-worker
  template:
    metadata:
      labels:
        app: gif-worker
    spec:
      containers:
        - name: gif-worker
          image: inherently/gifinator:0.0.5
          command:
            - /gifcreator
            - -worker
`,
        comments: new Map([['', { above: ['makes the gifs'], behind: undefined }]]),
      },
    ]);
    expect(notesOf('gif_worker: a')).toEqual([
      "Procfile:1: the process 'gif_worker' is named 'gif-worker'; names in Kubernetes have at most 63 lower case letters, digits and dashes, and each is there once",
    ]);
  });

  test.each([
    [undefined, 8080],
    [3000, 3000],
  ])('give web the port %s as PORT, and a Service', (port, expected) => {
    const [web, service] = objectsOf('web: /frontend', port === undefined ? {} : { port }).objects;
    expect(web?.manifest).toMatchObject({
      kind: 'Deployment',
      spec: {
        template: {
          spec: {
            containers: [{ ports: [{ containerPort: expected }], env: [{ name: 'PORT', value: String(expected) }] }],
          },
        },
      },
    });
    expect(service).toMatchObject({
      manifest: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web' },
        spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: expected }] },
      },
      place: 'Procfile:1',
    });
  });

  test('make release a Job of this version, which is not tried again', () => {
    const [job] = objectsOf('release: bin/migrate').objects;
    expect(job?.manifest).toEqual({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'release-0-0-5' },
      spec: {
        backoffLimit: 0,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [{ name: 'release', image: OPTIONS.image, command: ['bin/migrate'] }],
          },
        },
      },
    });
  });

  test.each(['console', 'rake'])('keep %s, without a replica', (name) => {
    const [first] = objectsOf(`${name}: bin/${name}`).objects;
    expect(first?.manifest).toMatchObject({ kind: 'Deployment', metadata: { name }, spec: { replicas: 0 } });
  });

  test('tell two names apart that become one', () => {
    const { objects } = objectsOf('a_b: x\na-b: y\nA-b: z');
    expect(objects.map(({ manifest }) => manifest.metadata?.name)).toEqual(['a-b-2', 'a-b', 'a-b-3']);
  });

  test.each<[text: string, notes: readonly string[], reason: string]>([
    ['worker: bin/work', [], 'nothing is lost'],
    [
      'web: bin/server -p $PORT',
      [
        "Procfile:1: the process 'web' is told by PORT where to listen; PORT is 8080, and the Service 'web' leads from port 80 to it; an Ingress leads there from outside",
        "Procfile:1: the process 'web' needs a shell for $PORT; it runs in /bin/sh -c, and exec makes the program take the place of the shell, so that it gets SIGTERM; the image needs /bin/sh",
      ],
      'PORT is given',
    ],
    [
      'api: bin/server -p $PORT',
      [
        "Procfile:1: the process 'api' needs a shell for $PORT; it runs in /bin/sh -c, and exec makes the program take the place of the shell, so that it gets SIGTERM; the image needs /bin/sh",
        "Procfile:1: the process 'api' reads PORT; a Procfile does not say its values: give them in env",
      ],
      'PORT is not given',
    ],
    [
      'release: a',
      [
        "Procfile:1: Heroku waits until the process 'release' has ended before it starts a version; the Job 'release-0-0-5' runs once for each version and is not tried again, but kubectl apply starts the Deployments at the same time",
      ],
      'kubectl does not wait',
    ],
    [
      'console: a',
      [
        "Procfile:1: the process 'console' is started by a person; the Deployment 'console' has no replicas, and keeps the command; run it with kubectl exec -it in a pod of another one",
      ],
      'nobody is at its terminal',
    ],
    [
      "worker: a '$$'",
      [
        "Procfile:1: the process 'worker' has a dollar sign; a dollar sign is doubled where Kubernetes would take it for a variable of its own",
      ],
      'it does not stand as it was written',
    ],
  ])('come with what a reader has to know: %j', (text, notes) => {
    expect(notesOf(text)).toEqual(notes);
  });

  test('come with what no Procfile says', () => {
    const { notes } = objectsOf('web: a\nbig_worker: b');
    expect(notes.filter(({ place }) => place === 'Procfile')).toEqual([
      {
        place: 'Procfile',
        what: 'a Procfile does not say how many of each process run',
        why: 'each Deployment that runs has 1 replica: set replicas, or autoscale()',
      },
      {
        place: 'Procfile',
        what: 'config vars and add-ons are not in a Procfile',
        why: 'give the variables in env, and what is secret by a Secret',
      },
      {
        place: 'Procfile',
        what: 'the objects are named after the processes: web, big-worker',
        why: "objects of these names in the same namespace would be overwritten: give 'gifinator' a namespace of its own",
      },
      {
        place: 'Procfile',
        what: 'the commands take the place of the entrypoint of the image',
        why: "an image that buildpacks built finds its programs by its entrypoint: put 'launcher' in front of each command",
      },
    ]);
  });

  test('are refused with an image that is none', () => {
    expect(() => objectsOf('web: a', { image: 'A B' })).toThrow(
      expect.objectContaining({ code: 'IMAGE_REFERENCE_INVALID' }),
    );
  });

  test('are what their YAML says, to Kubernetes and to TypeScript, whatever runs', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'yes',
        '0644',
        '12:30',
        '1e3',
        '~',
        'null',
        '-',
        '- a',
        'a: b',
        '&a',
        '*',
        '{',
        '! x',
        '💥',
        '$(a)',
      ),
      fc.stringMatching(/^[ -~]{1,200}$/),
    );
    const name = fc.constantFrom('web', 'release', 'console', 'no', '123', 'Y', 'a_b', 'a-b');
    const types: ReadonlyMap<string, string> = new Map([
      ['Deployment', 'DeploymentSpec'],
      ['Job', 'JobSpec'],
      ['Service', 'ServiceSpec'],
    ]);
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1 }),
        fc.array(word, { minLength: 8, maxLength: 8 }),
        (names, words) => {
          const lines = names.map((each, index) => `${each}: run '${words[index]?.replaceAll("'", "'\\''")}'`);
          for (const { text, manifest } of objectsOf(lines.join('\n')).objects) {
            expect(parseManifests(text, 'a.yaml').map((each) => each.manifest)).toEqual([manifest]);
            expect(findMisfit(manifest.spec, types.get(manifest.kind) ?? '')).toBeUndefined();
          }
        },
      ),
    );
  });
});
