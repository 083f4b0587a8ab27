import { asFields, type Fields } from '../../manifest/manifest';

/**
 * Environment variables of several lists, side by side: each list gets a place for every variable of all of them,
 * undefined where it has none. Undefined when their orders contradict each other, or a list is more than plain variables.
 */
export function alignVariables(lists: readonly (readonly unknown[])[]): (Fields | undefined)[][] | undefined {
  const named = lists.map((list) => new Map(list.map((item) => [String(asFields(item).name), asFields(item)])));
  if (!lists.every((list, index) => list.every(isPlain) && named[index]?.size === list.length)) return undefined;
  const order: string[] = [];
  for (const variables of named) {
    let last = -1;
    for (const name of variables.keys()) {
      const known = order.indexOf(name);
      if (known === -1) order.splice(last + 1, 0, name);
      last = order.indexOf(name);
    }
  }
  const keepsOrder = named.every((variables) => {
    const places = [...variables.keys()].map((name) => order.indexOf(name));
    return places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0));
  });
  const isOneKind = order.every(
    (name) => new Set(named.flatMap((variables) => kindOf(variables.get(name)))).size === 1,
  );
  if (!keepsOrder || !isOneKind) return undefined;
  return named.map((variables) => order.map((name) => variables.get(name)));
}

function isPlain(item: unknown): boolean {
  const { name, value, valueFrom } = asFields(item);
  const isOne = (typeof value === 'string') !== (typeof valueFrom === 'object' && valueFrom !== null);
  return typeof name === 'string' && isOne && Object.keys(asFields(item)).length === 2;
}

function kindOf(variable: Fields | undefined): string[] {
  if (variable === undefined) return [];
  return [variable.value === undefined ? 'valueFrom' : 'value'];
}
