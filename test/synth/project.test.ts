import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProject } from '../../src/synth/project';

function project(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'project-'));
  writeFileSync(join(folder, 'cdk8s.yaml'), text);
  return folder;
}

describe('cdk8s.yaml', () => {
  test.each([
    ['language: typescript\napp: lockstep app main.ts\n', 'lockstep app main.ts', 'dist', 'as init writes it'],
    ['app: npx lockstep app main.ts\r\noutput: out\r\n', 'npx lockstep app main.ts', 'out', 'with CRLF and a folder'],
    ['app: "lockstep app main.ts" # x\n', 'lockstep app main.ts', 'dist', 'quoted, with a comment'],
    ['app: >-\n  lockstep app\n  main.ts\n', 'lockstep app main.ts', 'dist', 'folded'],
    ['{app: lockstep app main.ts, output: ./a}', 'lockstep app main.ts', 'a', 'in braces'],
    ['---\napp: a && b\n', 'a && b', 'dist', 'behind a document marker, with words that YAML could take otherwise'],
    ['x: &v lockstep app main.ts\napp: *v\n', 'lockstep app main.ts', 'dist', 'by an alias'],
    ['imports:\n  - app: no\napp: yes\n', 'yes', 'dist', 'where another map has the same key'],
  ])('%j', (text, app, dist, _reason) => {
    const folder = project(text);
    expect(readProject(folder)).toEqual({ folder, app, dist: join(folder, dist) });
  });

  test.each([
    ['language: typescript\n', 'PROJECT_INVALID', 'cdk8s.yaml has no app'],
    ['', 'PROJECT_INVALID', 'cdk8s.yaml has no app'],
    ['app: [a]\n', 'PROJECT_INVALID', 'cdk8s.yaml cannot be understood'],
    ['app: "a\n', 'PROJECT_INVALID', 'cdk8s.yaml cannot be understood'],
  ])('refuses %j', (text, code, what) => {
    expect(() => readProject(project(text))).toThrow(expect.objectContaining({ code, what }));
  });

  test('has to be there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'project-'));
    expect(() => readProject(folder)).toThrow(
      new Error(
        `PROJECT_MISSING: there is no cdk8s.yaml in ${folder}\n  why: it says how the app is run\n  fix: run the command in the folder of the app, or write cdk8s.yaml with 'language: typescript' and 'app: lockstep app main.ts'`,
      ),
    );
  });
});
