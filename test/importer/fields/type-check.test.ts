import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { findFieldType } from '../../../src/importer/fields/field-types';
import { findMisfit } from '../../../src/importer/fields/find-misfit';
import { anyValue } from './any-value';

const { readFieldTypes } = require('../../../scripts/write-field-types') as {
  readFieldTypes: () => ReadonlyMap<string, { readonly module: string }>;
};
const ROOT = resolve(__dirname, '../../..');

interface Statement {
  readonly typeName: string;
  readonly value: unknown;
}

/** One value of each type in the table. */
function anyStatements(slips: number): fc.Arbitrary<Statement[]> {
  return fc.tuple(
    ...[...readFieldTypes().keys()].map((typeName) => {
      const type = findFieldType(typeName);
      if (!type) throw new Error(`no type ${typeName}`);
      return anyValue(type, slips).map((value) => ({ typeName, value }));
    }),
  );
}

/** A folder in which `kubernetes-types` is as our props take it, with numbers for the resources of a container. */
function writeWorkFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-fields-'));
  cpSync(join(ROOT, 'node_modules/kubernetes-types'), join(folder, 'kubernetes-types'), { recursive: true });
  const core = join(folder, 'kubernetes-types/core/v1.d.ts');
  const ours = `import('${join(ROOT, 'src/workloads/container-fields').replaceAll('\\', '/')}').Resources`;
  const text = readFileSync(core, 'utf8');
  const start = text.indexOf('export interface Container {');
  const end = text.indexOf('\n}', start);
  const container = text.slice(start, end).replace('resources?: ResourceRequirements;', `resources?: ${ours};`);
  expect(container).toContain(ours);
  writeFileSync(core, text.slice(0, start) + container + text.slice(end));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { types: [], paths: { 'kubernetes-types/*': ['./kubernetes-types/*'] } },
      include: ['statements.ts'],
    }),
  );
  return folder;
}

function printStatements(statements: readonly Statement[]): string {
  const modules = readFieldTypes();
  return statements
    .map(({ typeName, value }, index) => {
      const type = `import('kubernetes-types/${modules.get(typeName)?.module}').${typeName}`;
      const expected = findMisfit(value, typeName) ? '// @ts-expect-error\n' : '';
      return `${expected}export const v${index}: ${type} = ${JSON.stringify(value)};\n`;
    })
    .join('');
}

describe('the TypeScript compiler', () => {
  const folder = writeWorkFolder();

  afterAll(() => rmSync(folder, { recursive: true }));

  test('takes what has no misfit, and nothing else', () => {
    fc.assert(
      fc.property(anyStatements(0), anyStatements(2), anyStatements(15), (right, mostly, wrong) => {
        expect(right.filter(({ value, typeName }) => findMisfit(value, typeName))).toEqual([]);
        writeFileSync(join(folder, 'statements.ts'), printStatements([...right, ...mostly, ...wrong]));
        const { stdout, status } = spawnSync(
          process.execPath,
          [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder],
          { encoding: 'utf8' },
        );
        expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
      }),
      // the compiler runs once, on some 400 values
      { numRuns: 1, endOnFailure: true },
    );
  });
});
