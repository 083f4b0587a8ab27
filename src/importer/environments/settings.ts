import { Identifiers } from '../../project/identifiers';
import type { Code, MapEntry } from '../code/code';
import { toCode } from '../code/to-code';
import { inOrder } from '../generate/in-order';
import type { PerEnvironment } from './environment';

/** The variables of the loop over environments. */
export const ENVIRONMENT = 'environment';
export const SETTINGS = 'settings';
const MAX_NAME = 60;

/** The settings of one workload. */
interface Group {
  readonly names: Identifiers;
  readonly values: Map<string, PerEnvironment>;
  /** The same value of the same name is one setting. */
  readonly byKey: Map<string, string>;
}

/**
 * What differs between environments, as data: a map by environment, in it one by workload, in it a value each. A text in
 * which only the environment's name differs is no setting.
 */
export class Settings {
  private readonly groups = new Map<string, Group>();

  constructor(private readonly environments: readonly string[]) {}

  /**
   * What stands for these values in code.
   *
   * @param group a constant's name: what the values are about
   * @param label of the setting, with dashes
   */
  take(group: string, label: string, values: PerEnvironment): Code {
    const template = this.findTemplate(values);
    if (template !== undefined) return { kind: 'source', text: template };
    const known = this.groups.get(group) ?? { names: new Identifiers(), values: new Map(), byKey: new Map() };
    this.groups.set(group, known);
    const key = `${label} ${JSON.stringify(values.map((value) => value ?? null))}`;
    const name = known.byKey.get(key) ?? known.names.claim(label, 'value', MAX_NAME);
    known.byKey.set(key, name);
    known.values.set(name, values);
    return { kind: 'source', text: `${SETTINGS}.${group}.${name}` };
  }

  get isEmpty(): boolean {
    return this.groups.size === 0;
  }

  /** `{ staging: { web: { replicas: 1 } }, production: { … } }` */
  toCode(): Code {
    const entries = this.environments.map((key, index): MapEntry => {
      const groups = [...this.groups].map(
        ([group, { values }]): MapEntry => ({ key: group, value: mapOf(values, index) }),
      );
      return { key, value: { kind: 'map', entries: groups } };
    });
    return { kind: 'map', entries };
  }

  private findTemplate(values: PerEnvironment): string | undefined {
    const texts = values.map((value, index) =>
      typeof value === 'string' ? value.split(this.environments[index] ?? '').join('\0') : undefined,
    );
    const [first] = texts;
    if (first === undefined || !first.includes('\0') || texts.some((text) => text !== first)) return undefined;
    // what a template text would read in another way is data
    if (/[\\`\r\n\p{Cc}]|\$\{/u.test(first.replaceAll('\0', ''))) return undefined;
    return first === '\0' ? ENVIRONMENT : `\`${first.replaceAll('\0', `\${${ENVIRONMENT}}`)}\``;
  }
}

function mapOf(values: ReadonlyMap<string, PerEnvironment>, index: number): Code {
  return {
    kind: 'map',
    entries: [...values].map(([key, each]) => ({
      key,
      value: each[index] === undefined ? { kind: 'source', text: 'undefined' } : toCode(inOrder(each[index]), {}),
    })),
  };
}
