import { isForeign } from '../../src/operations/is-foreign';

describe('a text', () => {
  test.each<[string, boolean, string]>([
    ['image: {repository: team/app}\nreplicaCount: 1\n', true, 'values of a chart'],
    ['services:\n  web: {image: app}\n', true, 'a Compose file'],
    ['name: build\non: [push]\njobs: {a: {runs-on: x}}\n', true, 'a workflow'],
    ['apiVersion: v2\nname: app\nversion: 1.0.0\n', true, 'Chart.yaml'],
    ['kind: DaemonSet\nimage: app\n', true, 'values with a kind'],
    ['- a\n- b\n', true, 'a list of other things'],
    ['just words', true, 'one value'],
    ['{"name": "x", "scripts": {}}', true, 'package.json'],
    ['{\n  // a remark\n  "compilerOptions": {"strict": true,},\n}', true, 'settings in something like JSON'],
    ['a: [\n', true, 'something broken without a word of Kubernetes'],
    ['kind: [\n', false, 'something broken that may be an object'],
    ['{"apiVersion": "v1", "kind": }', false, 'broken JSON that may be one'],
    ['apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n', false, 'an object'],
    ['apiVersion: v1\nmetadata: {name: a}\n', false, 'an object without kind'],
    ['kind: Pod\nmetadata: {name: a}\n', false, 'an object without apiVersion'],
    ['apiVersion: v1\nkind: Pod\n', false, 'an object without a name'],
    ['a: 1\n---\napiVersion: v1\nkind: Pod\n', false, 'an object beside something else'],
    ['- apiVersion: v1\n  kind: Pod\n', false, 'a list of objects, which kubectl does not take'],
    ['\ufeffapiVersion: v1\nkind: Pod\n', false, 'behind a byte order mark'],
    ['', true, 'nothing'],
  ])('%j is something else than objects: %p', (text, expected, _reason) => {
    expect(isForeign(text)).toBe(expected);
  });
});
