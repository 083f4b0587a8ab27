import type { Code } from '../code/code';
import { type ConfigFiles, dataKeyOf } from '../generate/config-files';
import type { ImportedObject } from '../imported-object';
import type { MergedObject, PerEnvironment } from './environment';
import { settingLabel } from './setting-label';
import { ENVIRONMENT, Settings } from './settings';

/** How the objects of several environments are said in the code of one. */
export class EnvironmentCode {
  readonly settings: Settings;
  /** Where long texts go; set by who writes the app. */
  config: ConfigFiles | undefined;
  private readonly files = new Map<ImportedObject, Map<string, Code | undefined>>();
  private readonly merged: ReadonlyMap<ImportedObject, MergedObject>;

  /**
   * @param objects all of them
   * @param single what only some environments have, and stays YAML
   */
  constructor(
    readonly names: readonly string[],
    objects: readonly MergedObject[],
    private readonly single: readonly MergedObject[],
  ) {
    this.settings = new Settings(names);
    this.merged = new Map(objects.map((each) => [each.object, each]));
  }

  /** What stands for a value that is another in each environment; undefined for a value that is not. */
  wire(object: ImportedObject, at: string): Code | undefined {
    const values = this.merged.get(object)?.differences.get(at);
    if (values === undefined) return undefined;
    const key = dataKeyOf(object, at);
    const file = key === undefined ? undefined : this.takenFile(object, key, values);
    if (file) return file;
    const name = String((object.manifest.metadata as { name?: unknown } | undefined)?.name ?? 'app');
    const group = toCamel(this.idOf(object, name));
    return this.settings.take(group, settingLabel(object.manifest, at), values);
  }

  /** A value may be asked for several times, and its file is one. */
  private takenFile(object: ImportedObject, key: string, values: PerEnvironment): Code | undefined {
    const known = this.files.get(object) ?? new Map<string, Code | undefined>();
    this.files.set(object, known);
    if (!known.has(key)) known.set(key, this.config?.takeEach(object, key, values, this.names));
    return known.get(key);
  }

  /** A name without the name of the environment, where that is in it. */
  idOf(object: ImportedObject, name: string): string {
    const originals = this.merged.get(object)?.originals ?? [];
    const environment = this.names[originals.findIndex((original) => original !== undefined)] ?? '';
    if (!this.merged.get(object)?.differences.has('/metadata/name')) return name;
    const bare = name
      .split(environment)
      .filter((part) => part !== '')
      .join('')
      .replace(/-{2,}/g, '-')
      .replace(/^-+|-+$/g, '');
    return bare === '' ? name : bare;
  }

  /** The environments in which objects stay YAML, these and what only some environments have. */
  withManifests(kept: readonly ImportedObject[]): string[] {
    const all = [...kept.map((object) => this.originalsOf(object)), ...this.single.map(({ originals }) => originals)];
    return this.names.filter((_name, index) => all.some((originals) => originals[index] !== undefined));
  }

  /** When an object is declared; undefined for always. */
  conditionOf(object: ImportedObject): string | undefined {
    const originals = this.merged.get(object)?.originals ?? [];
    return printCondition(
      this.names.filter((_name, index) => originals[index] !== undefined),
      this.names,
    );
  }

  /** The objects of each environment that an object stands for. */
  originalsOf(object: ImportedObject): readonly (ImportedObject | undefined)[] {
    return this.merged.get(object)?.originals ?? [];
  }
}

/** When the loop is at one of these environments; undefined for all of them. */
export function printCondition(names: readonly string[], all: readonly string[]): string | undefined {
  if (names.length === all.length) return undefined;
  return names.map((name) => `${ENVIRONMENT} === '${name}'`).join(' || ');
}

/** A name as the constant that speaks of it. */
function toCamel(name: string): string {
  const camel = name.replace(/[^a-zA-Z0-9]+(.)?/g, (_match, letter: string | undefined) =>
    (letter ?? '').toUpperCase(),
  );
  return /^[a-z]/.test(camel) ? camel : `x${camel}`;
}
