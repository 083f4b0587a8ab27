/** Below a JSON pointer: `pointer('/spec', 'containers', 0)` is `/spec/containers/0`. */
export function pointer(base: string, ...steps: readonly (string | number)[]): string {
  return base + steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
