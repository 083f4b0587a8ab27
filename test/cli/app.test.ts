import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lockstep } from './run-lockstep';

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

const MAIN = `
import { App, Release } from 'cdk8s-lockstep';
import { web } from './services/web';

const app = new App();
web(new Release(app, 'shop', { file: 'release.yaml' }));
app.synth();
console.log('written');
`;
const WEB = `
import type { Release } from 'cdk8s-lockstep';
import { port } from './port';

export function web(release: Release): void {
  release.deployment('web', { command: ['/web'], ports: [{ containerPort: port as number }] }).expose();
}
`;
const good = {
  'main.ts': MAIN,
  'services/web.ts': WEB,
  'services/port.ts': 'export const port: number | string = 8080;\n',
  'release.yaml': 'image:\n  repository: team/app\n  tag: 1.4.2\n',
};

describe('lockstep app', () => {
  test('writes the manifests of an app in several files, the same bytes each time', () => {
    const [once, twice] = [1, 2].map(() => {
      const folder = lockstep.app(good);
      expect(lockstep.run(['app', 'main.ts'], folder)).toEqual({ status: 0, stdout: 'written\n', stderr: '' });
      expect(readdirSync(join(folder, 'dist'))).toEqual(['shop.k8s.yaml']);
      return readFileSync(join(folder, 'dist/shop.k8s.yaml'), 'utf8');
    });
    expect(once).toMatch(/^ {10}image: team\/app:1\.4\.2$/m);
    expect(once).toMatch(/^kind: Service$/m);
    expect(twice).toBe(once);
  });

  test('tells every problem that the library finds, ends with 1 and writes nothing', () => {
    const folder = lockstep.app({
      ...good,
      'services/web.ts': WEB.replace("['/web']", "['/web -v'], env: { '2FA': 1 }"),
    });
    expect(lockstep.run(['app', 'main.ts'], folder)).toEqual({
      status: 1,
      stdout: '',
      stderr: [
        "error COMMAND_ONE_STRING: shop/web: container 'web' has the command ['/web -v'], which is one word with spaces in it",
        '  why: Kubernetes starts no shell: it would look for a program of exactly that name',
        "  fix: did you mean ['/web', '-v']?",
        "error INVALID_NAME: shop/web: container 'web': '2FA' cannot be the name of an environment variable",
        '  why: Kubernetes takes letters, digits, _ . and -, and no digit at the beginning',
        '  fix: rename it',
        '',
      ].join('\n'),
    });
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('tells a problem of the release file with its line, and ends with 1', () => {
    const folder = lockstep.app({ ...good, 'release.yaml': 'image:\n  repository: team/app\n  tags: 1\n' });
    const { status, stdout, stderr } = lockstep.run(['app', 'main.ts'], folder);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^error RELEASE_UNKNOWN_KEY: release\.yaml:3: unknown key 'tags'\n {2}why: .*\n {2}fix: .*\n/,
    );
  });

  test('that is not there ends with 1', () => {
    const folder = lockstep.app({});
    expect(lockstep.run(['app', 'main.ts'], folder)).toEqual({
      status: 1,
      stdout: '',
      stderr: [
        'error APP_MISSING: there is no app main.ts',
        `  why: nothing of that name is in ${folder}`,
        '  fix: run the command in the folder of the app, or mend app: in cdk8s.yaml',
        '',
      ].join('\n'),
    });
  });
});
