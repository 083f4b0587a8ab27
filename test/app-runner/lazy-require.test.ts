import { runInThisContext } from 'node:vm';
import { makeRequireLazy } from '../../src/app-runner/lazy-require';

const line = 'const YAML = __importStar(require("yaml"));';

describe('a package that is required late', () => {
  test('is asked for when a member is used', () => {
    const code = makeRequireLazy(`${line}\n// YAML is text\nexports.print = () => YAML.stringify(1);\n`, 'YAML');
    const asked: string[] = [];
    const exports: { print?: () => string } = {};
    runInThisContext(`(function(exports,require){${code}})`)(exports, (name: string) => {
      asked.push(name);
      return { stringify: (value: unknown) => `it is ${value}` };
    });
    expect(asked).toEqual([]);
    expect(exports.print?.()).toBe('it is 1');
    expect(asked).toEqual(['yaml']);
  });

  test.each([
    ['const YAML = require("yaml");\nYAML.parse();\n', 'it is required in another way'],
    [`${line}\nprint(YAML);\n`, 'it is given away'],
    [`${line}\nfor (const key in YAML) print(key);\n`, 'its names are listed'],
    ['', 'it is not required'],
  ])('is required at once in %j: %s', (code, _why) => {
    expect(makeRequireLazy(code, 'YAML')).toBe(code);
  });

  test('is the YAML of the cdk8s that is installed', () => {
    const { readFileSync } = require('node:fs') as typeof import('node:fs');
    const text = readFileSync(require.resolve('cdk8s/lib/yaml.js'), 'utf8');
    expect(makeRequireLazy(text, 'YAML')).not.toBe(text);
  });
});
