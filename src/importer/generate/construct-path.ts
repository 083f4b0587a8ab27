/** What the constructs library takes out of ids, since it separates their parts. */
const SEPARATORS = /[/\n]/g;

/** The path under which messages name a construct: its own id after those that it stands below. */
export function constructPath(...ids: readonly string[]): string {
  return ids.map((id) => id.replace(SEPARATORS, '--')).join('/');
}
