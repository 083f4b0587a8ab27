/**
 * Below a JSON pointer: `pointer('/spec', 'containers', 0)` is `/spec/containers/0`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function pointer(base: string, ...steps: readonly (string | number)[]): string {
  return base + steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The keys and indices that a JSON pointer leads by, in their order. */
export function stepsOf(at: string): string[] {
  return at
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
