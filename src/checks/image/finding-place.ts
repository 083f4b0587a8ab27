import { asFields, type Fields } from '../../manifest/manifest';
import type { ExecKind } from '../launch/container-execs';
import type { Subject } from './subject';

/** A field of the container, or of its pod. */
interface Place {
  readonly of: 'container' | 'pod';
  readonly path: readonly string[];
}

const IMAGE = place('image');
/** What names the program; the image has its ENTRYPOINT. */
const PROGRAM = [place('command'), place('args'), IMAGE];

/** What findings of a code are about, the first that is there; those of other codes are about the program. */
const PLACES: ReadonlyMap<string, readonly Place[]> = new Map([
  ['IMAGE_COMMAND_MISSING', []],
  ['IMAGE_PORT_NOT_EXPOSED', []],
  ['IMAGE_UNREADABLE', [IMAGE]],
  ['IMAGE_INCOMPLETE', [IMAGE]],
  ['IMAGE_BROKEN', [IMAGE]],
  ['IMAGE_WORKING_DIR_MISSING', [place('workingDir'), IMAGE]],
  ['IMAGE_VOLUME_READ_ONLY', [place('securityContext', 'readOnlyRootFilesystem')]],
  ['IMAGE_USER_ROOT', ofSecurity('runAsNonRoot')],
  ['IMAGE_USER_NAME', ofSecurity('runAsNonRoot')],
  ['IMAGE_USER_MISSING', [IMAGE]],
  ['IMAGE_USER_UNKNOWN', [place('securityContext'), { of: 'pod', path: ['securityContext'] }, IMAGE]],
]);

const EXEC_PATHS: Readonly<Record<ExecKind, readonly string[]>> = {
  startupProbe: ['startupProbe'],
  livenessProbe: ['livenessProbe'],
  readinessProbe: ['readinessProbe'],
  postStart: ['lifecycle', 'postStart'],
  preStop: ['lifecycle', 'preStop'],
};

/**
 * Where a finding about a container stands, as `file:line`: at the field that it is about, or at the container.
 *
 * @param exec what the program is started for; undefined for the container's own
 */
export function placeOfFinding(subject: Subject, code: string, exec: ExecKind | undefined): string {
  const program =
    exec === undefined ? PROGRAM : [place(...EXEC_PATHS[exec], 'exec', 'command'), place(...EXEC_PATHS[exec])];
  const { list, index, container, podSpec } = subject;
  const found = (PLACES.get(code) ?? program).find(({ of, path }) => isGiven(of === 'pod' ? podSpec : container, path));
  if (found === undefined) return subject.place;
  return subject.placeOf(found.of === 'pod' ? found.path : [list, index, ...found.path]);
}

/** Where the image of a container stands. */
export function placeOfImage({ list, index, placeOf }: Subject): string {
  return placeOf([list, index, 'image']);
}

function place(...path: readonly string[]): Place {
  return { of: 'container', path };
}

/** A setting that the container may have from its pod. */
function ofSecurity(field: string): readonly Place[] {
  return [place('securityContext', field), { of: 'pod', path: ['securityContext', field] }];
}

/** Whether a field has a value that counts: an empty list is none. */
function isGiven(fields: Fields, path: readonly string[]): boolean {
  const value = path.reduce((inner: unknown, field) => asFields(inner)[field], fields);
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}
