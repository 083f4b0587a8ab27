import type { ServiceDraft } from '../objects/service-draft';
import { escapeExpansion } from '../values/escape-expansion';
import { parseDuration } from '../values/parse-duration';
import { type ComposeMap, type ComposeNode, findField, mapOf, textOf, textsOf } from '../yaml/compose-node';
import type { FieldHandler } from './field-handler';
import { isTrue } from './is-true';

/** What Compose takes for a time that is not written; Kubernetes would take 10 and 1. */
const DEFAULT_SECONDS = 30;
const CARRIED = ['test', 'disable', 'interval', 'timeout', 'retries', 'start_period'];

/**
 * `healthcheck`: whether a container is fit to be used, so the readiness probe.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export const carryHealthcheck: FieldHandler = ({ place, value }, draft) => {
  const map = mapOf(value);
  if (!map) return;
  draft.noteRest(map, 'healthcheck', CARRIED);
  const test = findField(map, 'test');
  if (isTrue(findField(map, 'disable')) || (test?.kind === 'list' && textsOf(test)[0] === 'NONE')) return;
  if (!test) {
    draft.note(
      place,
      'healthcheck',
      "it has times only: the test is the image's own HEALTHCHECK, which Kubernetes does not run",
    );
    return;
  }
  const command = commandOf(test);
  if (!command) {
    draft.note(
      place,
      'healthcheck',
      'its test is none: a list begins with CMD, CMD-SHELL or NONE, and a command follows',
    );
    return;
  }
  draft.container.set('readinessProbe', {
    exec: { command: command.map(escapeExpansion) },
    ...startDelay(map),
    periodSeconds: secondsOf(map, 'interval', draft),
    timeoutSeconds: secondsOf(map, 'timeout', draft),
    ...retries(map),
  });
  draft.note(
    place,
    'healthcheck',
    'it became the readinessProbe: a pod that fails it gets no traffic and is not restarted, as docker compose does not restart it either; start_period became the wait before the first test; for restarts write a livenessProbe',
  );
};

function commandOf(test: ComposeNode): readonly string[] | undefined {
  const words = textsOf(test);
  if (test.kind === 'scalar') return ['/bin/sh', '-c', ...words];
  const [form, ...rest] = words;
  if (rest.length === 0) return undefined;
  if (form === 'CMD') return rest;
  return form === 'CMD-SHELL' ? ['/bin/sh', '-c', rest.join(' ')] : undefined;
}

/** Kubernetes knows whole seconds, from 1. */
function secondsOf(map: ComposeMap, field: string, draft: ServiceDraft): number {
  const node = findField(map, field);
  const seconds = parseDuration(textOf(node) ?? '') ?? 0;
  const whole = Math.max(1, Math.ceil(seconds));
  if (seconds > 0 && whole !== seconds) {
    draft.note(node?.place ?? '', `healthcheck.${field}`, 'Kubernetes counts in whole seconds: it is rounded up');
  }
  return seconds === 0 ? DEFAULT_SECONDS : whole;
}

function startDelay(map: ComposeMap): { initialDelaySeconds?: number } {
  const seconds = Math.ceil(parseDuration(textOf(findField(map, 'start_period')) ?? '') ?? 0);
  return seconds > 0 ? { initialDelaySeconds: seconds } : {};
}

function retries(map: ComposeMap): { failureThreshold?: number } {
  const count = Number(textOf(findField(map, 'retries')) ?? 0);
  return count >= 1 ? { failureThreshold: count } : {};
}
