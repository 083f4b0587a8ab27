import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findFieldType } from '../../../src/importer/fields/field-types';

const { printFieldTable, readFieldTypes } = require('../../../scripts/write-field-types') as {
  printFieldTable: () => string;
  readFieldTypes: () => ReadonlyMap<string, unknown>;
};
const TABLE = resolve(__dirname, '../../../src/importer/fields/field-table.ts');

describe('the table of Kubernetes’ field types', () => {
  test('is what scripts/write-field-types.js writes', () => {
    expect(readFileSync(TABLE, 'utf8')).toBe(printFieldTable());
  });

  test('has every type that another one names', () => {
    const names = [...readFieldTypes().keys()];
    expect(names.filter((name) => findFieldType(name) === undefined)).toEqual([]);
  });

  test.each([
    ['PodSpec', 'a root'],
    ['LabelSelectorRequirement', 'from another file than the type that names it'],
    ['PersistentVolumeClaimSpec', 'below the claims of a StatefulSet'],
    ['MetricSpec', 'of autoscaling/v2, which autoscaling/v1 does not have'],
    ['PodFailurePolicyRule', 'of a Job'],
    ['Resources', 'ours'],
  ])('has %s: %s', (name) => {
    expect(findFieldType(name)).toMatchObject({ kind: 'record', name });
  });

  test.each([
    ['Ingress', 'no root leads to it'],
    ['toString', 'every object has it'],
    ['', 'empty'],
    ['string', 'no type with a name'],
  ])('does not have %j: %s', (name) => {
    expect(findFieldType(name)).toBeUndefined();
  });
});
