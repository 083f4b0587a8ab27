import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../src/manifest/manifest';
import { editReleaseFile } from '../src/release/edit-release-file';

const ROOT = resolve(__dirname, '..');
const RELEASE = readFileSync(join(ROOT, 'release.yaml'), 'utf8');

/** The files that main.ts writes for a release file, by name. */
function synthesize(release = RELEASE, options: { env?: NodeJS.ProcessEnv; uid?: number } = {}): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  chmodSync(folder, 0o777);
  const dist = join(folder, 'out');
  writeFileSync(join(folder, 'release.yaml'), release);
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'lib/cli/lockstep.js'), 'app', join(ROOT, 'main.ts')],
    {
      cwd: folder,
      env: { ...process.env, CDK8S_OUTDIR: dist, ...options.env },
      encoding: 'utf8',
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return new Map(readdirSync(dist).map((name) => [name, readFileSync(join(dist, name), 'utf8')]));
}

function parse(files: Map<string, string>): Manifest[] {
  return [...files.values()].flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as Manifest));
}

/** The lines of two texts of the same length that differ. */
function changedLines(before: string, after: string): [string, string][] {
  const [a, b] = [before, after].map((text) => text.split('\n')) as [string[], string[]];
  expect(b).toHaveLength(a.length);
  return a.flatMap((line, index) =>
    line === b[index] ? [] : [[line.trim(), (b[index] as string).trim()] as [string, string]],
  );
}

describe('the reference app', () => {
  const files = synthesize();
  const manifests = parse(files);

  test('declares the whole system', () => {
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata?.name}`).sort()).toEqual([
      'Deployment frontend',
      'Deployment gifcreator-server',
      'Deployment gifcreator-worker',
      'Deployment minio',
      'Deployment redis',
      'Deployment render',
      'Ingress frontend-ingress',
      'Ingress minio-ingress',
      'Namespace gifinator',
      'PersistentVolumeClaim gifinator-minio-data-pvc',
      'PersistentVolumeClaim gifinator-redis-data-pvc',
      'Service frontend-service',
      'Service gifcreator-service',
      'Service minio-service',
      'Service redis-service',
      'Service render-service',
    ]);
  });

  test('wires services by names and ports that exist', () => {
    const services = new Map(
      manifests
        .filter(({ kind }) => kind === 'Service')
        .map(({ metadata, spec }) => [
          String(metadata?.name),
          (spec as { ports: { port: number }[] }).ports.map(({ port }) => String(port)),
        ]),
    );
    const text = [...files.values()].join('');
    for (const variable of ['RENDER', 'REDIS', 'GIFCREATOR']) {
      const [, name] = new RegExp(`name: ${variable}_NAME\\n +value: (.*)`).exec(text) ?? [];
      expect(services.get(name ?? '')).toContain(
        new RegExp(`name: ${variable}_PORT\\n +value: "(.*)"`).exec(text.slice(text.indexOf(`${variable}_NAME`)))?.[1],
      );
    }
  });

  test('is written as it was before', () => {
    expect(Object.fromEntries(files)).toMatchSnapshot();
  });

  test('a bump changes one image line of each container and one version label of each object, and back gives the first bytes', () => {
    const after = synthesize(editReleaseFile(RELEASE, 'release.yaml', { tag: '0.0.6' }));
    expect([...after.keys()]).toEqual([...files.keys()]);
    expect(after.get('stores.k8s.yaml')).toBe(files.get('stores.k8s.yaml'));
    const before = files.get('gifinator.k8s.yaml') as string;
    const changed = changedLines(before, after.get('gifinator.k8s.yaml') as string);
    const objects = parseAllDocuments(before).length;
    const image = ['image: inherently/gifinator:0.0.5', 'image: inherently/gifinator:0.0.6'];
    const label = ['app.kubernetes.io/version: 0.0.5', 'app.kubernetes.io/version: 0.0.6'];
    expect(changed.filter(([line]) => line === image[0])).toEqual(Array(4).fill(image));
    expect(changed.filter(([line]) => line === label[0])).toEqual(Array(objects).fill(label));
    expect(changed).toHaveLength(4 + objects);
    const back = editReleaseFile(editReleaseFile(RELEASE, 'release.yaml', { tag: '0.0.6' }), 'release.yaml', {
      tag: '0.0.5',
    });
    expect(back).toBe(RELEASE);
    expect(synthesize(back)).toEqual(files);
  });

  test('is the same bytes in another time zone, language and folder, and for another user', () => {
    const env = {
      TZ: 'Pacific/Chatham',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
      HOME: '/nowhere',
      USER: 'somebody',
      LOGNAME: 'somebody',
    };
    expect(synthesize(RELEASE, { env })).toEqual(files);
    // only root may become another user
    const readable = spawnSync(process.execPath, ['-e', ''], { uid: 65534, cwd: ROOT }).status === 0;
    if (process.getuid?.() === 0 && readable) expect(synthesize(RELEASE, { env, uid: 65534 })).toEqual(files);
  });

  test('is parsed whole by kubectl', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kustomize-'));
    mkdirSync(join(folder, 'dist'));
    for (const [name, text] of files) writeFileSync(join(folder, 'dist', name), text);
    writeFileSync(
      join(folder, 'kustomization.yaml'),
      `resources: [${[...files.keys()].map((name) => `dist/${name}`).join(', ')}]\n`,
    );
    const { error, status, stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
      console.warn('skipped: no kubectl');
      return;
    }
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(parseAllDocuments(stdout)).toHaveLength(manifests.length);
  });

  const corpus = process.env.LOCKSTEP_CORPUS;
  const title = 'is the same objects as the system that ran';
  (corpus ? test : test.skip)(corpus ? title : `${title} (skipped: no corpus)`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'equal-'));
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    const original = resolve(corpus as string, '../gifinator');
    const judge = resolve(corpus as string, 'equal.py');
    const answer = execFileSync('python3', [judge, '--allow-labels', '--defaults', original, '--', folder], {
      encoding: 'utf8',
    });
    expect(answer).toBe('16 objects, 0 differences\n');
  });

  test('runs by the command of cdk8s.yaml', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cli-'));
    const cli = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
    expect(existsSync(cli)).toBe(true);
    execFileSync(process.execPath, [cli, 'synth', '--check-upgrade=false', '--output', folder], {
      cwd: ROOT,
      stdio: 'pipe',
    });
    const written = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    expect(written).toEqual(files);
  });
});
