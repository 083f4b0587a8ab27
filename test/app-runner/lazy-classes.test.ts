import { readFileSync } from 'node:fs';
import { Module } from 'node:module';
import { runInThisContext } from 'node:vm';
import { makeClassesLazy } from '../../src/app-runner/lazy-classes';

const file = require.resolve('cdk8s-plus-27/lib/imports/k8s.js');
const text = readFileSync(file, 'utf8');

/** What a module exports, loaded from this text in the place of the file. */
function load(code: string, path = file): Record<string, unknown> {
  const exports = {};
  const run = runInThisContext(`(function(exports,require,module,__filename){${code}\n})`);
  run(exports, Module.createRequire(path), { exports }, path);
  return exports;
}

/** What can be told of an export without making it, and what it is. */
function seen(exports: Record<string, unknown>) {
  return Object.entries(exports).map(([name, value]) => ({
    name,
    text: String(value)
      .replace(/^ *(?:\/\*\*[\s\S]*?\*\/|\/\/.*)$/gm, '')
      .replace(/\n\s*\n/g, '\n'),
    own:
      value &&
      Object.entries(Object.getOwnPropertyDescriptors(value)).map(([key, { value: each }]) => [
        key,
        JSON.stringify(each),
      ]),
    symbols: value && Object.getOwnPropertySymbols(value).map((symbol) => (value as Record<symbol, unknown>)[symbol]),
    parent: typeof value === 'function' && Object.getPrototypeOf(value).name,
  }));
}

describe('all kinds of Kubernetes in cdk8s-plus, made when they are asked for', () => {
  const lazy = makeClassesLazy(text);

  test('are the same names in the same order, and the same classes', () => {
    expect(lazy).not.toBe(text);
    expect(seen(load(lazy))).toEqual(seen(load(text)));
  });

  test('are made once', () => {
    const exports = load(lazy);
    expect(exports.KubeService).toBe(exports.KubeService);
    expect(Object.getOwnPropertyDescriptor(exports, 'KubePod')?.value).toBeUndefined();
  });

  test('can be replaced, as tests do', () => {
    const exports = load(lazy);
    exports.KubeService = 1;
    expect(exports.KubeService).toBe(1);
  });
});

describe('a module is left as it is', () => {
  const head =
    'Object.defineProperty(exports, "__esModule", { value: true });\nvar _a, _b;\nconst JSII_RTTI_SYMBOL_1 = 1;\n';
  const one = (name: string, inner = '') =>
    `class ${name} {\n    ${inner}\n}\nexports.${name} = ${name};\n_a = JSII_RTTI_SYMBOL_1;\n${name}[_a] = { fqn: "${name}" };\n`;

  test('unless it is of the form that is known', () => {
    expect(makeClassesLazy(`"use strict";\n${head}${one('A')}${one('B')}`)).toContain('lockstepLazy("B"');
  });

  test.each([
    [`"use strict";\n${head}${one('A')}${one('B', 'make() { return new A(); }')}`, 'one class needs another'],
    [`"use strict";\n${head}${one('A')}function f() { return A; }\n`, 'a function needs a class'],
    [`"use strict";\n${head}${one('A')}exports.C = A;\n`, 'a class has two names'],
    [`"use strict";\n${head}${one('A')}class B {}\n`, 'one class is written in another way'],
    [`"use strict";\n${one('A')}`, 'its head is another'],
    [`"use strict";\n${head}`, 'there is no class'],
    ['', 'there is nothing'],
  ])('%#: %s', (code, _why) => {
    expect(makeClassesLazy(code)).toBe(code);
  });
});
