import { posix } from 'node:path';
import type { ImageFiles, Mount, Resolution } from '../../image/files/image-files';
import { ImageFault } from '../../image/image-fault';
import type { LayerEntry } from '../../image/layers/layer-index';
import { asText } from '../../manifest/manifest';
import type { Launch } from '../launch/launch';
import { traceLaunches } from '../launch/trace-launches';
import { type ConfigObjects, writersOf } from './find-volume-file';
import type { ImageView } from './image-view';
import type { CopiedFile } from './launch-context';
import { mountsOf } from './mounts-of';
import { startOf } from './start-of';
import type { Subject } from './subject';

/**
 * The file that an init container copies to a path in an emptyDir before a container starts, where its command says so:
 * `cp /usr/local/bin/app /shared/app`.
 *
 * @param viewOf the image of another container on the same platform; undefined when it cannot be read
 */
export async function findCopiedFile(
  subject: Subject,
  mount: Mount,
  rest: string,
  objects: ConfigObjects,
  viewOf: (image: string) => Promise<ImageView | undefined>,
): Promise<CopiedFile | undefined> {
  const wanted = posix.join('/', mount.subPath, rest);
  let copied: CopiedFile | undefined;
  for (const { container, title, isBefore } of writersOf(subject, mount.volume)) {
    const image = asText(container.image);
    const view = isBefore && image !== undefined ? await viewOf(image) : undefined;
    if (view === undefined) continue;
    const writer: Subject = { ...subject, list: 'initContainers', container, title, image };
    const files = view.files(mountsOf(writer));
    for (const launch of launchesOf(writer, view, objects)) {
      for (const copy of copiesOf(launch)) {
        // the last copy wins
        if (!isAt(writer, mount.volume, copy, wanted)) continue;
        const source = await findSource(files, copy, launch.workingDirectory ?? '/');
        if (source?.outcome !== 'found' || source.entry.type !== 'file') continue;
        const entry = copy.mode === undefined ? source.entry : withMode(source.entry, copy.mode);
        copied = { entry, how: `${title} copies '${source.path}' of ${view.name} there` };
      }
    }
  }
  return copied;
}

function launchesOf(subject: Subject, view: ImageView, objects: ConfigObjects): Launch[] {
  const { main } = startOf(subject, view, objects);
  return main.outcome === 'launch' ? traceLaunches(main.launch).map(({ launch }) => launch) : [];
}

interface Copy {
  readonly from: string;
  /** Absolute; ends in a slash when it is said to be a folder. */
  readonly to: string;
  /** Whether a link is copied as it is. */
  readonly keepLink: boolean;
  /** Undefined for that of the source. */
  readonly mode: number | undefined;
}

/** Undefined where the other image cannot be read, which its own container is told. */
async function findSource(
  files: ImageFiles,
  { from, keepLink }: Copy,
  folder: string,
): Promise<Resolution | undefined> {
  return await files.resolve(from, { from: folder, keepLink }).catch((error: unknown) => {
    if (error instanceof ImageFault) return undefined;
    throw error;
  });
}

// the entry of a packed layer reads its facts when it is asked for them
function withMode(entry: LayerEntry, mode: number): LayerEntry {
  const { path, type, uid, gid, size, isImplied, facts } = entry;
  return { path, type, mode, uid, gid, size, isImplied, facts };
}

/** Flags after which what is copied, and where to, is still plain; those with a value of their own are not among them. */
const PLAIN_FLAGS: ReadonlyMap<string, RegExp> = new Map([
  [
    'cp',
    /^(?:-[abdfHiLnpPRruv]+|--(?:verbose|force|no-clobber|archive|recursive|dereference|no-dereference|preserve(?:=.*)?))$/,
  ],
  ['install', /^(?:-[bcCDpv]+|--verbose)$/],
]);
// GNU cp follows no links once it copies folders
const KEEPS_LINKS = /^(?:-\w*[adPRr]|--(?:archive|recursive|no-dereference)$)/;

/** What a `cp` or `install` copies, with several sources into a folder. */
function copiesOf({ argv, isCut, workingDirectory }: Launch): Copy[] {
  const words = posix.basename(argv[0] ?? '') === 'busybox' ? argv.slice(1) : argv;
  const program = posix.basename(words[0] ?? '');
  const plain = PLAIN_FLAGS.get(program);
  if (plain === undefined || isCut || workingDirectory === undefined) return [];
  const flags = words.slice(1).filter((word) => word.startsWith('-') && word !== '--');
  if (!flags.every((flag) => plain.test(flag))) return [];
  const operands = words.slice(1).filter((word) => !word.startsWith('-'));
  const target = operands.at(-1);
  if (target === undefined || operands.length < 2) return [];
  const to = posix.resolve(workingDirectory, target);
  const isFolder = operands.length > 2 || target.endsWith('/');
  const keepLink = program === 'cp' && flags.some((flag) => KEEPS_LINKS.test(flag));
  const mode = program === 'install' ? 0o755 : undefined;
  return operands.slice(0, -1).map((from) => ({ from, to: isFolder ? `${to}/` : to, keepLink, mode }));
}

/** Whether a copy ends at a path of the volume: under its own name in a folder, or under the name that is given. */
function isAt(writer: Subject, volume: string, { from, to }: Copy, wanted: string): boolean {
  return mountsOf(writer)
    .filter((mount) => mount.volume === volume)
    .some(({ path, subPath }) => {
      const folder = posix.resolve('/', path);
      const target = posix.join(to, '.');
      if (target !== folder && !target.startsWith(`${folder}/`)) return false;
      const inVolume = posix.join('/', subPath, target.slice(folder.length));
      const below = posix.join(inVolume, posix.basename(from));
      const isFolder = to.endsWith('/') || target === folder;
      return isFolder ? below === wanted : inVolume === wanted || below === wanted;
    });
}
