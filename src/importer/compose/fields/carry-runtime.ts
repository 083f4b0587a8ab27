import { parseDuration } from '../values/parse-duration';
import { textOf, textsOf } from '../yaml/compose-node';
import type { FieldHandler } from './field-handler';
import { isTrue } from './is-true';

const PULL_POLICIES: ReadonlyMap<string, string> = new Map([
  ['always', 'Always'],
  ['never', 'Never'],
  ['missing', 'IfNotPresent'],
  ['if_not_present', 'IfNotPresent'],
]);

/** `pull_policy`. */
export const carryPullPolicy: FieldHandler = ({ place, value }, draft) => {
  const policy = textOf(value) ?? '';
  const known = PULL_POLICIES.get(policy);
  if (known !== undefined) draft.container.set('imagePullPolicy', known);
  else draft.note(place, 'pull_policy', 'Kubernetes knows Always, IfNotPresent and Never', policy);
};

/** `platform`: the nodes that it runs on. */
export const carryPlatform: FieldHandler = ({ place, value }, draft) => {
  const [os = '', architecture, variant] = (textOf(value) ?? '').split('/');
  if (os === '') return;
  draft.pod.set('nodeSelector', {
    ...(os === 'linux' ? {} : { 'kubernetes.io/os': os }),
    ...(architecture === undefined ? {} : { 'kubernetes.io/arch': architecture }),
  });
  if (variant !== undefined)
    draft.note(place, 'platform', 'nodes have no label for a variant of an architecture', variant);
};

/** `stop_grace_period`: how long it may take to end. */
export const carryStopGracePeriod: FieldHandler = ({ value }, draft) => {
  draft.pod.set('terminationGracePeriodSeconds', Math.ceil(parseDuration(textOf(value) ?? '') ?? 0));
};

/** `working_dir`. */
export const carryWorkingDir: FieldHandler = ({ value }, draft) => {
  const path = textOf(value) ?? '';
  if (path !== '') draft.container.set('workingDir', path);
};

/** `stdin_open`. */
export const carryStdin: FieldHandler = ({ value }, draft) => {
  if (isTrue(value)) draft.container.set('stdin', true);
};

/** `tty`. */
export const carryTty: FieldHandler = ({ value }, draft) => {
  if (isTrue(value)) draft.container.set('tty', true);
};

/** `init`: a first process that reaps others. */
export const noteInit: FieldHandler = ({ place, value }, draft) => {
  if (isTrue(value)) {
    draft.note(
      place,
      'init',
      'Kubernetes puts no first process before the program: put tini in the image, or share the process namespace of the pod',
    );
  }
};

/** `profiles`: Compose starts such a service only when asked to. */
export const carryProfiles: FieldHandler = ({ place, value }, draft) => {
  const profiles = textsOf(value);
  const active = (draft.context.compose.variables.get('COMPOSE_PROFILES') ?? '').split(',').map((name) => name.trim());
  if (profiles.length === 0 || active.includes('*') || profiles.some((profile) => active.includes(profile))) return;
  const why = PROFILE_NOTES[draft.kind];
  draft.isIdle = true;
  draft.note(
    place,
    'profiles',
    `docker compose starts it only when one of them is asked for; ${why}`,
    profiles.join(', '),
  );
};

const PROFILE_NOTES = {
  Deployment: 'so it has 0 replicas',
  Job: 'so it is a Job that is suspended',
  DaemonSet: 'here it runs, since a DaemonSet cannot be told not to: take it out if it is not to run',
};
