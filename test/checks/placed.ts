import { type Problem, printProblem } from '../../src/errors';
import { type Fields, type Manifest, nameOf, type PlacedManifest } from '../../src/manifest/manifest';

/** A manifest that was declared at `app/<its name>`. */
export function placed(manifest: Manifest): PlacedManifest {
  return { manifest, place: `app/${nameOf(manifest) || 'unnamed'}` };
}

/** The Deployment `web` with this pod spec; its selector and its pods have `app: web`. */
export function deployment(podSpec: Fields, more: { name?: string; spec?: Fields; pod?: Fields } = {}): PlacedManifest {
  const { name = 'web', spec, pod } = more;
  return placed({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' }, ...pod }, spec: podSpec },
      ...spec,
    },
  });
}

/** The Deployment `web` with one container `web` that has these fields. */
export function web(container: Fields): PlacedManifest {
  return deployment({ containers: [{ name: 'web', image: 'app:1', ...container }] });
}

/** All problems as they are printed; an empty text for none. */
export function print(problems: readonly Problem[]): string {
  return problems.map(printProblem).join('\n');
}

/** Code and what, why, fix of one problem, as they are printed. */
export function said(what: string, why: string, fix: string): string {
  return `${what}\n  why: ${why}\n  fix: ${fix}`;
}
