import { isComposeText } from '../../../src/importer/compose/is-compose';

describe('a file', () => {
  test.each([
    ['services:\n  oven: {image: a}', 'stack.yml', true, 'it has services'],
    ['x-a: 1\nservices: {}', 'a.yaml', true, 'also beside other keys'],
    ['', 'compose.yaml', true, 'its name says so, though it is empty'],
    ['a: [', 'deploy/docker-compose.prod.yml', true, 'its name says so, though it cannot be read'],
    ['oven:\n  image: a', 'docker-compose.yml', true, 'it is of the first format'],
    [
      'apiVersion: v1\nkind: Service\nservices: {}',
      'compose.yaml',
      false,
      'it is an object of Kubernetes, whatever its name',
    ],
    ['kind: List', 'compose.yaml', false, 'so is one that is not complete'],
    ['web: ./serve', 'Procfile', false, 'it is something else'],
    ['- services', 'a.yaml', false, 'it is a list'],
    ['', 'decompose.yaml', false, 'its name only ends so'],
  ])('%j called %s is a Compose file: %p, since %s', (text, file, is, _reason) => {
    expect(isComposeText(text, file)).toBe(is);
  });
});
