import { Script } from 'node:vm';
import { type Bundle, bundleApp } from './bundle-app';
import { BundleCache, type CachedBundle } from './bundle-cache';
import { type Inputs, isSame } from './bundle-inputs';
import { keepPackagesOf } from './loaded-packages';

/** An app as a script that is a function of what a CommonJS module sees. */
export interface PreparedApp {
  readonly script: Script;
  /** The bundle that it was made of, to look up lines in. */
  readonly bundle: Pick<Bundle, 'code' | 'kind'>;
  /** Keeps what makes the next run faster: for the end of a run that went well. */
  keep(): void;
}

const BEFORE = '(function(exports,require,module,__filename,__dirname){';
const AFTER = '\n})';

interface OwnApp {
  readonly prepared: PreparedApp;
  readonly inputs: Inputs | undefined;
}

interface WholeApp {
  readonly prepared: PreparedApp;
  /** Of the bundle. */
  readonly name: string;
}

/** Apps that this process has run with their packages outside, which are loaded by now. */
const ownApps = new Map<string, OwnApp>();
/** Apps that this process has run with their packages inside, or has to. */
const wholeApps = new Map<string, WholeApp>();

/**
 * Gives the whole bundle of an app, from the cache or made, if the app was run before as it is now. Otherwise, and for every
 * later run in this process, a bundle of its own files, which takes a fraction of the time.
 *
 * @param path absolute
 * @param runsAgain whether this process will run the app again, so that what is loaded pays
 * @throws UserError APP_MISSING, APP_SYNTAX
 */
export async function prepareApp(path: string, runsAgain: boolean): Promise<PreparedApp> {
  const before = ownApps.get(path);
  if (before?.inputs && isSame(before.inputs)) return before.prepared;
  const cache = new BundleCache(path);
  if (wholeApps.has(path) || !(runsAgain || before)) {
    const kept = cache.find();
    if (kept) return prepareWhole(path, kept, cache);
    if (cache.wasRun()) return makeWhole(path, await bundleApp(path), cache);
  }
  const bundle = await bundleApp(path, 'own');
  if (bundle.kind === 'whole') return makeWhole(path, bundle, cache);
  const { inputs } = bundle;
  keepPackagesOf(path, inputs);
  const keep = () => {
    if (!runsAgain && inputs) cache.noteRun(inputs);
  };
  const prepared = { script: compile(path, wrap(bundle.code)), bundle, keep };
  ownApps.set(path, { prepared, inputs });
  return prepared;
}

/** The name that a bundle has in stacks. */
export function bundleName(path: string): string {
  return `${path}.lockstep-bundle`;
}

function makeWhole(path: string, bundle: Bundle, cache: BundleCache): PreparedApp {
  return prepareWhole(path, cache.keep({ ...bundle, code: wrap(bundle.code) }), cache);
}

function prepareWhole(path: string, kept: CachedBundle, cache: BundleCache): PreparedApp {
  const before = wholeApps.get(path);
  if (before?.name === kept.name) return before.prepared;
  const script = compile(path, kept.code, cache.findCompiled(kept));
  let isKept = script.cachedDataRejected === false;
  const prepared: PreparedApp = {
    script,
    bundle: { kind: 'whole', code: kept.code.slice(BEFORE.length, -AFTER.length) },
    keep: () => {
      // an app that ends well has called the functions that it needs, and now they are in what is kept
      if (!isKept) cache.keepCompiled(kept, script.createCachedData());
      isKept = true;
    },
  };
  wholeApps.set(path, { prepared, name: kept.name });
  return prepared;
}

/** The bundle as a function, so that it is read as it is run. */
function wrap(code: string): string {
  return BEFORE + code + AFTER;
}

function compile(path: string, code: string, cachedData?: Buffer): Script {
  return new Script(code, { filename: bundleName(path), ...(cachedData && { cachedData }) });
}
