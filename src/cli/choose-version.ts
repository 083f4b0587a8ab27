/** The one version that was asked for, by name, as the latest or by a range; anything else is wrong usage. */
export function chooseVersion(
  tag: string | undefined,
  { latest, to }: { readonly latest?: true | undefined; readonly to?: string | undefined },
  refuse: (message: string) => never,
): { tag: string } | { range: string } {
  const given = [tag, latest, to].filter((each) => each !== undefined);
  if (given.length !== 1) {
    return refuse(
      given.length === 0
        ? "error: which version? name a tag, or use --latest or --to '<range>'"
        : 'error: a tag, --latest and --to exclude each other',
    );
  }
  return tag === undefined ? { range: to ?? 'latest' } : { tag };
}
