import { didYouMean } from '../../../did-you-mean';
import type { ProblemList } from '../problem-list';
import { type ComposeMap, type ComposeNode, findField, mapOf } from '../yaml/compose-node';

const KEYS = ['version', 'name', 'include', 'services', 'models', 'networks', 'volumes', 'secrets', 'configs'];
const MAPS = ['models', 'networks', 'volumes', 'secrets', 'configs'];
const LISTS = ['include'];

/** The top level of a Compose file and its services; undefined, and reported, when it has none. */
export function checkFile(
  root: ComposeNode,
  file: string,
  problems: ProblemList,
): { readonly root: ComposeMap; readonly services: ComposeMap } | undefined {
  if (root.kind !== 'map') {
    problems.add(root.place, `this is ${root.kind === 'list' ? 'a list' : 'a single value'}, not a Compose file`, {
      why: 'a Compose file is a map with services',
      fix: "write 'services:', and below it the services by their names",
    });
    return undefined;
  }
  const services = findField(root, 'services');
  if (!services && isFirstFormat(root)) {
    problems.add(root.place, "its services are not below 'services:'", {
      why: 'this is the first format of Compose, which docker compose does not read any more',
      fix: "write 'services:' at the top, and indent the rest",
    });
    return undefined;
  }
  for (const [key, { place, value }] of root.entries) {
    if (!KEYS.includes(key) && !key.startsWith('x-')) {
      const near = didYouMean(key, KEYS);
      problems.add(place, `unknown key '${key}'`, {
        why: `a Compose file knows only: ${KEYS.join(', ')}, and names that begin with x-`,
        fix: near === undefined ? 'take it out, or begin its name with x-' : `did you mean '${near}'?`,
      });
    }
    const isNothing = value.kind === 'scalar' && value.value === null;
    const wanted = MAPS.includes(key) ? 'map' : LISTS.includes(key) ? 'list' : value.kind;
    if (!isNothing && value.kind !== wanted) {
      problems.add(place, `'${key}' is no ${wanted}`, {
        why: 'docker compose would refuse it',
        fix: `write a ${wanted}`,
      });
    }
  }
  const map = mapOf(services);
  if (map && map.entries.size > 0) return { root, services: map };
  const place = root.entries.get('services')?.place ?? `${file}:1`;
  problems.add(place, map || !services ? 'there are no services' : "'services' is no map", {
    why: root.entries.has('include')
      ? "what 'include' names is not followed"
      : 'a Compose file says what to run as a map of services',
    fix: root.entries.has('include')
      ? 'import the files that it names'
      : "write a service by its name below 'services:'",
  });
  return undefined;
}

function isFirstFormat(root: ComposeMap): boolean {
  const values = [...root.entries.values()].map(({ value }) => mapOf(value));
  return values.length > 0 && values.every((value) => value?.entries.has('image') || value?.entries.has('build'));
}
