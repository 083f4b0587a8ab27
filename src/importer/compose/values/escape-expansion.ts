/**
 * A text that Kubernetes gives to the container as it is: `$(NAME)` in it would be a variable, and `$$` one dollar sign.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function escapeExpansion(text: string): string {
  return text.replace(/\$\$+|\$(?=\()/g, (dollars) => dollars + dollars);
}
