import { UserError } from '../../errors';
import { dnsLabelFault, toDnsLabel } from '../../manifest/dns-name';
import { asFields, asText } from '../../manifest/manifest';
import { podTemplateOf } from '../../manifest/pod-template';
import type { ImportedObject } from '../imported-object';

// https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
const PART_OF_LABEL = 'app.kubernetes.io/part-of';
const MAX_LABEL_LENGTH = 63;

/** What a release is named after. */
export interface NamedRelease {
  readonly repository: string;
  readonly objects: readonly ImportedObject[];
}

/**
 * A DNS label for each release, no two the same: the name, if there is only one; what all of its workloads say they are
 * part of; or the last part of the repository.
 *
 * @throws UserError INVALID_NAME when the name is no DNS label
 */
export function releaseIds(releases: readonly NamedRelease[], name: string | undefined): string[] {
  const label = name === undefined ? undefined : requireLabel(name);
  if (label !== undefined && releases.length === 1) return [label];
  const taken = new Set<string>();
  return releases.map((release) => {
    const last = toDnsLabel(release.repository.slice(release.repository.lastIndexOf('/') + 1)) ?? 'app';
    const id = [partOf(release), last].find((label) => label !== undefined && !taken.has(label)) ?? number(last, taken);
    taken.add(id);
    return id;
  });
}

function requireLabel(name: string): string {
  const fault = dnsLabelFault(name);
  if (fault === undefined) return name;
  const label = toDnsLabel(name);
  throw new UserError({
    code: 'INVALID_NAME',
    what: `the name '${name}' ${fault}`,
    why: 'it becomes the label part-of of every object: lower case letters, digits and dashes',
    fix: label === undefined ? 'give another one' : `did you mean '${label}'?`,
  });
}

function partOf({ objects }: NamedRelease): string | undefined {
  const labels = objects
    .filter(({ manifest }) => podTemplateOf(manifest) !== undefined)
    .map(({ manifest }) => asText(asFields(asFields(manifest.metadata).labels)[PART_OF_LABEL]) ?? '');
  const [first = ''] = labels;
  if (labels.some((label) => label !== first)) return undefined;
  return dnsLabelFault(first) === undefined ? first : toDnsLabel(first);
}

function number(label: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count++) {
    const id = `${label.slice(0, MAX_LABEL_LENGTH - `-${count}`.length).replace(/-+$/, '')}-${count}`;
    if (!taken.has(id)) return id;
  }
}
