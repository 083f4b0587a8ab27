import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { parseAnswers } from '../../src/project/parse-answers';
import { planProject } from '../../src/project/plan-project';
import type { ProjectAnswers } from '../../src/project/project-answers';
import { ImageReference } from '../../src/release/image-reference';
import { parseReleaseFile } from '../../src/release/release-file';
import { anyAnswers } from './project-answers';

const ROOT = resolve(__dirname, '../..');
const OWN = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const answers: ProjectAnswers = {
  name: 'gifinator',
  image: ImageReference.parse('inherently/gifinator:0.0.5'),
  namespace: 'gifs',
  services: [
    { name: 'render', command: ['/render'], port: 8085 },
    { name: 'gifcreator-worker', command: ['/gifcreator', '-worker'] },
    { name: 'front-end', command: [], port: 8090 },
    { name: 'entrypoint', command: [] },
  ],
};
const textOf = (path: string, given: Partial<ProjectAnswers> = {}): string =>
  planProject({ ...answers, ...given }).get(path) ?? '';

describe('a planned project', () => {
  test('has these files, in the order of their paths', () => {
    expect([...planProject(answers).keys()]).toEqual([
      '.github/workflows/lockstep.yaml',
      '.gitignore',
      'cdk8s.yaml',
      'jest.config.js',
      'main.test.ts',
      'main.ts',
      'package.json',
      'release.yaml',
      'renovate.json',
      'tsconfig.json',
    ]);
  });

  test('has no workflow when none is wanted', () => {
    expect(planProject({ ...answers, workflow: false }).has('.github/workflows/lockstep.yaml')).toBe(false);
  });

  test('is the same bytes each time, and every file ends with one line end', () => {
    expect(planProject(answers)).toEqual(planProject(answers));
    for (const text of planProject(answers).values()) expect(text).toMatch(/[^\n]\n$/);
  });

  test('declares each service in main.ts, by reference where it has a port', () => {
    expect(textOf('main.ts')).toBe(`// The services of gifinator: one image, whose version stands in release.yaml.
import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const gifinator = new Release(app, 'gifinator', { file: 'release.yaml', namespace: 'gifs' });

// Wire services by reference: const renderService = render.expose(), and in the env of who calls it
// RENDER_HOST: renderService.name, RENDER_PORT: renderService.port

const render = gifinator.deployment('render', {
  command: ['/render'],
  ports: [{ containerPort: 8085 }],
});
render.expose();

gifinator.deployment('gifcreator-worker', {
  command: ['/gifcreator', '-worker'],
});

const frontEnd = gifinator.deployment('front-end', {
  ports: [{ containerPort: 8090 }],
});
frontEnd.expose();

gifinator.deployment('entrypoint');

app.synth();
`);
  });

  test('is what docs/commands/init.md shows', () => {
    const page = readFileSync(join(ROOT, 'docs/commands/init.md'), 'utf8');
    const [, shown] = /^```ts\n(.*?)^```$/ms.exec(page) ?? [];
    const services = ['render:8085=/render', 'gifcreator-worker=/gifcreator -worker', 'frontend:8090=/frontend'];
    const shop = parseAnswers({ folder: 'shop', image: String(answers.image), namespace: 'gifs', services }).answers;
    expect(page).toContain(services.map((service) => `--service '${service}'`).join(' \\\n  '));
    expect(shown).toBe(textOf('main.ts', shop));
    for (const path of planProject(answers).keys()) expect(page).toContain(`\`${path}\``);
  });

  test('keeps constants apart when the only service has the name of the release', () => {
    const services = [{ name: 'shop', command: ['/shop'], port: 80 }];
    expect(textOf('main.ts', { name: 'shop', services, namespace: undefined })).toContain(
      "const release = new Release(app, 'shop', { file: 'release.yaml' });\n\nconst shop = release.deployment('shop', {\n",
    );
  });

  test.each([
    ['team/shop:1.4.2', '  repository: team/shop\n  tag: 1.4.2\n#'],
    [`shop@sha256:${'0'.repeat(64)}`, `  repository: shop\n  digest: sha256:${'0'.repeat(64)}\n#`],
    ['[2001:db8::1]:5000/shop:1.10', '  repository: "[2001:db8::1]:5000/shop"\n  tag: 1.10\n#'],
  ])('has the image %s in release.yaml', (image, lines) => {
    expect(textOf('release.yaml', { image: ImageReference.parse(image) })).toContain(`\nimage:\n${lines}`);
  });

  test('has a release file that is read back as it was given, whatever the image', () => {
    fc.assert(
      fc.property(anyAnswers, (given) => {
        const { image } = parseReleaseFile(textOf('release.yaml', given), 'release.yaml');
        expect(String(image)).toBe(String(given.image));
      }),
    );
  });

  test('depends on the versions that this library is tested with', () => {
    const { dependencies, devDependencies, overrides, name } = JSON.parse(textOf('package.json'));
    expect(name).toBe('gifinator');
    expect(dependencies['cdk8s-lockstep']).toBe(`^${OWN.version}`);
    const { 'cdk8s-lockstep': _own, ...others } = { ...dependencies, ...devDependencies };
    for (const [dependency, version] of Object.entries(others)) {
      expect([dependency, version]).toEqual([
        dependency,
        OWN.devDependencies[dependency] ?? OWN.dependencies[dependency],
      ]);
      expect(version).toMatch(/^[0-9]/);
    }
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(Object.keys(OWN.peerDependencies)));
    expect(overrides).toEqual(OWN.overrides);
  });

  test('has a workflow that may read and nothing else, and sees earlier releases', () => {
    const { permissions, jobs } = parse(textOf('.github/workflows/lockstep.yaml'));
    expect(permissions).toEqual({ contents: 'read' });
    const [checkout, node, ...commands] = jobs.check.steps;
    expect(checkout).toMatchObject({
      uses: expect.stringMatching(/^actions\/checkout@v\d+$/),
      with: { 'fetch-depth': 0 },
    });
    expect(node).toMatchObject({
      uses: expect.stringMatching(/^actions\/setup-node@v\d+$/),
      with: { 'node-version': 22, cache: 'npm' },
    });
    expect(commands.map(({ run }: { run: string }) => run)).toEqual([
      'npm ci',
      'npm run check',
      'npm test',
      'npx lockstep synth',
      'git add --intent-to-add dist',
      'git diff --exit-code dist',
    ]);
  });

  test('commits dist/, which its workflow compares', () => {
    expect(
      textOf('.gitignore')
        .split('\n')
        .filter((line) => line && !line.startsWith('#')),
    ).toEqual(['node_modules/']);
  });
});

describe('Renovate', () => {
  const [manager] = JSON.parse(textOf('renovate.json')).customManagers;
  const match = (text: string) => new RegExp(manager.matchStrings[0], 'g').exec(text);
  /** As Renovate does: old values in the match give way to new ones. */
  const bump = (text: string, tag: string, digest: string): string => {
    const found = match(text);
    const { currentValue = '', currentDigest } = found?.groups ?? {};
    let line = (found?.[0] ?? '').replaceAll(currentValue, tag);
    if (currentDigest) line = line.replaceAll(currentDigest, digest);
    return text.replace(found?.[0] ?? '', line);
  };
  const DIGESTS = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`) as [string, string];

  test.each([
    ['release.yaml', true],
    ['release.staging.yaml', true],
    ['apps/release.yaml', true],
    ['prerelease.yaml', false],
    ['release.yaml.bak', false],
  ])('looks into %s: %s', (path, isRead) => {
    const pattern = manager.managerFilePatterns[0].replace(/^\/|\/$/g, '');
    expect(new RegExp(pattern).test(path)).toBe(isRead);
  });

  test('moves a tag, and a digest with it', () => {
    const plain = textOf('release.yaml');
    expect(match(plain)?.groups).toMatchObject({ depName: 'inherently/gifinator', currentValue: '0.0.5' });
    expect(String(parseReleaseFile(bump(plain, '0.0.6', DIGESTS[1]), 'r').image)).toBe('inherently/gifinator:0.0.6');
    const pinned = textOf('release.yaml', { image: ImageReference.parse(`host:5000/app:1@${DIGESTS[0]}`) });
    expect(match(pinned)?.groups).toEqual({ depName: 'host:5000/app', currentValue: '1', currentDigest: DIGESTS[0] });
    expect(String(parseReleaseFile(bump(pinned, '2', DIGESTS[1]), 'r').image)).toBe(`host:5000/app:2@${DIGESTS[1]}`);
  });

  test('understands quotes, comments and Windows line ends', () => {
    const text =
      'image:\r\n  repository: "app" # ours\r\n  tag: \'1.10\' # {"$imagepolicy": "flux-system:app:tag"}\r\n';
    expect(match(text)?.groups).toMatchObject({ depName: 'app', currentValue: '1.10', currentDigest: undefined });
  });
});

describe('the files of any project', () => {
  const folder = mkdtempSync(join(tmpdir(), 'format-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are formatted and linted as this repository is', () => {
    const projects = [answers, ...fc.sample(anyAnswers, 200)];
    for (const [index, project] of projects.entries()) {
      const files = index === 0 ? planProject(project) : [['main.ts', textOf('main.ts', { ...project })] as const];
      for (const [path, text] of files) {
        const target = join(folder, `project-${index}`, path);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, text);
      }
    }
    copyFileSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '--max-diagnostics=5', '.'],
      { cwd: folder, encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Checked \d{3} files/);
  });
});
