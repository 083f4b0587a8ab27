import { asFields, asList, asText, type Fields } from '../../manifest/manifest';
import { expandVariables } from './expand-variables';
import { isServiceVariable } from './service-variable';

/** The variables that Kubernetes sets in a container, without those of its image. */
export interface ContainerEnvironment {
  /** By name; undefined for one that is set to what only the cluster knows. */
  readonly variables: ReadonlyMap<string, string | undefined>;
  /** Whether `variables` has every name, but for those of Services. */
  readonly isComplete: boolean;
  /** Where other variables may come from, when it is not complete: `envFrom takes the secret 'tokens'`. */
  readonly why: string | undefined;
  /** Whether a name that is not among the variables is certainly not set by Kubernetes. */
  isUnset(name: string): boolean;
}

/** Finds the `data` of a ConfigMap by its name; undefined when it is not among the manifests. */
type FindConfigMap = (name: string) => ReadonlyMap<string, string> | undefined;

// what any version of Kubernetes takes from envFrom; newer ones take other printable names too
const VARIABLE_NAME = /^(?!\.\.)(?!\.$)[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const RELAXED_NAME = /^[\x20-\x3c\x3e-\x7e]+$/;

/**
 * Reads `env` and `envFrom` as the kubelet does: `env` over `envFrom`, what stands later over what stands before, and
 * `$(NAME)` in a value means what stands before it.
 *
 * @param options.hasServiceLinks `enableServiceLinks` of the pod, true when not given
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function containerEnvironment(
  container: Fields,
  findConfigMap: FindConfigMap,
  { hasServiceLinks = true }: { readonly hasServiceLinks?: boolean } = {},
): ContainerEnvironment {
  const variables = new Map<string, string | undefined>();
  const gaps: Gap[] = [];
  const isUnset = (name: string) =>
    !gaps.some(({ prefix }) => name.startsWith(prefix)) && !isServiceVariable(name, hasServiceLinks);

  for (const source of asList(container.envFrom)) {
    const gap = addSource(source, findConfigMap, variables);
    if (gap) gaps.push(gap);
  }
  for (const variable of asList(container.env)) {
    const name = asText(variable.name);
    if (name === undefined || name === '') continue;
    const text = asText(variable.value) ?? '';
    if (text === '' && typeof variable.valueFrom === 'object' && variable.valueFrom !== null) {
      const value = findValue(asFields(variable.valueFrom), findConfigMap);
      if (value.outcome !== 'left-out') variables.set(name, value.text);
      continue;
    }
    const expanded = expandVariables(text, variables, isUnset);
    variables.set(name, expanded.outcome === 'known' ? expanded.text : undefined);
  }
  return { variables, isComplete: gaps.length === 0, why: gaps[0]?.why, isUnset };
}

/** Variables that may be there, all with a prefix. */
interface Gap {
  readonly prefix: string;
  readonly why: string;
}

/** Adds what one item of `envFrom` brings; answers with what it may bring beyond that. */
function addSource(
  source: Fields,
  findConfigMap: FindConfigMap,
  variables: Map<string, string | undefined>,
): Gap | undefined {
  const prefix = asText(source.prefix) ?? '';
  const configMap = asText(asFields(source.configMapRef).name);
  const data = configMap === undefined ? undefined : findConfigMap(configMap);
  if (data) {
    for (const [key, value] of data) {
      const name = prefix + key;
      if (VARIABLE_NAME.test(name)) variables.set(name, value);
      else if (RELAXED_NAME.test(name)) variables.set(name, undefined);
    }
    return undefined;
  }
  const secret = asText(asFields(source.secretRef).name);
  if (configMap === undefined && secret === undefined) return undefined;
  // it stands later, so it wins over what is already there
  for (const name of variables.keys()) if (name.startsWith(prefix)) variables.set(name, undefined);
  const what =
    configMap === undefined
      ? `the secret '${secret}'`
      : `the config map '${configMap}', which is not among the manifests`;
  return { prefix, why: `envFrom takes ${what}` };
}

type FoundValue = { readonly outcome: 'set'; readonly text: string | undefined } | { readonly outcome: 'left-out' };

/** What `valueFrom` gives; `left-out` where an optional key is missing. */
function findValue(valueFrom: Fields, findConfigMap: FindConfigMap): FoundValue {
  const { name, key, optional } = asFields(valueFrom.configMapKeyRef);
  const configMap = asText(name);
  const data = configMap === undefined ? undefined : findConfigMap(configMap);
  const text = data?.get(asText(key) ?? '');
  return data && text === undefined && optional === true ? { outcome: 'left-out' } : { outcome: 'set', text };
}
