import type { IConstruct } from 'constructs';

const validated = new WeakSet<IConstruct>();

/** Runs `synth` while the app counts as validated, so that cdk8s' own synth does not check everything again. */
export function whileValidated<T>(app: IConstruct, synth: () => T): T {
  validated.add(app);
  try {
    return synth();
  } finally {
    validated.delete(app);
  }
}

/** True while our App, which has checked everything, runs cdk8s' synth. */
export function isValidated(app: IConstruct): boolean {
  return validated.has(app);
}
