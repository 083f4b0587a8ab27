import { RegistryClient } from '../image/registry/registry-client';
import { type HistoryEntry, readHistory } from '../release/history';

/** One version of a release file. */
export interface Version {
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** ISO 8601, with the author's offset; undefined when it is not committed yet. */
  readonly when: string | undefined;
  readonly who: string | undefined;
  readonly commit: string | undefined;
  readonly subject: string | undefined;
  readonly isPresent: boolean;
  /** Whether the registry still has it. */
  readonly registry: 'there' | 'gone' | 'unknown';
  /** Why the file could not be read at that commit. */
  readonly problem: string | undefined;
}

export interface VersionList {
  readonly versions: readonly Version[];
  readonly notes: readonly string[];
}

/**
 * The versions of a release file, newest first, each with what the registry says of it.
 *
 * @throws UserError what reading the file and its history throws
 */
export async function listVersions(options: {
  readonly file: string;
  readonly number?: number | undefined;
  readonly offline?: boolean | undefined;
}): Promise<VersionList> {
  const { entries, present, isComplete } = await readHistory(options.file);
  const { tags, why } = options.offline ? { tags: undefined, why: undefined } : await askTags(present.repository);
  const isCurrent = entries[0]?.image?.toString() === present.toString();
  const uncommitted = isCurrent
    ? []
    : [{ image: present, isPresent: true } satisfies Partial<HistoryEntry> & { isPresent: true }];
  const all = [...uncommitted, ...entries.map((entry, index) => ({ ...entry, isPresent: isCurrent && index === 0 }))];
  const versions = all.slice(0, options.number).map((entry): Version => {
    const { image } = entry;
    const known = tags && image?.tag !== undefined && image.repository === present.repository;
    return {
      tag: image?.tag,
      digest: image?.digest,
      when: 'when' in entry ? entry.when : undefined,
      who: 'who' in entry ? entry.who : undefined,
      commit: 'commit' in entry ? entry.commit : undefined,
      subject: 'subject' in entry ? entry.subject : undefined,
      isPresent: entry.isPresent,
      registry: known ? (tags.has(image.tag as string) ? 'there' : 'gone') : 'unknown',
      problem: 'problem' in entry ? entry.problem : undefined,
    };
  });
  const notes = [
    ...(why === undefined ? [] : [`the registry was not asked which ones are still there: ${why}`]),
    ...(isComplete ? [] : ['this clone has no full history; git fetch --unshallow brings the rest']),
  ];
  return { versions, notes };
}

async function askTags(
  repository: string,
): Promise<{ tags: ReadonlySet<string> | undefined; why: string | undefined }> {
  const answer = await new RegistryClient().listTags(repository);
  if (answer.outcome === 'found') return { tags: new Set(answer.tags), why: undefined };
  return { tags: undefined, why: answer.why };
}
