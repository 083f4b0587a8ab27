import { Identifiers } from '../../project/identifiers';
import type { EnvironmentCode } from '../environments/environment-code';
import { ENVIRONMENT, SETTINGS } from '../environments/settings';
import type { ImportedObject } from '../imported-object';
import type { PlannedRelease } from '../plan/import-plan';
import { ConfigFiles } from './config-files';
import { type Decided, type Demotions, decide } from './decide';
import { findHeadComments } from './head-comments';
import { imagesOf } from './images';
import { UNCHECKED } from './print-blocks';
import { printMain } from './print-main';
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
  /** Undefined for an app that has no environments. */
  readonly environments?: EnvironmentCode | undefined;
}

/** A main.ts, and what became of each object. */
export interface GeneratedApp {
  readonly main: string;
  /** Files that main.ts reads, from path to text. */
  readonly configFiles: ReadonlyMap<string, string>;
  /** Objects that are code, with the construct paths under which a message may name them. */
  readonly declared: readonly (Decided & { readonly places: readonly string[] })[];
  /** Objects that stay YAML, in the order of the input. */
  readonly kept: readonly { readonly object: ImportedObject; readonly why: string | undefined }[];
}

/** Writes the main.ts of an app that synthesizes these objects. */
export function generateApp({ name, releases, rest, releaseFiles, demotions, environments }: AppParts): GeneratedApp {
  const identifiers = new Identifiers();
  for (const taken of [UNCHECKED, 'manifests', ENVIRONMENT, 'environments', SETTINGS])
    identifiers.claim(taken, taken, MAX_IDENTIFIER);
  const config = new ConfigFiles(identifiers);
  if (environments) environments.config = config;
  const head = findHeadComments([...releases.flatMap(({ objects }) => objects), ...rest]);
  const declared: (Decided & { readonly places: readonly string[] })[] = [];
  const taken = new Set<ImportedObject>();
  const kept = new Map<ImportedObject, string | undefined>();
  const files = releases.map((release) => {
    const identifier = identifiers.claim(release.id, 'release', MAX_IDENTIFIER);
    const images = imagesOf(release, identifier);
    const others = rest.filter((object) => !taken.has(object));
    const decided = decide(release, others, images, demotions, (object) => environments?.conditionOf(object));
    for (const each of decided) {
      if (each.form === 'kept') kept.set(each.object, each.why);
      else taken.add(each.object);
    }
    // what the cluster takes for an object that is declared already
    for (const object of release.objects) {
      if (!decided.some((each) => each.object === object)) kept.set(object, 'it stands there twice');
    }
    const inCode = decided.filter(({ form }) => form !== 'kept');
    const writer = new ReleaseWriter({
      release,
      identifier,
      images,
      decided: inCode,
      identifiers,
      config,
      head,
      environments,
    });
    declared.push(...writer.places());
    return { ...writer.write(), file: releaseFiles.get(release.id) ?? 'release.yaml' };
  });
  for (const object of rest) if (!taken.has(object) && !kept.has(object)) kept.set(object, reasonOfKind(object));
  const main = printMain({
    name,
    releases: files,
    hasManifests: kept.size > 0,
    head: [...head],
    config: config.constants,
    ...(environments && {
      environments: {
        names: environments.names,
        config: config.constantsOfEach,
        withManifests: environments.withManifests([...kept.keys()]),
        settings: environments.settings.isEmpty ? undefined : environments.settings.toCode(),
      },
    }),
  });
  return {
    main,
    configFiles: config.files,
    declared,
    kept: [...kept].map(([object, why]) => ({ object, why })),
  };
}

function reasonOfKind({ manifest }: ImportedObject): string | undefined {
  return manifest.kind === 'Secret' ? 'what Secrets hold goes into no code' : undefined;
}
