import type { ServiceDraft } from '../objects/service-draft';
import { type ComposeEntry, type ComposeNode, findField, isNull, mapOf, textOf } from '../yaml/compose-node';
import { setCpus, setMemory } from './carry-limits';
import { carryRestartCondition } from './carry-restart';
import type { FieldHandler } from './field-handler';

/** Who carries each part of `deploy` over. */
const PARTS: ReadonlyMap<string, FieldHandler> = new Map<string, FieldHandler>([
  ['mode', noteMode],
  ['replicas', carryReplicas],
  ['resources', carryResources],
  ['restart_policy', carryRestartPolicy],
]);

const MODES = new Set(['replicated', 'global', 'replicated-job', 'global-job']);
const NO_AMOUNT = 'a container has no such field: the nodes of the cluster say it, or a device plugin does';
const NO_GIVING_UP = 'Kubernetes waits longer before each new start, up to 5 minutes, and does not give up';

/** Why the other parts are not. */
const WITHOUT_EQUIVALENT: ReadonlyMap<string, string> = new Map([
  [
    'labels',
    'labels of a service are for tools that ask Docker; what they ask for has to be said to Kubernetes: routes of Traefik as an Ingress',
  ],
  ['update_config', 'a Deployment replaces its pods by its own strategy: spec.strategy'],
  ['rollback_config', 'going back is lockstep rollback, and the pods are replaced as in any other change'],
  [
    'placement',
    'its names of nodes and labels are those of Docker: write nodeSelector, affinity or topologySpreadConstraints',
  ],
  ['endpoint_mode', 'a Service has one address for all its pods, and clusterIP: None has none'],
]);

/** `deploy`: how many, how large, and what starts it again. */
export const carryDeploy: FieldHandler = ({ value }, draft) => {
  for (const [key, entry] of mapOf(value)?.entries ?? []) {
    const part = PARTS.get(key);
    if (isNull(entry.value)) continue;
    if (part) part(entry, draft);
    else draft.note(entry.place, `deploy.${key}`, WITHOUT_EQUIVALENT.get(key) ?? 'it has no equivalent here');
  }
};

/** `scale`: how many. */
export const carryScale: FieldHandler = (entry, draft) => setReplicas(entry, 'scale', draft);

function carryReplicas(entry: ComposeEntry, draft: ServiceDraft): void {
  setReplicas(entry, 'deploy.replicas', draft);
}

function setReplicas({ place, value }: ComposeEntry, topic: string, draft: ServiceDraft): void {
  const count = Number(textOf(value) ?? 1);
  const hasProfile = findField(draft.service.fields, 'profiles') !== undefined;
  draft.wantedReplicas ??= count;
  if (draft.kind === 'DaemonSet') draft.note(place, topic, 'a DaemonSet has one pod on each node', String(count));
  else if (hasProfile) draft.note(place, topic, 'it counts when its profile is asked for', String(count));
}

function noteMode({ place, value }: ComposeEntry, draft: ServiceDraft): void {
  const mode = textOf(value) ?? '';
  if (!MODES.has(mode)) draft.note(place, 'deploy.mode', 'it is no mode that is known here', mode);
  if (mode === 'global-job') {
    draft.note(place, 'deploy.mode', 'it became one Job: Kubernetes has none that runs on each node', mode);
  }
}

function carryResources({ value }: ComposeEntry, draft: ServiceDraft): void {
  const map = mapOf(value);
  if (!map) return;
  draft.noteRest(map, 'deploy.resources', ['limits', 'reservations']);
  carryAmounts(findField(map, 'limits'), 'limits', draft);
  carryAmounts(findField(map, 'reservations'), 'reservations', draft);
}

function carryAmounts(node: ComposeNode | undefined, list: 'limits' | 'reservations', draft: ServiceDraft): void {
  const amounts = mapOf(node);
  if (!amounts) return;
  draft.noteRest(amounts, `deploy.resources.${list}`, ['cpus', 'memory'], NO_AMOUNT);
  const into = list === 'limits' ? draft.limits : draft.requests;
  setCpus(into, findField(amounts, 'cpus'));
  setMemory(into, findField(amounts, 'memory'));
}

function carryRestartPolicy({ place, value }: ComposeEntry, draft: ServiceDraft): void {
  const map = mapOf(value);
  if (!map) return;
  const isJob = draft.kind === 'Job';
  draft.noteRest(map, 'deploy.restart_policy', isJob ? ['condition', 'max_attempts'] : ['condition'], NO_GIVING_UP);
  const attempts = Number(textOf(findField(map, 'max_attempts')) ?? Number.NaN);
  if (isJob && attempts >= 0) draft.backoffLimit = attempts;
  carryRestartCondition(textOf(findField(map, 'condition')) ?? 'any', 'deploy.restart_policy', draft, place);
}
