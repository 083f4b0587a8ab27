import { GitProject } from './git-project';
import { Lockstep } from './run-lockstep';

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

/** A project with the versions 0.0.1 to 0.0.3, each synthesized and committed. */
function threeVersions(): GitProject {
  const project = new GitProject(lockstep);
  project.result('synth');
  project.commit('first');
  for (const tag of ['0.0.2', '0.0.3']) {
    project.result('bump', tag, '--offline');
    project.commit(`bump ${tag}`);
  }
  return project;
}

describe('lockstep bump', () => {
  test('changes the tag, dist/ and nothing else, and says which workloads roll', () => {
    const project = new GitProject(lockstep);
    project.result('synth');
    const before = { release: project.read('release.yaml'), dist: project.read('dist/gifinator.k8s.yaml') };
    const { status, stdout, stderr } = project.run('bump', '0.0.2', '--offline');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: '0.0.1 → 0.0.2: 2 workloads roll, nothing else changes\n',
    });
    expect(stderr).toContain('release.yaml: inherently/gifinator:0.0.1 → inherently/gifinator:0.0.2\n');
    expect(project.read('release.yaml')).toBe(before.release.replace('0.0.1', '0.0.2'));
    expect(project.read('dist/gifinator.k8s.yaml')).toBe(before.dist.replaceAll('0.0.1', '0.0.2'));
  });

  test.each([
    ['--dry-run', 'nothing at all'],
    ['--no-synth', 'the release file only'],
  ])('with %s writes %s', (flag) => {
    const project = new GitProject(lockstep);
    project.result('synth');
    const dist = project.dist();
    project.result('bump', '0.0.2', '--offline', flag);
    expect(project.dist()).toEqual(dist);
    expect(project.tag).toBe(flag === '--dry-run' ? '0.0.1' : '0.0.2');
  });

  test('reports with --json', () => {
    const report = JSON.parse(new GitProject(lockstep).result('bump', '0.0.2', '--offline', '--json'));
    expect(report).toMatchObject({
      moves: [{ file: 'release.yaml', from: 'inherently/gifinator:0.0.1', to: 'inherently/gifinator:0.0.2' }],
      diff: { onlyImage: true },
      dist: { written: ['gifinator.k8s.yaml'] },
    });
  });

  test.each([
    ['an object in a file of cdk8s-lockstep that is changed behind app.synth()', 'gifinator.k8s.yaml'],
    ['a file that is added behind app.synth()', 'more.k8s.yaml'],
  ])('compares what is written: %s', (_, name) => {
    const project = new GitProject(lockstep);
    const main = `${project.read('main.ts')}
import { appendFileSync } from 'node:fs';
const version = /gifinator:(.*)/.exec(app.synthYaml())?.[1];
const object = ['---', 'apiVersion: v1', 'kind: ConfigMap', 'metadata:', '  name: seen', 'data:', '  at: ' + version, ''];
appendFileSync(app.outdir + '/${name}', object.join('\\n'));
`;
    project.write('main.ts', main);
    project.result('synth');
    const { diff } = JSON.parse(project.result('bump', '0.0.2', '--offline', '--json'));
    const changed = diff.objects.find(({ object }: { object: { name: string } }) => object.name === 'seen');
    expect(changed.fields).toEqual([
      { path: 'data.at', change: 'changed', part: 'rest', before: '0.0.1', after: '0.0.2' },
    ]);
    expect(diff.onlyImage).toBe(false);
  });

  test('drops a digest that it cannot renew, and says so', () => {
    const project = new GitProject(lockstep);
    project.write(
      'release.yaml',
      `image:\n  repository: inherently/gifinator\n  tag: 0.0.1\n  digest: sha256:${'0'.repeat(64)}\n`,
    );
    const { stderr } = project.run('bump', '0.0.2', '--offline');
    expect(stderr).toContain(
      'note: the digest of release.yaml is dropped: it belongs to 0.0.1, and the new one is not known\n',
    );
    expect(project.read('release.yaml')).toBe('image:\n  repository: inherently/gifinator\n  tag: 0.0.2\n');
  });

  test('changes several files at once, or none of them', () => {
    const project = new GitProject(lockstep, {
      'release.staging.yaml': 'image: {repository: inherently/gifinator, tag: 0.0.1}\n',
      'release.bad.yaml': 'image: {}\n',
    });
    expect(project.run('bump', '0.0.2', '--offline', '-f', 'release.yaml', '-f', 'release.bad.yaml').status).toBe(1);
    expect(project.tag).toBe('0.0.1');
    project.result('bump', '0.0.2', '--offline', '-f', 'release.yaml', '-f', 'release.staging.yaml');
    expect(project.tag).toBe('0.0.2');
    expect(project.read('release.staging.yaml')).toBe('image: {repository: inherently/gifinator, tag: 0.0.2}\n');
  });

  test('with --only-image refuses when configuration moves along', () => {
    const project = new GitProject(lockstep);
    project.write(
      'main.ts',
      project.read('main.ts').replace("'/render'],", "'/render'], env: { VERSION: gifinator.image.tag },"),
    );
    project.result('synth');
    const { status, stderr } = project.run('bump', '0.0.2', '--offline', '--only-image');
    expect(status).toBe(1);
    expect(stderr).toContain('error CHANGE_NOT_ONLY_IMAGE: more than the image would change\n');
    expect(project.tag).toBe('0.0.1');
    expect(project.run('bump', '0.0.2', '--offline').status).toBe(0);
  });

  test.each([
    [['latest', '--offline'], 1, "error RELEASE_MOVING_TAG: release.yaml: the tag 'latest' moves\n"],
    [['-x', '--offline'], 2, "error: unknown option '-x'\n"],
    [['2+2', '--offline'], 1, "error IMAGE_REFERENCE_INVALID: 'inherently/gifinator:2+2' is not an image reference\n"],
    [[], 2, "error: which version? name a tag, or use --latest or --to '<range>'\n"],
    [['1', '--latest'], 2, 'error: a tag, --latest and --to exclude each other\n'],
    [
      ['--latest', '--offline'],
      1,
      'error BUMP_NEEDS_REGISTRY: release.yaml: the tags of inherently/gifinator are not known\n',
    ],
    [
      ['1', '--offline', '--strict'],
      1,
      'error BUMP_REGISTRY_UNKNOWN: release.yaml: nobody could say whether inherently/gifinator:1 is there\n',
    ],
    [['1', '--offline', '-f', 'none.yaml'], 1, 'error RELEASE_FILE_MISSING: there is no release file none.yaml\n'],
    [['1', '--ofline'], 2, "error: unknown option '--ofline'\n(Did you mean --offline?)\n"],
  ])('refuses %j', (words, status, message) => {
    const project = new GitProject(lockstep);
    const ending = project.run('bump', ...words);
    expect({ status: ending.status, stdout: ending.stdout }).toEqual({ status, stdout: '' });
    expect(ending.stderr).toContain(message);
    expect(project.tag).toBe('0.0.1');
  });

  test('knows what comes out of an app that runs in a process of its own', () => {
    const project = new GitProject(lockstep, {
      'cdk8s.yaml': 'app: node main.js\n',
      'main.js':
        "const { App, Release } = require('cdk8s-lockstep');\nconst app = new App();\nnew Release(app, 'shop', { file: 'release.yaml' }).deployment('web');\napp.synth();\n",
    });
    project.result('synth');
    expect(project.result('bump', '0.0.2', '--offline', '--dry-run')).toBe(
      '0.0.1 → 0.0.2: 1 workload rolls, nothing else changes\n',
    );
    expect(project.tag).toBe('0.0.1');
    project.result('bump', '0.0.2', '--offline');
    expect(project.read('dist/shop.k8s.yaml')).toContain('image: inherently/gifinator:0.0.2\n');
  });

  test('writes nothing when the app would fail', () => {
    const project = new GitProject(lockstep);
    project.result('synth');
    const before = project.dist();
    project.write(
      'main.ts',
      `${project.read('main.ts')}if (gifinator.image.tag === '0.0.2') throw new Error('not this one');\n`,
    );
    expect(project.run('bump', '0.0.2', '--offline')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('not this one'),
    });
    expect(project.tag).toBe('0.0.1');
    expect(project.dist()).toEqual(before);
  });
});

describe('lockstep rollback', () => {
  test('goes back one version after the other, and forward again', () => {
    const project = threeVersions();
    const first = project.git('show', 'HEAD~2:dist/gifinator.k8s.yaml');
    expect(project.result('rollback')).toBe('0.0.3 → 0.0.2: 2 workloads roll, nothing else changes\n');
    project.commit('roll back');
    expect(project.result('rollback')).toBe('0.0.2 → 0.0.1: 2 workloads roll, nothing else changes\n');
    expect(project.read('dist/gifinator.k8s.yaml')).toBe(first);
    expect(project.run('rollback')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('error ROLLBACK_NOTHING_BEFORE'),
    });
    expect(project.result('rollback', '--redo')).toContain('0.0.1 → 0.0.2');
    expect(project.result('rollback', '--redo')).toContain('0.0.2 → 0.0.3');
    expect(project.read('release.yaml')).toBe(project.git('show', 'HEAD~1:release.yaml'));
  });

  test('goes to the version that is named', () => {
    const project = threeVersions();
    expect(project.result('rollback', '0.0.1')).toContain('0.0.3 → 0.0.1');
    expect(project.run('rollback', '0.0.9')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('error ROLLBACK_UNKNOWN_VERSION'),
    });
  });

  test('says when configuration changed in between, and names the commit that belongs to the version', () => {
    const project = threeVersions();
    project.write('main.ts', project.read('main.ts').replace('8085', '8086'));
    project.commit('move a port');
    const { stderr } = project.run('rollback', '--with-config', '--dry-run');
    expect(stderr).toMatch(
      /note: only the image goes back; other files have changed since:\n {2}[0-9a-f]{10} move a port: main\.ts\n/,
    );
    expect(stderr).toMatch(/note: the configuration of that version is in [0-9a-f]{10} /);
    expect(project.tag).toBe('0.0.3');
  });

  test('asks for a tag outside of git', () => {
    const folder = lockstep.app({ 'release.yaml': 'image: {repository: a, tag: 1}\n' });
    expect(lockstep.run(['rollback'], folder)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('error GIT_NOT_A_REPOSITORY'),
    });
  });
});

describe('lockstep history', () => {
  test('lists the versions, newest first, with a star at the present one', () => {
    const project = threeVersions();
    const lines = project.result('history', '--offline').trimEnd().split('\n');
    expect(
      lines.map((line) => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, 'DATE').replace(/[0-9a-f]{10}/, 'COMMIT')),
    ).toEqual([
      '*  0.0.3  DATE  Ada  COMMIT  bump 0.0.3',
      '   0.0.2  DATE  Ada  COMMIT  bump 0.0.2',
      '   0.0.1  DATE  Ada  COMMIT  first',
    ]);
    project.result('bump', '0.0.4', '--offline');
    expect(project.result('history', '--offline', '-n', '1')).toBe('*  0.0.4  not committed\n');
    expect(JSON.parse(project.result('history', '--offline', '--json'))).toMatchObject([
      { tag: '0.0.4', isPresent: true, registry: 'unknown' },
      { tag: '0.0.3', isPresent: false, who: 'Ada', subject: 'bump 0.0.3' },
      { tag: '0.0.2' },
      { tag: '0.0.1' },
    ]);
  });

  test('refuses a number that is none', () => {
    expect(threeVersions().run('history', '-n', 'few')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('It is a number from 1.'),
    });
  });
});

describe('lockstep promote', () => {
  test('copies the image, the digest included', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const project = new GitProject(lockstep, {
      'release.staging.yaml': `image:\n  repository: inherently/gifinator\n  tag: 0.0.2\n  digest: ${digest}\n`,
    });
    project.result('promote', 'release.staging.yaml', 'release.yaml');
    expect(project.read('release.yaml')).toBe(
      `# the one place\nimage:\n  repository: inherently/gifinator\n  tag: 0.0.2 # bumped\n  digest: ${digest}\n`,
    );
    expect(project.read('dist/gifinator.k8s.yaml')).toContain(`image: inherently/gifinator:0.0.2@${digest}`);
  });

  test('refuses another repository unless it is told', () => {
    const project = new GitProject(lockstep, { 'other.yaml': 'image: {repository: other/app, tag: 1}\n' });
    expect(project.run('promote', 'other.yaml', 'release.yaml')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('error PROMOTE_OTHER_REPOSITORY'),
    });
    project.result('promote', 'other.yaml', 'release.yaml', '--allow-other-repository');
    expect(project.read('release.yaml')).toContain('repository: other/app\n');
  });
});

describe('lockstep diff', () => {
  test('compares dist/ with the app, revisions, folders and files', () => {
    const project = threeVersions();
    expect(project.result('diff')).toBe('nothing changes\n');
    project.write('main.ts', project.read('main.ts').replace('8085', '8086'));
    expect(project.run('diff', '--exit-code').status).toBe(1);
    expect(project.result('diff')).toContain('ports[8086]: + {"containerPort":8086}');
    expect(project.result('diff', 'HEAD~2', 'HEAD')).toMatch(
      /^0\.0\.1 → 0\.0\.3: 2 workloads roll, nothing else changes\n/,
    );
    expect(project.result('diff', 'HEAD~1', 'dist')).toMatch(/^0\.0\.2 → 0\.0\.3: /);
    expect(project.result('diff', 'dist/gifinator.k8s.yaml', 'dist')).toBe('nothing changes\n');
    expect(JSON.parse(project.result('diff', 'HEAD~1', 'dist', '--json'))).toMatchObject({
      from: 'HEAD~1',
      to: 'dist',
      onlyImage: true,
    });
    expect(project.run('diff', 'nothing')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("error DIFF_UNKNOWN_SIDE: 'nothing' is nothing that can be compared"),
    });
  });

  test('synthesizes a revision without a committed dist/', () => {
    const project = new GitProject(lockstep, { '.gitignore': 'node_modules\ndist\n' });
    project.commit('first');
    project.result('bump', '0.0.2', '--offline');
    expect(project.result('diff', 'HEAD')).toMatch(/^0\.0\.1 → 0\.0\.2: 2 workloads roll, nothing else changes\n/);
    expect(project.git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  });
});

test('a history of twenty bumps and rollbacks is walked back, and dist/ at each commit is a fresh synth', () => {
  const project = new GitProject(lockstep);
  project.result('synth');
  project.commit('0.0.1');
  // the line of versions as an editor's undo has it
  let line = ['0.0.1'];
  let cursor = 0;
  for (let step = 2; step <= 20; step++) {
    if (step % 5 === 0 && cursor > 0) {
      project.result('rollback');
      cursor--;
    } else {
      project.result('bump', `0.0.${step}`, '--offline');
      line = [...line.slice(0, cursor + 1), `0.0.${step}`];
      cursor++;
    }
    expect(project.tag).toBe(line[cursor]);
    expect(project.result('synth', '--stdout')).toBe(project.read('dist/gifinator.k8s.yaml'));
    project.commit(`step ${step}`);
  }
  for (const tag of line.slice(0, cursor).reverse()) {
    project.result('rollback');
    project.commit('back');
    expect(project.tag).toBe(tag);
  }
  expect(project.run('rollback').status).toBe(1);
}, 60_000);
