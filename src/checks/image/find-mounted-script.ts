import { posix } from 'node:path';
import { startFacts } from '../../image/facts/collect-facts';
import type { Resolution } from '../../image/files/image-files';
import type { LayerEntry } from '../../image/layers/layer-index';
import { asFields } from '../../manifest/manifest';
import { findReadFault } from './find-read-fault';
import { findVolumeFile } from './find-volume-file';
import type { LaunchContext } from './launch-context';
import { suggestProgram } from './suggest-program';

/** What is said of a file that is to be read; without a finding where nothing is wrong with it. */
export type ScriptAnswer =
  | {
      readonly outcome: 'found';
      /** Absolute. */
      readonly path: string;
      /** Undefined where nothing is known of it. */
      readonly entry: LayerEntry | undefined;
    }
  | {
      readonly outcome: 'fail' | 'unknown';
      readonly code: string;
      /** Begins with "which". */
      readonly what: string;
      readonly why: string;
      readonly fix: string;
    };

/** The answer for a file that is to be read, whose path leads into a volume. */
export async function findMountedScript(
  context: LaunchContext,
  { mount, rest }: Extract<Resolution, { outcome: 'mounted' }>,
): Promise<ScriptAnswer> {
  const path = posix.join(mount.path, rest);
  const file = findVolumeFile(context.subject, mount, rest, context.objects);
  if (file.outcome === 'found') {
    const entry = entryOf(context, path, file.mode, file.content);
    const found = { outcome: 'found', path, entry, folders: [], links: [] } as const;
    const fault = context.user && findReadFault(found, context.user);
    if (fault === undefined) return { outcome: 'found', path, entry };
    const mode = `0${file.mode.toString(8).padStart(3, '0')}`;
    return {
      ...fault,
      code: 'IMAGE_SCRIPT_NOT_READABLE',
      what: "which the container's user may not read",
      why: `${file.source} puts it there with mode ${mode}`,
      fix: `give volume '${mount.volume}' defaultMode: 0644; a mode of its item counts more`,
    };
  }
  const copied = await context.findCopied(mount, rest);
  if (copied !== undefined) return { outcome: 'found', path, entry: copied.entry };
  if (file.outcome === 'unknown') {
    return {
      outcome: 'unknown',
      code: 'IMAGE_BINARY_UNKNOWN',
      what: 'which cannot be checked',
      why: `it lies in a volume: ${file.why}`,
      fix: 'look at it by hand, or start the image once where it may fail',
    };
  }
  const isHidden = (await context.view.files([]).resolve(path)).outcome === 'found';
  const near =
    mount.subPath === ''
      ? suggestProgram(
          path,
          file.names.map((name) => posix.join(mount.path, name)),
        )
      : undefined;
  const away = `mount volume '${mount.volume}' at another path, or single files of it with subPath`;
  return {
    outcome: 'fail',
    code: isHidden ? 'IMAGE_SCRIPT_HIDDEN' : 'IMAGE_SCRIPT_MISSING',
    what: isHidden
      ? `which is hidden by what is mounted at '${mount.path}'`
      : `which is neither in ${context.view.name} nor in what is mounted at '${mount.path}'`,
    why: file.why,
    fix: near ? `did you mean '${near}'?` : isHidden ? away : 'put the file into the image, or into the volume',
  };
}

function entryOf({ subject }: LaunchContext, path: string, mode: number, content: Buffer | undefined): LayerEntry {
  const collector = content && startFacts(path.slice(1), content.length);
  if (content !== undefined && content.length > 0) collector?.push(content);
  const { fsGroup } = asFields(subject.podSpec.securityContext);
  // the kubelet gives what it writes into a volume to the group of the pod
  const gid = typeof fsGroup === 'number' ? fsGroup : 0;
  const size = content?.length ?? 0;
  return { path: path.slice(1), type: 'file', mode, uid: 0, gid, size, isImplied: false, facts: collector?.end() };
}
