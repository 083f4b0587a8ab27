import type { Finding } from '../../src/checks/finding';
import type { CheckReport, ImageReport } from '../../src/operations/check-images';

/** A program that starts, or what these fields say. */
export function finding(fields: Partial<Finding> = {}): Finding {
  return {
    outcome: 'pass',
    code: 'IMAGE_BINARY_STARTS',
    what: "deployment 'web' runs '/web': static, 8.1 MB",
    why: '',
    fix: '',
    place: 'k8s/web.yaml:3',
    ...fields,
  };
}

/** A command with a slip in it. */
export const SLIP = finding({
  outcome: 'fail',
  code: 'IMAGE_BINARY_MISSING',
  what: "deployment 'api' runs '/apj', which is not in app:1",
  why: "'/' holds api, web",
  fix: "did you mean '/api'?",
  place: 'k8s/api.yaml:14',
});

/** The report of these images; `app:1` for linux/amd64 where nothing else is said. */
export function report(...images: readonly Partial<ImageReport>[]): CheckReport {
  const whole = images.map((image) => ({
    image: 'app:1',
    digest: undefined,
    platforms: ['linux/amd64'],
    isRead: true,
    findings: [],
    ...image,
  }));
  const all = whole.flatMap(({ findings }) => findings);
  const count = (outcome: Finding['outcome']) => all.filter((each) => each.outcome === outcome).length;
  return {
    images: whole,
    counts: { pass: count('pass'), fail: count('fail'), unknown: count('unknown'), skipped: count('skipped') },
    containers: all.length,
  };
}
