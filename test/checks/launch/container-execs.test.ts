import { containerExecs } from '../../../src/checks/launch/container-execs';

describe('the programs of probes and hooks', () => {
  test('are found where a container has them', () => {
    const exec = { command: ['/check'] };
    const argv = ['/check'];
    const handler = { exec };
    expect(
      containerExecs({
        livenessProbe: handler,
        readinessProbe: handler,
        startupProbe: handler,
        lifecycle: { postStart: handler, preStop: handler },
      }),
    ).toEqual([
      { kind: 'startupProbe', title: 'startup probe', isFailure: true, argv },
      { kind: 'livenessProbe', title: 'liveness probe', isFailure: true, argv },
      { kind: 'readinessProbe', title: 'readiness probe', isFailure: true, argv },
      { kind: 'postStart', title: 'postStart hook', isFailure: true, argv },
      { kind: 'preStop', title: 'preStop hook', isFailure: false, argv },
    ]);
  });

  test.each([
    [{}, 'nothing'],
    [{ livenessProbe: { httpGet: { port: 80 } }, lifecycle: { preStop: { sleep: { seconds: 5 } } } }, 'no programs'],
    [{ livenessProbe: null, lifecycle: 'x', readinessProbe: [] }, 'no maps'],
  ])('are none in %j: %s', (container, _reason) => {
    expect(containerExecs(container)).toEqual([]);
  });

  test.each([
    [{ command: '/check -v' }, 'livenessProbe.exec.command is not a list of words', 'a string'],
    [{ command: ['/check', 1] }, 'livenessProbe.exec.command[1] is not text', 'a number'],
    [{ command: [] }, 'livenessProbe.exec has no command', 'an empty list'],
    [{}, 'livenessProbe.exec has no command', 'nothing'],
  ])('%j is refused: %s (%s)', (exec, why, _reason) => {
    const place = { kind: 'livenessProbe', title: 'liveness probe', isFailure: true };
    expect(containerExecs({ livenessProbe: { exec } })).toEqual([{ ...place, argv: undefined, why }]);
  });

  test('a probe knows the values of env as they are written, and a hook knows none', () => {
    const handler = { exec: { command: ['$(A)', '$(B)', '$(SECRET)', '$(NONE)', '$$(A)'] } };
    const container = {
      env: [
        { name: 'A', value: 'x' },
        { name: 'B', value: '$(A)' },
        { name: 'SECRET', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
      ],
      readinessProbe: handler,
      lifecycle: { postStart: handler },
    };
    expect(containerExecs(container).map(({ argv }) => argv)).toEqual([
      ['x', '$(A)', '', '$(NONE)', '$(A)'],
      ['$(A)', '$(B)', '$(SECRET)', '$(NONE)', '$$(A)'],
    ]);
  });
});
