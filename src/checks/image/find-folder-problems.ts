import { posix } from 'node:path';
import type { ImageFiles } from '../../image/files/image-files';
import { asFields, asText } from '../../manifest/manifest';
import type { Finding } from '../finding';
import type { ImageView } from './image-view';
import { findingOf } from './launch-context';
import { mountsOf } from './mounts-of';
import type { Subject } from './subject';

/** Folders that the image says it writes to, which `readOnlyRootFilesystem` may keep it from. */
export function findReadOnlyVolumes(subject: Subject, view: ImageView): Finding[] {
  const { volumes } = view.config;
  if (asFields(subject.container.securityContext).readOnlyRootFilesystem !== true || 'unknown' in volumes) return [];
  const mounts = mountsOf(subject).map(({ path }) => posix.resolve('/', path));
  return volumes.value
    .filter((volume) => !mounts.some((path) => isWithin(volume, path)))
    .map((volume) =>
      findingOf(
        { subject, view },
        {
          outcome: 'unknown',
          code: 'IMAGE_VOLUME_READ_ONLY',
          what: `${subject.who} has readOnlyRootFilesystem, and ${view.name} declares that it writes to '${volume}'`,
          why: 'nothing is mounted there: containerd makes a writable folder that is lost with the container, CRI-O leaves it read-only',
          fix: `mount an emptyDir or a persistent volume at '${volume}'`,
        },
      ),
    );
}

/** A working directory that the image lacks: runc makes an empty one that belongs to root, other runtimes may refuse. */
export async function findMissingWorkingDir(subject: Subject, view: ImageView, files: ImageFiles): Promise<Finding[]> {
  // an empty one counts as not given
  const given = asText(subject.container.workingDir) || undefined;
  const config = view.config.workingDir;
  const folder = given ?? ('value' in config ? config.value : '');
  if (folder === '' || folder === '/') return [];
  const context = { subject, view };
  const whose = given === undefined ? `the WORKDIR of ${view.name}` : 'its workingDir';
  if (!folder.startsWith('/')) {
    const what = `${subject.who} starts in '${folder}', ${whose}, which is no absolute path`;
    const why = 'runtimes take nothing else: "Cwd must be an absolute path"';
    return [
      findingOf(context, { outcome: 'fail', code: 'IMAGE_WORKING_DIR_MISSING', what, why, fix: `write '/${folder}'` }),
    ];
  }
  const resolution = await files.resolve(folder);
  if (resolution.outcome === 'found' && resolution.entry.type !== 'directory') {
    const what = `${subject.who} starts in '${folder}', ${whose}, which is no folder`;
    const why = 'the runtime changes into it before it starts the program, and fails';
    return [
      findingOf(context, { outcome: 'fail', code: 'IMAGE_WORKING_DIR_MISSING', what, why, fix: 'name a folder' }),
    ];
  }
  if (resolution.outcome === 'not-a-folder' || resolution.outcome === 'loop') {
    const what = `${subject.who} starts in '${folder}', ${whose}, which cannot be entered`;
    const why = `'${resolution.at}' is ${resolution.outcome === 'loop' ? 'a link that leads back to itself' : 'a file'}`;
    return [
      findingOf(context, { outcome: 'fail', code: 'IMAGE_WORKING_DIR_MISSING', what, why, fix: 'name a folder' }),
    ];
  }
  if (resolution.outcome !== 'missing') return [];
  return [
    findingOf(context, {
      outcome: 'unknown',
      code: 'IMAGE_WORKING_DIR_MISSING',
      what: `${subject.who} starts in '${folder}', ${whose}, which is not in ${view.name}`,
      why: `there is no '${resolution.at}'; runc makes an empty folder that belongs to root, and other runtimes may refuse`,
      fix:
        given === undefined
          ? 'make it where the image is built: WORKDIR makes it by itself'
          : 'name a folder that is there',
    }),
  ];
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
