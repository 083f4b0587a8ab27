import { type Problem, requireNone, UserError } from '../../errors';
import { nameOf, namespaceOf } from '../../manifest/manifest';
import type { Demotions, Form } from '../generate/decide';
import type { GeneratedApp } from '../generate/generate-app';
import type { ImportedObject } from '../imported-object';

/** Where an object comes out otherwise than it went in. */
export interface ObjectDifference {
  /** Undefined for one that only the app has. */
  readonly object: ImportedObject | undefined;
  readonly text: string;
}

/** How an app is written and compared with the input. */
export interface Proof<App extends GeneratedApp> {
  /** @param demotions the best form that an object may have */
  readonly write: (demotions: Demotions) => App;
  /** @throws UserError what synthesis throws */
  readonly compare: (app: App) => Promise<readonly ObjectDifference[]>;
}

const NEXT_FORM: Readonly<Record<Form, Form>> = {
  workload: 'object',
  attached: 'object',
  object: 'outside',
  outside: 'kept',
  kept: 'kept',
};

type Demoted = Map<ImportedObject, { readonly form: Form; readonly why: string }>;

/**
 * The first app that comes out equal: an object that comes out otherwise, or that a Release refuses, is written in a
 * lower form in the next try. There is an end, since each try lowers one object at least, and YAML is not lowered.
 *
 * @throws UserError IMPORT_NOT_EQUAL, and what synthesis throws of no object in particular
 */
export async function proveApp<App extends GeneratedApp>({ write, compare }: Proof<App>): Promise<App> {
  const demoted: Demoted = new Map();
  for (;;) {
    const app = write(demoted);
    let lasting: readonly ObjectDifference[] = [];
    try {
      const differences = await compare(app);
      if (differences.length === 0) return app;
      if (!lowerDifferent(differences, app, demoted)) lasting = differences;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      lowerRefused(error.problems, app, demoted);
    }
    requireNone(lasting.map(notEqual));
  }
}

/** Whether anything that differs could be written in a lower form. */
function lowerDifferent(differences: readonly ObjectDifference[], app: GeneratedApp, demoted: Demoted): boolean {
  const declared = new Map(app.declared.map((each) => [each.object, each]));
  // of several that the cluster takes for one, the order counts: what is YAML comes before what is declared
  const byKey = new Map(app.declared.map((each) => [keyOf(each.object), each]));
  const lowered = differences.map(({ object, text }) => {
    const each = object && (declared.get(object) ?? byKey.get(keyOf(object)));
    return each ? lower(each, `code would change it: ${text}`, demoted) : false;
  });
  return lowered.includes(true);
}

function keyOf({ manifest }: ImportedObject): string {
  return JSON.stringify([manifest.apiVersion, manifest.kind, namespaceOf(manifest), nameOf(manifest)]);
}

/**
 * Has every object that a problem is about written in a lower form.
 *
 * @throws UserError the problems that are about none
 */
function lowerRefused(problems: readonly Problem[], app: GeneratedApp, demoted: Demoted): void {
  const strangers: Problem[] = [];
  for (const problem of problems) {
    const about = app.declared.flatMap((declared) =>
      declared.places.filter((place) => isAbout(problem, place)).map((place) => ({ declared, place })),
    );
    const longest = Math.max(...about.map(({ place }) => place.length));
    const meant = about.filter(({ place }) => place.length === longest);
    if (meant.length === 0) strangers.push(problem);
    for (const { declared, place } of meant) {
      const what = problem.what.replace(`${place}: `, '');
      lower(declared, `${what} (${problem.why})`, demoted);
    }
  }
  requireNone(strangers);
}

function isAbout({ what }: Problem, place: string): boolean {
  return what === place || what.startsWith(`${place}:`) || what.includes(` ${place}:`) || what.startsWith(`${place} `);
}

function lower({ object, form }: GeneratedApp['declared'][number], why: string, demoted: Demoted): boolean {
  if (form === 'kept') return false;
  demoted.set(object, { form: NEXT_FORM[form], why });
  return true;
}

function notEqual({ text }: ObjectDifference): Problem {
  return {
    code: 'IMPORT_NOT_EQUAL',
    what: text,
    why: 'the app would not synthesize what the input says, so nothing was written',
    fix: 'leave this object out of the import, or report it: this is a fault of lockstep',
  };
}
