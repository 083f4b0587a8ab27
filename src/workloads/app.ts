import { ApiObject, App as Cdk8sApp } from 'cdk8s';
import { type Problem, requireNone } from '../errors';
import { placeOf } from './construct-place';
import { unrenderable } from './find-release-problems';
import { Release } from './release';
import { tellReport } from './synth-report';
import { whileValidated } from './validated';

/**
 * A cdk8s app that tells every problem at once, as a UserError, before it writes the first file.
 * (A plain cdk8s App works too: it refuses the same things in its own words.)
 */
export class App extends Cdk8sApp {
  /**
   * Writes all manifests into the output folder.
   *
   * @throws UserError with all problems at once; then nothing has been written
   */
  override synth(): void {
    const releases = this.requireValid();
    whileValidated(this, () => super.synth());
    tellReport(releases.map((release) => release.report()));
  }

  /**
   * All manifests as one YAML text.
   *
   * @throws UserError with all problems at once
   */
  override synthYaml(): string {
    this.requireValid();
    return whileValidated(this, () => super.synthYaml());
  }

  private requireValid(): Release[] {
    const problems: Problem[] = [];
    const releases: Release[] = [];
    for (const construct of this.node.findAll()) {
      if (Release.isRelease(construct)) {
        releases.push(construct);
        problems.push(...construct.findProblems());
      } else {
        problems.push(...construct.node.validate().map((message) => foreignProblem(placeOf(construct), message)));
      }
      if (!ApiObject.isApiObject(construct) || releases.some((release) => isBelow(construct, release))) continue;
      try {
        construct.toJson();
      } catch (error) {
        problems.push(unrenderable(construct, error));
      }
    }
    requireNone(problems);
    return releases;
  }
}

function isBelow(construct: ApiObject, release: Release): boolean {
  return construct.node.scopes.includes(release);
}

/** What a construct of cdk8s-plus or of the user says of itself. */
function foreignProblem(place: string, message: string): Problem {
  return {
    code: 'CONSTRUCT_INVALID',
    what: `${place}: ${message}`,
    why: 'the construct refuses to be synthesized like this',
    fix: 'mend its props as the message says',
  };
}
