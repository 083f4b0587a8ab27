import { ApiObject, type AppProps, App as Cdk8sApp } from 'cdk8s';
import { type Problem, requireNone } from '../errors';
import { placeOf } from './construct-place';
import { unrenderable } from './find-release-problems';
import { Release } from './release';
import { tellReport, type WrittenFile, wantsFiles } from './synth-report';
import { Synthesis } from './synthesis/synthesis';
import { whileValidated } from './validated';

/**
 * A cdk8s app that tells every problem at once, as a UserError, before it writes the first file, and whose time grows
 * with the number of its objects and not with that of its charts. Its files are those of cdk8s' own App.
 * (A plain cdk8s App works too: it refuses the same things in its own words.)
 */
export class App extends Cdk8sApp {
  private readonly recordsMetadata: boolean;

  constructor(props: AppProps = {}) {
    super(props);
    this.recordsMetadata = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
  }

  /**
   * Writes all manifests into the output folder.
   *
   * @throws UserError with all problems at once; then nothing has been written
   */
  override synth(): void {
    const files: WrittenFile[] = [];
    whileValidated(this, () => {
      const synthesis = this.requireValid();
      if (!synthesis.isFaithful()) return super.synth();
      synthesis.write(wantsFiles() ? (file) => files.push(file) : undefined);
      if (this.recordsMetadata) synthesis.writeConstructMetadata();
    });
    const releases = this.node.findAll().filter(Release.isRelease);
    tellReport({ releases: releases.map((release) => release.report()), files });
  }

  /**
   * All manifests as one YAML text.
   *
   * @throws UserError with all problems at once
   */
  override synthYaml(): string {
    return whileValidated(this, () => {
      const synthesis = this.requireValid();
      return synthesis.isFaithful() ? synthesis.print() : super.synthYaml();
    });
  }

  private requireValid(): Synthesis {
    const synthesis = new Synthesis(this);
    const { tree, complaints, rendering } = synthesis;
    const problems: Problem[] = [];
    // objects of a release are told by the release
    let releaseEnd = 0;
    for (const [number, construct] of tree.constructs.entries()) {
      problems.push(...(complaints.get(number) ?? []).map((message) => foreignProblem(placeOf(construct), message)));
      if (Release.isRelease(construct)) {
        problems.push(...construct.findProblems(rendering));
        releaseEnd = Math.max(releaseEnd, tree.ends[number] as number);
      } else if (number >= releaseEnd && ApiObject.isApiObject(construct)) {
        const rendered = rendering.of(construct);
        if ('error' in rendered) problems.push(unrenderable(construct, rendered.error));
      }
    }
    requireNone([...problems, ...(synthesis.order?.problems ?? [])]);
    return synthesis;
  }
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
