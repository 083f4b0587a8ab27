import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitProject } from './git-project';
import { Lockstep } from './run-lockstep';

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

/** The whole of a message, as a person reads it. */
const message = (code: string, what: string, why: string, fix: string) =>
  `error ${code}: ${what}\n  why: ${why}\n  fix: ${fix}\n`;

type Row = readonly [
  code: string,
  words: readonly string[],
  prepare: (project: GitProject) => void,
  rest: (project: GitProject) => readonly [what: string, why: string, fix: string],
];
const nothing = () => {};

const ROWS: readonly Row[] = [
  [
    'RELEASE_FILE_MISSING',
    ['bump', '2', '-f', 'none.yaml'],
    nothing,
    ({ folder }) => [
      'there is no release file none.yaml',
      `nothing of that name is in ${folder}`,
      "create it with 'image:', and below it 'repository:' and 'tag:', or run the command in the folder that has it",
    ],
  ],
  [
    'RELEASE_FILE_UNREADABLE',
    ['bump', '2', '-f', 'dir'],
    ({ folder }) => mkdirSync(join(folder, 'dir')),
    () => ['dir cannot be read', 'it is a folder', 'give the path of a readable file'],
  ],
  [
    'RELEASE_TOO_LARGE',
    ['bump', '2', '-f', 'huge.yaml'],
    (project) => project.write('huge.yaml', '#'.repeat(1024 * 1024 + 1)),
    () => [
      'huge.yaml is 1048577 bytes long',
      'a release file names one image in a few lines',
      'give the path of the release file',
    ],
  ],
  [
    'RELEASE_NOT_UTF8',
    ['bump', '2', '-f', 'latin1.yaml'],
    ({ folder }) => writeFileSync(join(folder, 'latin1.yaml'), Buffer.from([0x23, 0xe9])),
    () => ['latin1.yaml is not UTF-8 text', 'YAML files of Kubernetes are read as UTF-8', 'save the file as UTF-8'],
  ],
  [
    'RELEASE_NOT_YAML',
    ['bump', '2', '-f', 'tab.yaml'],
    (project) => project.write('tab.yaml', 'image:\n\ttag: 1\n'),
    () => [
      'tab.yaml:2: this is not YAML: Tabs are not allowed as indentation',
      'YAML does not allow tabs as indentation',
      'indent with spaces',
    ],
  ],
  [
    'BUMP_REGISTRY_UNKNOWN',
    ['bump', '2', '--offline', '--strict'],
    nothing,
    () => [
      'release.yaml: nobody could say whether inherently/gifinator:2 is there',
      'the registry was not asked',
      'try again when the registry answers, or leave out --strict',
    ],
  ],
  [
    'BUMP_REGISTRY_UNKNOWN',
    ['bump', '2', '--offline', '--digest'],
    nothing,
    () => [
      'release.yaml: nobody could say whether inherently/gifinator:2 is there',
      'the registry was not asked',
      'try again when the registry answers, or leave out --digest',
    ],
  ],
  [
    'BUMP_NEEDS_REGISTRY',
    ['bump', '--latest', '--offline'],
    nothing,
    () => [
      'release.yaml: the tags of inherently/gifinator are not known',
      'the registry was not asked',
      'name the tag: lockstep bump 1.4.2',
    ],
  ],
  [
    'RELEASE_MOVING_TAG',
    ['bump', 'latest', '--offline'],
    nothing,
    () => [
      "release.yaml: the tag 'latest' moves",
      'a tag that is pushed again and again names no version: bumping changes nothing and rolling back is impossible',
      'bump to the tag of a version, for example: lockstep bump 1.4.2',
    ],
  ],
  [
    'CHANGE_NOT_ONLY_IMAGE',
    ['bump', '2', '--offline', '--only-image'],
    (project) =>
      project.write(
        'main.ts',
        project.read('main.ts').replace("'/render'],", "'/render'], args: [String(gifinator.image.tag)],"),
      ),
    () => [
      'more than the image would change',
      '0.0.1 → 2: 2 workloads roll, and 1 other field changes',
      'look at it with --dry-run, or leave out --only-image',
    ],
  ],
  [
    'DIFF_UNKNOWN_SIDE',
    ['diff', 'nothing'],
    nothing,
    () => [
      "'nothing' is nothing that can be compared",
      'there is no file, no folder and no git revision of that name',
      'name a folder with manifests, a file, or a commit, tag or branch',
    ],
  ],
  [
    'SYNTH_NOTHING',
    ['synth'],
    (project) => project.write('main.ts', 'export {};\n'),
    () => [
      'the app wrote no manifests: lockstep app main.ts',
      'no file ending in .k8s.yaml came out; app.synth() is missing, or the App has an outdir of its own',
      'call app.synth() at the end of the app, and let new App() choose the folder',
    ],
  ],
  [
    'CONSTRUCT_INVALID',
    ['synth'],
    (project) =>
      project.write(
        'main.ts',
        project
          .read('main.ts')
          .replace('app.synth();', "app.node.addValidation({ validate: () => ['not yet'] });\napp.synth();"),
      ),
    () => [
      'the app: not yet',
      'the construct refuses to be synthesized like this',
      'mend its props as the message says',
    ],
  ],
  [
    'PROJECT_INVALID',
    ['synth'],
    (project) => project.write('cdk8s.yaml', 'language: typescript\n'),
    () => [
      'cdk8s.yaml has no app',
      'without it nothing says how the manifests are made',
      'add: app: lockstep app main.ts',
    ],
  ],
  [
    'PROJECT_INVALID',
    ['synth'],
    (project) => project.write('cdk8s.yaml', 'app: [a]\n'),
    () => [
      'cdk8s.yaml cannot be understood',
      'app and output are text, and here they are object and undefined',
      "write 'app: lockstep app main.ts' in a line of its own",
    ],
  ],
  [
    'APP_FAILED',
    ['synth'],
    (project) => project.write('cdk8s.yaml', 'app: exit 3\n'),
    () => ['the app failed: exit 3', 'it ended with 3', 'mend what it printed above'],
  ],
  [
    'CONFIG_MAP_VALUE',
    ['synth'],
    (project) =>
      project.write(
        'main.ts',
        project
          .read('main.ts')
          .replace('app.synth();', "gifinator.configMap('a', { data: { n: 3 as never } });\napp.synth();"),
      ),
    () => [
      "gifinator/a: the value of 'n' is a number, not a string",
      'Kubernetes keeps text in a ConfigMap',
      'write String(…) around it, or quotes',
    ],
  ],
  [
    'CONFIG_MAP_KEY',
    ['synth'],
    (project) =>
      project.write(
        'main.ts',
        project
          .read('main.ts')
          .replace('app.synth();', "gifinator.configMap('a', { data: { 'a b': '' } });\napp.synth();"),
      ),
    () => [
      "gifinator/a: 'a b' cannot be a key of a ConfigMap",
      'a key is at most 253 letters, digits, - _ and .',
      "rename it; for a file, give it a key: files: { 'app.conf': 'path/to it' }",
    ],
  ],
  [
    'CONFIG_MAP_FILE',
    ['synth'],
    (project) =>
      project.write(
        'main.ts',
        project.read('main.ts').replace('app.synth();', "gifinator.configMap('a', { files: ['none'] });\napp.synth();"),
      ),
    ({ folder }) => [
      'gifinator/a: the file none cannot be read',
      `the system says ENOENT in ${folder}`,
      'give the path of a file, relative to the folder where synth runs',
    ],
  ],
  [
    'CONFIG_MAP_SEALED',
    ['synth'],
    (project) =>
      project.write(
        'main.ts',
        project
          .read('main.ts')
          .replace('app.synth();', "gifinator.configMap('a', {}).addData('b', 'c');\napp.synth();"),
      ),
    () => [
      "gifinator/a: 'b' is added to the ConfigMap 'a-643d543710'",
      'its name ends in a hash of its content, which is complete once it is declared',
      'give all keys to release.configMap(name, { data, files })',
    ],
  ],
];

describe('what goes wrong is told with what, why and fix', () => {
  test.each(ROWS)('%s: lockstep %j', (code, words, prepare, rest) => {
    const project = new GitProject(lockstep);
    project.commit('first');
    prepare(project);
    const { status, stdout, stderr } = project.run(...words);
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: message(code, ...rest(project)) });
  });
});
