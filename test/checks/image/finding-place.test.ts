import { placeOfFinding, placeOfImage } from '../../../src/checks/image/finding-place';
import { findSubjects, type Subject } from '../../../src/checks/image/subject';
import type { ExecKind } from '../../../src/checks/launch/container-execs';
import { parseManifests } from '../../../src/manifest/parse-manifests';
import { deployment } from '../placed';

const TEXT = `apiVersion: example.com/v1
kind: Farm
metadata: {name: web}
pods:
  - securityContext:
      runAsNonRoot: true
    containers:
      - name: both
        image: app:1
        args: [-v]
        command: [/web]
        workingDir: /srv
        securityContext:
          readOnlyRootFilesystem: true
        livenessProbe:
          exec:
            command: [/live]
        lifecycle:
          preStop:
            exec: {command: [/stop]}
      - name: args
        image: app:1
        command: []
        args:
          - worker
      - name: neither
        image: app:1
      - name: nameless
`;

const subjects = new Map(
  findSubjects(parseManifests(TEXT, 'a.yaml')).map((each) => [String(each.container.name), each]),
);

function named(name: string): Subject {
  return subjects.get(name) as Subject;
}

describe('a finding about a container', () => {
  test.each<[string, string, ExecKind | undefined, number, string]>([
    ['both', 'IMAGE_BINARY_MISSING', undefined, 11, 'command names the program'],
    ['args', 'IMAGE_BINARY_MISSING', undefined, 24, 'args do, where command is empty'],
    ['neither', 'IMAGE_BINARY_MISSING', undefined, 27, 'the image does, where there is neither'],
    ['both', 'IMAGE_SOMETHING_NEW', undefined, 11, 'a code that is not known is about the program'],
    ['both', 'IMAGE_BINARY_MISSING', 'livenessProbe', 17, 'the program of a probe'],
    ['both', 'IMAGE_BINARY_MISSING', 'preStop', 20, 'the program of a hook'],
    ['both', 'IMAGE_COMMAND_MISSING', undefined, 8, 'what is missing stands in the container'],
    ['both', 'IMAGE_PORT_NOT_EXPOSED', undefined, 8, 'a port may be that of a Service'],
    ['both', 'IMAGE_WORKING_DIR_MISSING', undefined, 12, 'workingDir'],
    ['args', 'IMAGE_WORKING_DIR_MISSING', undefined, 22, "the image's WORKDIR"],
    ['both', 'IMAGE_VOLUME_READ_ONLY', undefined, 14, 'the setting'],
    ['both', 'IMAGE_USER_ROOT', undefined, 6, 'the setting of the pod'],
    ['both', 'IMAGE_USER_UNKNOWN', undefined, 13, 'the settings of the container come before those of the pod'],
    ['args', 'IMAGE_USER_UNKNOWN', undefined, 5, 'the settings of the pod'],
    ['neither', 'IMAGE_BROKEN', undefined, 27, 'the image'],
    ['nameless', 'IMAGE_BROKEN', undefined, 28, 'the container, where no image is'],
  ])('%s, %s, %s: line %i, since %s', (name, code, exec, line, _reason) => {
    expect(placeOfFinding(named(name), code, exec)).toBe(`a.yaml:${line}`);
  });

  test('about its image stands there, or where the container does', () => {
    expect(['both', 'nameless'].map((name) => placeOfImage(named(name)))).toEqual(['a.yaml:9', 'a.yaml:28']);
  });

  test('stands where its object does, where there is no text', () => {
    const [subject] = findSubjects([deployment({ containers: [{ name: 'web', image: 'app:1', command: ['/web'] }] })]);
    expect(placeOfFinding(subject as Subject, 'IMAGE_BINARY_MISSING', undefined)).toBe('app/web');
  });
});

test.each([
  ['apps/v1', 'Deployment', '{template: {spec:\n POD}}', 'in a template'],
  ['batch/v1', 'CronJob', '{jobTemplate: {spec: {template: {spec:\n POD}}}}', 'in a template of a template'],
  ['v1', 'Pod', '\n POD', 'by itself'],
  ['example.com/v1', 'Farm', '[{a: {b:\n POD}}]', 'wherever a custom resource has it'],
])('a container of %s %s stands where it does: %s', (apiVersion, kind, spec, _reason) => {
  const pod = '{containers: [\n  {name: web,\n  image: app:1}]}';
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web}\nspec: ${spec.replace('POD', pod)}\n`;
  const places = findSubjects(parseManifests(text, 'a.yaml')).map((subject) => [subject.place, placeOfImage(subject)]);
  expect(places).toEqual([['a.yaml:6', 'a.yaml:7']]);
});
