/** More than any program can be given in one word; what grows beyond it is an accident or an attack. */
const MAX_LENGTH = 1024 * 1024;

/** A text with its variables replaced, or the first variable that only the cluster knows. */
export type Expanded =
  | { readonly outcome: 'known'; readonly text: string }
  | { readonly outcome: 'unknown'; readonly variable: string };

/**
 * Replaces `$(NAME)` as the kubelet does: `$$` is a dollar sign, and what is no reference or names a variable that is
 * not set stays as it is. Values are not expanded again.
 *
 * @param variables by name; undefined for one that is set to what is not known here
 * @param isUnset whether a name that is not among the variables is certainly not set: for all of them, or for one name
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function expandVariables(
  text: string,
  variables: ReadonlyMap<string, string | undefined>,
  isUnset: boolean | ((name: string) => boolean),
): Expanded {
  const parts: string[] = [];
  const lastCloser = text.lastIndexOf(')');
  let length = 0;
  let copied = 0;
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', at)) {
    if (text[at + 1] === '$') {
      parts.push(text.slice(copied, at + 1));
      at += 2;
      copied = at;
      continue;
    }
    if (text[at + 1] !== '(' || at > lastCloser) {
      at += 1;
      continue;
    }
    const closer = text.indexOf(')', at);
    const name = text.slice(at + 2, closer);
    const value = variables.get(name);
    const isKnown = value !== undefined || (!variables.has(name) && isCertainlyUnset(name, isUnset));
    length += value?.length ?? 0;
    if (!isKnown || length > MAX_LENGTH) return { outcome: 'unknown', variable: name };
    parts.push(text.slice(copied, at), value ?? text.slice(at, closer + 1));
    at = closer + 1;
    copied = at;
  }
  return { outcome: 'known', text: parts.join('') + text.slice(copied) };
}

function isCertainlyUnset(name: string, isUnset: boolean | ((name: string) => boolean)): boolean {
  return typeof isUnset === 'boolean' ? isUnset : isUnset(name);
}
