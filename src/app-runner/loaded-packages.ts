import { type Inputs, isSame } from './bundle-inputs';
import { isInstalled } from './framework';

/** What the packages of each app were when it was last prepared. */
const packagesOf = new Map<string, Inputs>();
/** Modules that were loaded before any app. */
let ours: ReadonlySet<string> | undefined;

/**
 * Leaves the modules in memory that earlier runs of an app have loaded from its packages, or, when one of the packages is
 * another one by now, forgets them, so that the next run loads what is there.
 */
export function keepPackagesOf(app: string, inputs: Inputs | undefined): void {
  ours ??= new Set(Object.keys(require.cache));
  const before = packagesOf.get(app);
  if (before && !isSame(before)) {
    for (const path of Object.keys(require.cache)) if (!ours.has(path)) delete require.cache[path];
  }
  const stamps = inputs?.stamps.filter(([path]) => isInstalled(path));
  if (stamps) packagesOf.set(app, { stamps, listings: [] });
}
