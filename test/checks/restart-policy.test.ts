import { findRestartPolicyProblems } from '../../src/checks/restart-policy';
import { placed, print, said } from './placed';

const pods = (kind: string, restartPolicy?: unknown) => {
  const template = { spec: { restartPolicy } };
  const spec = kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template };
  return placed({ apiVersion: 'x/v1', kind, metadata: { name: 'web' }, spec });
};
const GO_ON = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];
const END = ['Job', 'CronJob'];

describe('a restart policy', () => {
  test.each(GO_ON)('that lets the pods of a %s end is refused', (kind) => {
    expect(print(findRestartPolicyProblems(pods(kind, 'Never')))).toBe(
      said(
        `RESTART_POLICY: app/web: the pods of ${kind.toLowerCase()} 'web' have the restartPolicy 'Never'`,
        `the pods of a ${kind} take only: Always`,
        'delete restartPolicy',
      ),
    );
  });

  test.each(END)('that never lets the pods of a %s end is refused', (kind) => {
    expect(print(findRestartPolicyProblems(pods(kind, 'Always')))).toBe(
      said(
        `RESTART_POLICY: app/web: the pods of ${kind.toLowerCase()} 'web' have the restartPolicy 'Always'`,
        `the pods of a ${kind} take only: OnFailure, Never`,
        "say pod: { restartPolicy: 'Never' }",
      ),
    );
  });

  test.each(END)('that a %s leaves out is refused', (kind) => {
    expect(print(findRestartPolicyProblems(pods(kind)))).toBe(
      said(
        `RESTART_POLICY: app/web: the pods of ${kind.toLowerCase()} 'web' have no restartPolicy`,
        `the pods of a ${kind} take only: OnFailure, Never; without one it is Always`,
        "say pod: { restartPolicy: 'Never' }",
      ),
    );
  });

  test.each([
    ...GO_ON.flatMap((kind) => ['Always', undefined, null, ''].map((policy) => [kind, policy] as const)),
    ...END.flatMap((kind) => ['OnFailure', 'Never'].map((policy) => [kind, policy] as const)),
    ...['Always', 'OnFailure', 'Never', undefined].map((policy) => ['Pod', policy] as const),
  ])('of a %s may be %j', (kind, policy) => {
    expect(findRestartPolicyProblems(pods(kind, policy))).toEqual([]);
  });
});
