import { parseManifests } from '../../src/manifest/parse-manifests';

const TEXT = `# head
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: app:1
          # the program
          command:
            - /web
            - -v
        -
          name: proxy
          ports: [{containerPort: 80}, {
            containerPort: 81}]
          env: &env
            - {name: A, value: b}
      initContainers:
        - name: first
          env: *env
          <<: &rest
            args: [a]
        - <<: *rest
          yes: 1
          "8080": 2
          a/b~c: 3
`;

const POD = ['spec', 'template', 'spec'] as const;

describe('the place of a field', () => {
  test.each<[readonly (string | number)[], number, string]>([
    [[], 2, 'the object itself'],
    [['metadata', 'name'], 5, 'a field'],
    [['spec'], 6, 'a map'],
    [[...POD, 'containers', 0], 10, 'an item stands where its first field does'],
    [[...POD, 'containers', 0, 'command'], 13, 'a list stands where its key does'],
    [[...POD, 'containers', 0, 'command', 1], 15, 'an item of texts'],
    [[...POD, 'containers', 1], 17, 'an item behind a dash in a line of its own'],
    [[...POD, 'containers', 1, 'ports', 1, 'containerPort'], 19, 'between brackets'],
    [[...POD, 'containers', '1', 'name'], 17, 'an index may be text, as in a JSON pointer'],
    [[...POD, 'containers', 0, 'args'], 10, 'what is not there stands where the deepest field on the way does'],
    [[...POD, 'containers', 7, 'args'], 9, 'an item that is not there'],
    [[...POD, 'containers', 0, 'name', 'first'], 10, 'nothing is within a text'],
    [['status', 'a', 'b'], 2, 'nothing of it is there'],
    [[...POD, 'initContainers', 0, 'env'], 24, 'an alias stands where it is used'],
    [[...POD, 'initContainers', 0, 'env', 0, 'name'], 24, 'and so does all that is in it'],
    [[...POD, 'initContainers', 0, 'args', 0], 25, 'what a merge key brings stands where that does'],
    [[...POD, 'initContainers', 1, 'args'], 27, 'also behind an alias'],
    [[...POD, 'initContainers', 1, 'image'], 27, 'what a merge key does not bring is not there'],
    [[...POD, 'initContainers', 1, 'true'], 28, 'a word that is no text to YAML is the key that Kubernetes reads'],
    [[...POD, 'initContainers', 1, 8080], 29, 'a number as a key'],
    [[...POD, 'initContainers', 1, 'a/b~c'], 30, 'any letters in a key'],
    [['__proto__', 'toString'], 2, 'what every object of JavaScript has is no field'],
  ])('%j stands in line %i: %s', (path, line, _reason) => {
    const [object] = parseManifests(TEXT, 'k8s/web.yaml');
    expect(object?.lineOf(path)).toBe(`k8s/web.yaml:${line}`);
  });

  test.each<[string, string, number, string]>([
    ['\ufeff', '\n', 4, 'a byte order mark is no line'],
    ['', '\r\n', 4, 'line ends of Windows'],
    ['# a\n---\n# b\n---\n', '\n', 8, 'documents before it'],
  ])('%j before it, with %j: line %i, since %s', (before, end, line, _reason) => {
    const text = before + ['apiVersion: v1', 'kind: A', 'metadata:', '  name: a', ''].join(end);
    expect(parseManifests(text, 'a.yaml')[0]?.lineOf(['metadata', 'name'])).toBe(`a.yaml:${line}`);
  });

  test('is that of its own item in a list, which may leave out its kind', () => {
    const text = `kind: PodList
apiVersion: v1
items:
  - metadata: {name: a}
  - metadata:
      name: b
`;
    const places = parseManifests(text, 'a.yaml').map((object) => [
      object.lineOf(['metadata', 'name']),
      object.lineOf(['kind']),
    ]);
    expect(places).toEqual([
      ['a.yaml:4', 'a.yaml:4'],
      ['a.yaml:6', 'a.yaml:5'],
    ]);
  });

  test('is that of the alias for items that stand behind one', () => {
    const text = `apiVersion: v1
kind: List
x-items: &items
  - &a
    apiVersion: v1
    kind: A
    metadata: {name: a}
items: *items
---
apiVersion: v1
kind: List
x-item: &a {apiVersion: v1, kind: A, metadata: {name: b}}
items:
  - *a
`;
    expect(parseManifests(text, 'a.yaml').map((object) => [object.place, object.lineOf(['metadata', 'name'])])).toEqual(
      [
        ['a.yaml:1', 'a.yaml:1'],
        ['a.yaml:14', 'a.yaml:14'],
      ],
    );
  });

  test('adds nothing to what an object is', () => {
    const objects = parseManifests(TEXT, 'a.yaml');
    expect(objects.flatMap(Object.keys)).toEqual(['manifest', 'place']);
    expect(objects.map(({ source }) => [source.file, source.documentRange, source.list])).toEqual([
      ['a.yaml', [0, TEXT.length], undefined],
    ]);
  });
});
