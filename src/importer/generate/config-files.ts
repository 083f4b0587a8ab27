import { asFields, type Fields, nameOf } from '../../manifest/manifest';
import type { Identifiers } from '../../project/identifiers';
import type { Code } from '../code/code';
import type { PerEnvironment } from '../environments/environment';
import { ENVIRONMENT } from '../environments/settings';
import type { ImportedObject } from '../imported-object';
import { stepsOf } from '../pointer';

const MAX_IDENTIFIER = 40;
/** Longer texts are easier to read in a file of their own. */
const MAX_LINES = 15;
const FILE_NAME = /^[-_.a-zA-Z0-9]*[-_a-zA-Z0-9][-_.a-zA-Z0-9]*$/;

/** The long texts of ConfigMaps, which go into files beside main.ts that it reads. */
export class ConfigFiles {
  /** From path to text. */
  readonly files = new Map<string, string>();
  /** From the constant that holds a text to the path of its file. */
  readonly constants = new Map<string, string>();
  /** The same for texts that are another in each environment; the path is a template text. */
  readonly constantsOfEach = new Map<string, string>();
  private readonly folders = new Map<string, ImportedObject>();
  /** Paths in lower case. */
  private readonly taken = new Set<string>();

  constructor(private readonly identifiers: Identifiers) {}

  /** The constant that holds the text of this key of a ConfigMap; undefined for a text that stays in main.ts. */
  take(object: ImportedObject, key: string, text: string): Code | undefined {
    if (text.split('\n').length <= MAX_LINES || !FILE_NAME.test(key) || !isSafeText(text)) return undefined;
    const path = `config/${this.folderOf(object)}/${key}`;
    // some file systems take them for one
    if (this.taken.has(path.toLowerCase())) return undefined;
    this.taken.add(path.toLowerCase());
    this.files.set(path, text);
    const identifier = this.identifiers.claim(toLabel(key), 'config', MAX_IDENTIFIER);
    this.constants.set(identifier, path);
    return { kind: 'source', text: identifier };
  }

  /** The constant that holds the text of this key in each environment; undefined for texts that stay in main.ts. */
  takeEach(
    object: ImportedObject,
    key: string,
    texts: PerEnvironment,
    environments: readonly string[],
  ): Code | undefined {
    const isLong = texts.some((text) => typeof text === 'string' && text.split('\n').length > MAX_LINES);
    const isText = texts.every((text) => typeof text === 'string' && isSafeText(text));
    if (!isLong || !isText || !FILE_NAME.test(key)) return undefined;
    const rest = `${this.folderOf(object)}/${key}`;
    texts.forEach((text, index) => {
      this.files.set(`config/${environments[index]}/${rest}`, String(text));
    });
    const identifier = this.identifiers.claim(toLabel(key), 'config', MAX_IDENTIFIER);
    this.constantsOfEach.set(identifier, `\`config/\${${ENVIRONMENT}}/${rest}\``);
    return { kind: 'source', text: identifier };
  }

  private folderOf(object: ImportedObject): string {
    const wanted = nameOf(object.manifest)
      .replaceAll(/[^-_.a-zA-Z0-9]/g, '-')
      .replace(/^\.+/, '-');
    let folder = wanted;
    for (let count = 2; (this.folders.get(folder) ?? object) !== object; count++) folder = `${wanted}-${count}`;
    this.folders.set(folder, object);
    return folder;
  }
}

/** `trigger-failover.sh` becomes `trigger-failover-sh`. */
function toLabel(key: string): string {
  return key.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}

/** Keys of a ConfigMap's data by their JSON pointer. */
export function dataKeyOf(object: ImportedObject, at: string): string | undefined {
  if (object.manifest.kind !== 'ConfigMap') return undefined;
  const [field, key, deeper] = stepsOf(at);
  if (field !== 'data' || key === undefined || deeper !== undefined) return undefined;
  return Object.hasOwn(asFields(object.manifest.data as Fields), key) ? key : undefined;
}

/** Whether a file gives back the same text: no half of a surrogate pair, no mark that a reader may take for its own. */
function isSafeText(text: string): boolean {
  return Buffer.from(text).toString() === text && !text.startsWith('\ufeff');
}
