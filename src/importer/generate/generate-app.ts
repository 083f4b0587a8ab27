import { Identifiers } from '../../project/identifiers';
import type { ImportedObject } from '../imported-object';
import type { PlannedRelease } from '../plan/import-plan';
import { ConfigFiles } from './config-files';
import { type Decided, type Demotions, decide } from './decide';
import { findHeadComments } from './head-comments';
import { imagesOf } from './images';
import { printMain, UNCHECKED } from './print-main';
import { MAX_IDENTIFIER, ReleaseWriter } from './release-writer';

/** What goes into the app. */
export interface AppParts {
  readonly name: string;
  readonly releases: readonly PlannedRelease[];
  /** Objects in no release. */
  readonly rest: readonly ImportedObject[];
  /** The release file of each release, by its id. */
  readonly releaseFiles: ReadonlyMap<string, string>;
  readonly demotions: Demotions;
}

/** A main.ts, and what became of each object. */
export interface GeneratedApp {
  readonly main: string;
  /** Files that main.ts reads, from path to text. */
  readonly configFiles: ReadonlyMap<string, string>;
  /** Objects that are code, with the construct path under which a message names them. */
  readonly declared: readonly (Decided & { readonly place: string })[];
  /** Objects that stay YAML, in the order of the input. */
  readonly kept: readonly { readonly object: ImportedObject; readonly why: string | undefined }[];
}

/** Writes the main.ts of an app that synthesizes these objects. */
export function generateApp({ name, releases, rest, releaseFiles, demotions }: AppParts): GeneratedApp {
  const identifiers = new Identifiers();
  for (const name of [UNCHECKED, 'manifests']) identifiers.claim(name, name, MAX_IDENTIFIER);
  const config = new ConfigFiles(identifiers);
  const head = findHeadComments([...releases.flatMap(({ objects }) => objects), ...rest]);
  const declared: (Decided & { place: string })[] = [];
  const taken = new Set<ImportedObject>();
  const kept = new Map<ImportedObject, string | undefined>();
  const files = releases.map((release) => {
    const identifier = identifiers.claim(release.id, 'release', MAX_IDENTIFIER);
    const images = imagesOf(release, identifier);
    const others = rest.filter((object) => !taken.has(object));
    const decided = decide(release, others, images, demotions);
    for (const each of decided) {
      if (each.form === 'kept') kept.set(each.object, each.why);
      else taken.add(each.object);
    }
    // what the cluster takes for an object that is declared already
    for (const object of release.objects) {
      if (!decided.some((each) => each.object === object)) kept.set(object, 'it stands there twice');
    }
    const inCode = decided.filter(({ form }) => form !== 'kept');
    const writer = new ReleaseWriter({ release, identifier, images, decided: inCode, identifiers, config, head });
    declared.push(...writer.places());
    return { ...writer.write(), file: releaseFiles.get(release.id) ?? 'release.yaml' };
  });
  for (const object of rest) if (!taken.has(object) && !kept.has(object)) kept.set(object, undefined);
  const main = printMain({
    name,
    releases: files,
    hasManifests: kept.size > 0,
    head: [...head],
    config: config.constants,
  });
  return {
    main,
    configFiles: config.files,
    declared,
    kept: [...kept].map(([object, why]) => ({ object, why })),
  };
}
