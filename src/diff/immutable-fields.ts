import { asFields } from '../manifest/manifest';
import { parseQuantity } from '../manifest/quantity';
import { type FieldChange, isWithin } from './compare-fields';
import { type ImmutableRule, orphan, rename, replace, within, withinExcept } from './immutable-rule';

const NOT_STARTED_JOB = ['nodeSelector', 'tolerations', 'schedulingGates', 'affinity.nodeAffinity'].map(
  (field) => `spec.template.spec.${field}`,
);

/** Every rule once. A change that none of them refuses is taken in place, as far as the manifests can tell. */
export const IMMUTABLE_FIELDS: readonly ImmutableRule[] = [
  {
    // https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates
    kinds: ['Deployment.apps', 'ReplicaSet.apps', 'DaemonSet.apps'],
    isRefused: (change, { before }) => within('spec.selector')(change) && asFields(before.spec).selector !== undefined,
    why: 'the selector says which pods are its own, and never changes',
    fix: rename,
  },
  {
    // https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector
    kinds: ['StatefulSet.apps'],
    isRefused: within('spec.selector'),
    why: 'the selector says which pods are its own, and never changes',
    fix: rename,
  },
  {
    // https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#components
    kinds: ['StatefulSet.apps'],
    isRefused: withinExcept(
      'spec',
      ...['selector', 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit'],
      ...['persistentVolumeClaimRetentionPolicy', 'minReadySeconds'],
    ),
    defaults: {
      'spec.podManagementPolicy': 'OrderedReady',
      'spec.volumeClaimTemplates[].apiVersion': 'v1',
      'spec.volumeClaimTemplates[].kind': 'PersistentVolumeClaim',
      'spec.volumeClaimTemplates[].spec.volumeMode': 'Filesystem',
    },
    why: "of a StatefulSet only replicas, ordinals, template, updateStrategy, minReadySeconds and the claims' retention change",
    fix: orphan,
  },
  {
    // https://kubernetes.io/docs/concepts/workloads/controllers/job/#mutable-scheduling-directives
    kinds: ['Job.batch'],
    isRefused: (change, { before }) =>
      within('spec.template')(change) &&
      !(asFields(before.spec).suspend === true && within('spec.template.metadata', ...NOT_STARTED_JOB)(change)),
    why: "a Job's template never changes, since its pods run once",
    fix: (manifest) => `give the Job another name, one for each version, or ${replace(manifest)}`,
  },
  {
    // https://kubernetes.io/docs/concepts/workloads/controllers/job/#elastic-indexed-jobs
    kinds: ['Job.batch'],
    isRefused: (change, { after }) => {
      const { completionMode, completions, parallelism } = asFields(after.spec);
      const isElastic = completionMode === 'Indexed' && completions === parallelism;
      return within('spec.completions')(change) && !isElastic;
    },
    why: 'the number of completions changes only in an Indexed Job, together with its parallelism',
    fix: replace,
  },
  {
    // https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/#JobSpec
    kinds: ['Job.batch'],
    isRefused: within(
      ...['selector', 'completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'].map(
        (field) => `spec.${field}`,
      ),
    ),
    defaults: { 'spec.completionMode': 'NonIndexed' },
    why: 'a Job keeps the rules that it began with',
    fix: replace,
  },
  {
    // https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec
    kinds: ['Pod'],
    isRefused: (change) => withinExcept('spec')(change) && !isPodChange(change),
    why: 'of a Pod only images, activeDeadlineSeconds and more tolerations change',
    fix: replace,
  },
  {
    // https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec
    kinds: ['Service'],
    isRefused: (change, { before, after }) =>
      within('spec.clusterIP', 'spec.clusterIPs[0]')(change) &&
      // left out, the address stays as it is
      (change.after ?? '') !== '' &&
      [before, after].every((each) => asFields(each.spec).type !== 'ExternalName'),
    why: 'a Service keeps its address, or having none; only the address that it has can be written down',
    fix: rename,
  },
  {
    // https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class
    kinds: ['Service'],
    isRefused: (change, { before, after }) =>
      within('spec.loadBalancerClass')(change) &&
      [before, after].every((each) => asFields(each.spec).type === 'LoadBalancer'),
    why: 'the load balancer that serves it was chosen when it was made',
    fix: rename,
  },
  {
    // https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable
    kinds: ['ConfigMap', 'Secret'],
    isRefused: (change, { before }) =>
      before.immutable === true && within('data', 'binaryData', 'stringData', 'immutable')(change),
    why: 'it is immutable',
    fix: (manifest) => `give the new content another name, as release.configMap() does, or ${replace(manifest)}`,
  },
  {
    // https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
    kinds: ['Secret'],
    isRefused: within('type'),
    defaults: { type: 'Opaque' },
    why: 'the type of a Secret never changes',
    fix: replace,
  },
  {
    // https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
    kinds: ['PersistentVolumeClaim'],
    isRefused: ({ path, before, after }) => {
      const [old, now] = [parseQuantity(before), parseQuantity(after)];
      return path === 'spec.resources.requests.storage' && (now === undefined || (old !== undefined && now < old));
    },
    why: 'a volume grows and never shrinks',
    fix: () => 'keep the size, or make a smaller claim with another name and copy the data',
  },
  {
    // https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-claim-v1/
    kinds: ['PersistentVolumeClaim'],
    isRefused: (change) =>
      withinExcept('spec', 'resources.requests.storage', 'volumeAttributesClassName')(change) &&
      !(change.path === 'spec.volumeName' && change.change === 'added'),
    defaults: { 'spec.volumeMode': 'Filesystem' },
    why: 'of a claim only the size and the class of its attributes change',
    fix: () => 'make a claim with another name, copy the data, and mount that one',
  },
  {
    // https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes
    kinds: ['PersistentVolume'],
    isRefused: (change) =>
      withinExcept(
        'spec',
        ...['accessModes', 'capacity', 'claimRef', 'mountOptions', 'persistentVolumeReclaimPolicy', 'storageClassName'],
        'volumeAttributesClassName',
      )(change) &&
      !(change.path === 'spec.nodeAffinity' && change.change === 'added') &&
      !(change.path === 'spec.csi.controllerExpandSecretRef' && change.change === 'added'),
    defaults: { 'spec.volumeMode': 'Filesystem' },
    why: 'a volume keeps the storage that it stands for',
    fix: () => 'make a volume with another name for the other storage',
  },
  {
    // https://kubernetes.io/docs/reference/access-authn-authz/rbac/#clusterrolebinding-example
    kinds: ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'],
    isRefused: within('roleRef'),
    defaults: { 'roleRef.apiGroup': 'rbac.authorization.k8s.io' },
    why: 'who may bind one role may not thereby bind another, so the role of a binding never changes',
    fix: () => 'kubectl auth reconcile -f <its file>, which makes the binding anew',
  },
  {
    // https://kubernetes.io/docs/concepts/storage/storage-classes/
    kinds: ['StorageClass.storage.k8s.io'],
    isRefused: within('provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'),
    defaults: { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
    why: 'volumes were made by what the class says',
    fix: (manifest) => `make a class with another name, or ${replace(manifest)}: volumes that exist stay`,
  },
  {
    // https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/
    kinds: ['VolumeAttributesClass.storage.k8s.io'],
    isRefused: within('driverName', 'parameters'),
    why: 'volumes were made by what the class says',
    fix: () => 'make a class with another name, and name it in the claims',
  },
  {
    // https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/csi-driver-v1/
    kinds: ['CSIDriver.storage.k8s.io'],
    isRefused: within('spec.attachRequired', 'spec.volumeLifecycleModes'),
    defaults: {
      'spec.attachRequired': true,
      'spec.volumeLifecycleModes': ['Persistent'],
      'spec.volumeLifecycleModes[]': 'Persistent',
    },
    why: 'volumes are attached by what the driver says',
    fix: replace,
  },
  {
    // https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass
    kinds: ['PriorityClass.scheduling.k8s.io'],
    isRefused: within('value', 'preemptionPolicy'),
    defaults: { preemptionPolicy: 'PreemptLowerPriority' },
    why: 'pods were scheduled by it',
    fix: (manifest) => `make a class with another name, or ${replace(manifest)}: pods that exist keep their priority`,
  },
  {
    // https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/runtime-class-v1/
    kinds: ['RuntimeClass.node.k8s.io'],
    isRefused: within('handler'),
    why: 'the handler of a class never changes',
    fix: () => 'make a class with another name, and name it in the pods',
  },
  {
    // https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-class-v1/
    kinds: ['IngressClass.networking.k8s.io'],
    isRefused: within('spec.controller'),
    why: 'the controller of a class never changes',
    fix: () => 'make a class with another name, and name it in the Ingresses',
  },
  {
    // https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#address-types
    kinds: ['EndpointSlice.discovery.k8s.io'],
    isRefused: within('addressType'),
    why: 'the type of its addresses never changes',
    fix: replace,
  },
  {
    // https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
    kinds: ['ResourceClaim.resource.k8s.io', 'ResourceClaimTemplate.resource.k8s.io'],
    isRefused: within('spec'),
    why: 'devices are allocated by it',
    fix: rename,
  },
  {
    // https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
    kinds: ['CustomResourceDefinition.apiextensions.k8s.io'],
    isRefused: within('spec.group', 'spec.scope', 'spec.names.kind', 'spec.names.plural'),
    why: 'objects of this kind may exist',
    fix: () => 'define a new kind; to delete the definition deletes every object of it',
  },
];

/** What a Pod takes in place. */
function isPodChange({ path, part, change, before, after }: FieldChange): boolean {
  if (part === 'image') return true;
  if (isWithin(path, 'spec.tolerations') || isWithin(path, 'spec.schedulingGates')) {
    return change === (isWithin(path, 'spec.tolerations') ? 'added' : 'removed');
  }
  const isShorter = change === 'added' || (change === 'changed' && Number(after) <= Number(before));
  return path === 'spec.activeDeadlineSeconds' && isShorter;
}
