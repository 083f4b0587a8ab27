import { posix } from 'node:path';
import { startFacts } from '../../image/facts/collect-facts';
import type { Resolution } from '../../image/files/image-files';
import { asFields } from '../../manifest/manifest';
import type { Launch } from '../launch/launch';
import type { LaunchAnswer } from './check-launch';
import { findVolumeFile } from './find-volume-file';
import type { LaunchContext } from './launch-context';
import { suggestProgram } from './suggest-program';

type Found = Extract<Resolution, { outcome: 'found' }>;
type Mounted = Extract<Resolution, { outcome: 'mounted' }>;

/** The answer for a program whose path leads into a volume: what the volume holds there takes the place of the image's. */
export async function findInVolume(
  context: LaunchContext,
  launch: Launch,
  { mount, rest, links }: Mounted,
  answerFound: (found: Found) => Promise<LaunchAnswer>,
): Promise<LaunchAnswer> {
  const [program = ''] = launch.argv;
  const path = posix.join(mount.path, rest);
  const file = findVolumeFile(context.subject, mount, rest, context.objects);
  const found = (entry: Found['entry']): Found => ({ outcome: 'found', path, entry, folders: [], links });
  if (file.outcome === 'found') {
    const facts = file.content === undefined ? undefined : factsOf(path, file.content);
    const size = file.content?.length ?? 0;
    // the kubelet gives what it writes into a volume to the group of the pod
    const gid = groupOf(context);
    const answer = await answerFound(
      found({ path: path.slice(1), type: 'file', mode: file.mode, uid: 0, gid, size, isImplied: false, facts }),
    );
    if (answer.outcome === 'unknown' && file.content === undefined) {
      return { outcome: 'unknown', why: `${file.source} puts it there, and what it holds is not looked at` };
    }
    if (answer.outcome !== 'fail' || answer.code !== 'IMAGE_BINARY_NOT_EXECUTABLE') return answer;
    const mode = `0${file.mode.toString(8).padStart(3, '0')}`;
    return {
      ...answer,
      why: `${file.source} puts it there with mode ${mode}`,
      fix: `give volume '${mount.volume}' defaultMode: 0755; a mode of its item counts more`,
    };
  }
  const copied = await context.findCopied(mount, rest);
  if (copied !== undefined) {
    const answer = await answerFound(found(copied.entry));
    return answer.outcome === 'pass' ? { ...answer, how: `${answer.how}; ${copied.how}` } : answer;
  }
  if (file.outcome === 'unknown') return { outcome: 'unknown', why: `it lies in a volume: ${file.why}` };
  const inImage = await context.view.files([]).resolve(path);
  const near = suggestProgram(
    program,
    mount.subPath === '' ? file.names.map((name) => posix.join(mount.path, name)) : [],
  );
  return {
    outcome: 'fail',
    code: inImage.outcome === 'found' ? 'IMAGE_BINARY_HIDDEN' : 'IMAGE_BINARY_MISSING',
    what:
      inImage.outcome === 'found'
        ? `is hidden by what is mounted at '${mount.path}'`
        : `is neither in ${context.view.name} nor in what is mounted at '${mount.path}'`,
    why: file.why,
    fix: near
      ? `did you mean '${near}'?`
      : inImage.outcome === 'found'
        ? `mount volume '${mount.volume}' at another path, or single files of it with subPath`
        : 'put the program into the image, or into the volume',
  };
}

function groupOf({ subject }: LaunchContext): number {
  const { fsGroup } = asFields(subject.podSpec.securityContext);
  return typeof fsGroup === 'number' ? fsGroup : 0;
}

function factsOf(path: string, content: Buffer) {
  const collector = startFacts(path.slice(1), content.length);
  if (content.length > 0) collector.push(content);
  return collector.end();
}
