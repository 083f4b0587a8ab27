// Written by scripts/write-field-types.js from kubernetes-types 1.30.0: never edited.

/** One type in a line, its fields behind it: `name:type`, or `name?:type` for one that may be left out. */
export const FIELD_TABLE = `
AWSElasticBlockStoreVolumeSource fsType?:string partition?:number readOnly?:boolean volumeID:string
Affinity nodeAffinity?:NodeAffinity podAffinity?:PodAffinity podAntiAffinity?:PodAntiAffinity
AppArmorProfile localhostProfile?:string type:string
AzureDiskVolumeSource cachingMode?:string diskName:string diskURI:string fsType?:string kind?:string readOnly?:boolean
AzureFileVolumeSource readOnly?:boolean secretName:string shareName:string
CSIVolumeSource driver:string fsType?:string nodePublishSecretRef?:LocalObjectReference readOnly?:boolean volumeAttributes?:{string}
Capabilities add?:string[] drop?:string[]
CephFSVolumeSource monitors:string[] path?:string readOnly?:boolean secretFile?:string secretRef?:LocalObjectReference user?:string
CinderVolumeSource fsType?:string readOnly?:boolean secretRef?:LocalObjectReference volumeID:string
ClaimSource resourceClaimName?:string resourceClaimTemplateName?:string
ClientIPConfig timeoutSeconds?:number
ClusterTrustBundleProjection labelSelector?:LabelSelector name?:string optional?:boolean path:string signerName?:string
ConfigMapEnvSource name?:string optional?:boolean
ConfigMapKeySelector key:string name?:string optional?:boolean
ConfigMapProjection items?:KeyToPath[] name?:string optional?:boolean
ConfigMapVolumeSource defaultMode?:number items?:KeyToPath[] name?:string optional?:boolean
Container args?:string[] command?:string[] env?:EnvVar[] envFrom?:EnvFromSource[] image?:string imagePullPolicy?:string lifecycle?:Lifecycle livenessProbe?:Probe name:string ports?:ContainerPort[] readinessProbe?:Probe resizePolicy?:ContainerResizePolicy[] resources?:ResourceRequirements restartPolicy?:string securityContext?:SecurityContext startupProbe?:Probe stdin?:boolean stdinOnce?:boolean terminationMessagePath?:string terminationMessagePolicy?:string tty?:boolean volumeDevices?:VolumeDevice[] volumeMounts?:VolumeMount[] workingDir?:string
ContainerPort containerPort:number hostIP?:string hostPort?:number name?:string protocol?:string
ContainerResizePolicy resourceName:string restartPolicy:string
ContainerResourceMetricSource container:string name:string target:MetricTarget
CronJobSpec concurrencyPolicy?:string failedJobsHistoryLimit?:number jobTemplate:JobTemplateSpec schedule:string startingDeadlineSeconds?:number successfulJobsHistoryLimit?:number suspend?:boolean timeZone?:string
CrossVersionObjectReference apiVersion?:string kind:string name:string
DaemonSetSpec minReadySeconds?:number revisionHistoryLimit?:number selector:LabelSelector template:PodTemplateSpec updateStrategy?:DaemonSetUpdateStrategy
DaemonSetUpdateStrategy rollingUpdate?:RollingUpdateDaemonSet type?:string
DeploymentSpec minReadySeconds?:number paused?:boolean progressDeadlineSeconds?:number replicas?:number revisionHistoryLimit?:number selector:LabelSelector strategy?:DeploymentStrategy template:PodTemplateSpec
DeploymentStrategy rollingUpdate?:RollingUpdateDeployment type?:string
DownwardAPIProjection items?:DownwardAPIVolumeFile[]
DownwardAPIVolumeFile fieldRef?:ObjectFieldSelector mode?:number path:string resourceFieldRef?:ResourceFieldSelector
DownwardAPIVolumeSource defaultMode?:number items?:DownwardAPIVolumeFile[]
EmptyDirVolumeSource medium?:string sizeLimit?:Quantity
EnvFromSource configMapRef?:ConfigMapEnvSource prefix?:string secretRef?:SecretEnvSource
EnvVar name:string value?:string valueFrom?:EnvVarSource
EnvVarSource configMapKeyRef?:ConfigMapKeySelector fieldRef?:ObjectFieldSelector resourceFieldRef?:ResourceFieldSelector secretKeyRef?:SecretKeySelector
EphemeralContainer args?:string[] command?:string[] env?:EnvVar[] envFrom?:EnvFromSource[] image?:string imagePullPolicy?:string lifecycle?:Lifecycle livenessProbe?:Probe name:string ports?:ContainerPort[] readinessProbe?:Probe resizePolicy?:ContainerResizePolicy[] resources?:ResourceRequirements restartPolicy?:string securityContext?:SecurityContext startupProbe?:Probe stdin?:boolean stdinOnce?:boolean targetContainerName?:string terminationMessagePath?:string terminationMessagePolicy?:string tty?:boolean volumeDevices?:VolumeDevice[] volumeMounts?:VolumeMount[] workingDir?:string
EphemeralVolumeSource volumeClaimTemplate?:PersistentVolumeClaimTemplate
ExecAction command?:string[]
ExternalMetricSource metric:MetricIdentifier target:MetricTarget
FCVolumeSource fsType?:string lun?:number readOnly?:boolean targetWWNs?:string[] wwids?:string[]
FieldsV1
FlexVolumeSource driver:string fsType?:string options?:{string} readOnly?:boolean secretRef?:LocalObjectReference
FlockerVolumeSource datasetName?:string datasetUUID?:string
GCEPersistentDiskVolumeSource fsType?:string partition?:number pdName:string readOnly?:boolean
GRPCAction port:number service?:string
GitRepoVolumeSource directory?:string repository:string revision?:string
GlusterfsVolumeSource endpoints:string path:string readOnly?:boolean
HPAScalingPolicy periodSeconds:number type:string value:number
HPAScalingRules policies?:HPAScalingPolicy[] selectPolicy?:string stabilizationWindowSeconds?:number
HTTPGetAction host?:string httpHeaders?:HTTPHeader[] path?:string port:number|string scheme?:string
HTTPHeader name:string value:string
HorizontalPodAutoscalerBehavior scaleDown?:HPAScalingRules scaleUp?:HPAScalingRules
HorizontalPodAutoscalerSpec behavior?:HorizontalPodAutoscalerBehavior maxReplicas:number metrics?:MetricSpec[] minReplicas?:number scaleTargetRef:CrossVersionObjectReference
HostAlias hostnames?:string[] ip?:string
HostPathVolumeSource path:string type?:string
ISCSIVolumeSource chapAuthDiscovery?:boolean chapAuthSession?:boolean fsType?:string initiatorName?:string iqn:string iscsiInterface?:string lun:number portals?:string[] readOnly?:boolean secretRef?:LocalObjectReference targetPortal:string
JobSpec activeDeadlineSeconds?:number backoffLimit?:number backoffLimitPerIndex?:number completionMode?:string completions?:number managedBy?:string manualSelector?:boolean maxFailedIndexes?:number parallelism?:number podFailurePolicy?:PodFailurePolicy podReplacementPolicy?:string selector?:LabelSelector successPolicy?:SuccessPolicy suspend?:boolean template:PodTemplateSpec ttlSecondsAfterFinished?:number
JobTemplateSpec metadata?:ObjectMeta spec?:JobSpec
KeyToPath key:string mode?:number path:string
LabelSelector matchExpressions?:LabelSelectorRequirement[] matchLabels?:{string}
LabelSelectorRequirement key:string operator:string values?:string[]
Lifecycle postStart?:LifecycleHandler preStop?:LifecycleHandler
LifecycleHandler exec?:ExecAction httpGet?:HTTPGetAction sleep?:SleepAction tcpSocket?:TCPSocketAction
LocalObjectReference name?:string
ManagedFieldsEntry apiVersion?:string fieldsType?:string fieldsV1?:FieldsV1 manager?:string operation?:string subresource?:string time?:Time
MetricIdentifier name:string selector?:LabelSelector
MetricSpec containerResource?:ContainerResourceMetricSource external?:ExternalMetricSource object?:ObjectMetricSource pods?:PodsMetricSource resource?:ResourceMetricSource type:string
MetricTarget averageUtilization?:number averageValue?:Quantity type:string value?:Quantity
ModifyVolumeStatus status:string targetVolumeAttributesClassName?:string
NFSVolumeSource path:string readOnly?:boolean server:string
NodeAffinity preferredDuringSchedulingIgnoredDuringExecution?:PreferredSchedulingTerm[] requiredDuringSchedulingIgnoredDuringExecution?:NodeSelector
NodeSelector nodeSelectorTerms:NodeSelectorTerm[]
NodeSelectorRequirement key:string operator:string values?:string[]
NodeSelectorTerm matchExpressions?:NodeSelectorRequirement[] matchFields?:NodeSelectorRequirement[]
ObjectFieldSelector apiVersion?:string fieldPath:string
ObjectMeta annotations?:{string} creationTimestamp?:Time deletionGracePeriodSeconds?:number deletionTimestamp?:Time finalizers?:string[] generateName?:string generation?:number labels?:{string} managedFields?:ManagedFieldsEntry[] name?:string namespace?:string ownerReferences?:OwnerReference[] resourceVersion?:string selfLink?:string uid?:string
ObjectMetricSource describedObject:CrossVersionObjectReference metric:MetricIdentifier target:MetricTarget
OwnerReference apiVersion:string blockOwnerDeletion?:boolean controller?:boolean kind:string name:string uid:string
PersistentVolumeClaim apiVersion?:"v1" kind?:"PersistentVolumeClaim" metadata?:ObjectMeta spec?:PersistentVolumeClaimSpec status?:PersistentVolumeClaimStatus
PersistentVolumeClaimCondition lastProbeTime?:Time lastTransitionTime?:Time message?:string reason?:string status:string type:string
PersistentVolumeClaimSpec accessModes?:string[] dataSource?:TypedLocalObjectReference dataSourceRef?:TypedObjectReference resources?:VolumeResourceRequirements selector?:LabelSelector storageClassName?:string volumeAttributesClassName?:string volumeMode?:string volumeName?:string
PersistentVolumeClaimStatus accessModes?:string[] allocatedResourceStatuses?:{string} allocatedResources?:{Quantity} capacity?:{Quantity} conditions?:PersistentVolumeClaimCondition[] currentVolumeAttributesClassName?:string modifyVolumeStatus?:ModifyVolumeStatus phase?:string
PersistentVolumeClaimTemplate metadata?:ObjectMeta spec:PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource claimName:string readOnly?:boolean
PhotonPersistentDiskVolumeSource fsType?:string pdID:string
PodAffinity preferredDuringSchedulingIgnoredDuringExecution?:WeightedPodAffinityTerm[] requiredDuringSchedulingIgnoredDuringExecution?:PodAffinityTerm[]
PodAffinityTerm labelSelector?:LabelSelector matchLabelKeys?:string[] mismatchLabelKeys?:string[] namespaceSelector?:LabelSelector namespaces?:string[] topologyKey:string
PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution?:WeightedPodAffinityTerm[] requiredDuringSchedulingIgnoredDuringExecution?:PodAffinityTerm[]
PodDNSConfig nameservers?:string[] options?:PodDNSConfigOption[] searches?:string[]
PodDNSConfigOption name?:string value?:string
PodDisruptionBudgetSpec maxUnavailable?:number|string minAvailable?:number|string selector?:LabelSelector unhealthyPodEvictionPolicy?:string
PodFailurePolicy rules:PodFailurePolicyRule[]
PodFailurePolicyOnExitCodesRequirement containerName?:string operator:string values:number[]
PodFailurePolicyOnPodConditionsPattern status:string type:string
PodFailurePolicyRule action:string onExitCodes?:PodFailurePolicyOnExitCodesRequirement onPodConditions?:PodFailurePolicyOnPodConditionsPattern[]
PodOS name:string
PodReadinessGate conditionType:string
PodResourceClaim name:string source?:ClaimSource
PodSchedulingGate name:string
PodSecurityContext appArmorProfile?:AppArmorProfile fsGroup?:number fsGroupChangePolicy?:string runAsGroup?:number runAsNonRoot?:boolean runAsUser?:number seLinuxOptions?:SELinuxOptions seccompProfile?:SeccompProfile supplementalGroups?:number[] sysctls?:Sysctl[] windowsOptions?:WindowsSecurityContextOptions
PodSpec activeDeadlineSeconds?:number affinity?:Affinity automountServiceAccountToken?:boolean containers:Container[] dnsConfig?:PodDNSConfig dnsPolicy?:string enableServiceLinks?:boolean ephemeralContainers?:EphemeralContainer[] hostAliases?:HostAlias[] hostIPC?:boolean hostNetwork?:boolean hostPID?:boolean hostUsers?:boolean hostname?:string imagePullSecrets?:LocalObjectReference[] initContainers?:Container[] nodeName?:string nodeSelector?:{string} os?:PodOS overhead?:{Quantity} preemptionPolicy?:string priority?:number priorityClassName?:string readinessGates?:PodReadinessGate[] resourceClaims?:PodResourceClaim[] restartPolicy?:string runtimeClassName?:string schedulerName?:string schedulingGates?:PodSchedulingGate[] securityContext?:PodSecurityContext serviceAccount?:string serviceAccountName?:string setHostnameAsFQDN?:boolean shareProcessNamespace?:boolean subdomain?:string terminationGracePeriodSeconds?:number tolerations?:Toleration[] topologySpreadConstraints?:TopologySpreadConstraint[] volumes?:Volume[]
PodTemplateSpec metadata?:ObjectMeta spec?:PodSpec
PodsMetricSource metric:MetricIdentifier target:MetricTarget
PortworxVolumeSource fsType?:string readOnly?:boolean volumeID:string
PreferredSchedulingTerm preference:NodeSelectorTerm weight:number
Probe exec?:ExecAction failureThreshold?:number grpc?:GRPCAction httpGet?:HTTPGetAction initialDelaySeconds?:number periodSeconds?:number successThreshold?:number tcpSocket?:TCPSocketAction terminationGracePeriodSeconds?:number timeoutSeconds?:number
ProjectedVolumeSource defaultMode?:number sources?:VolumeProjection[]
Quantity = string
QuobyteVolumeSource group?:string readOnly?:boolean registry:string tenant?:string user?:string volume:string
RBDVolumeSource fsType?:string image:string keyring?:string monitors:string[] pool?:string readOnly?:boolean secretRef?:LocalObjectReference user?:string
ResourceClaim name:string
ResourceFieldSelector containerName?:string divisor?:Quantity resource:string
ResourceMetricSource name:string target:MetricTarget
ResourceRequirements claims?:ResourceClaim[] limits?:{Quantity} requests?:{Quantity}
RollingUpdateDaemonSet maxSurge?:number|string maxUnavailable?:number|string
RollingUpdateDeployment maxSurge?:number|string maxUnavailable?:number|string
RollingUpdateStatefulSetStrategy maxUnavailable?:number|string partition?:number
SELinuxOptions level?:string role?:string type?:string user?:string
ScaleIOVolumeSource fsType?:string gateway:string protectionDomain?:string readOnly?:boolean secretRef:LocalObjectReference sslEnabled?:boolean storageMode?:string storagePool?:string system:string volumeName?:string
SeccompProfile localhostProfile?:string type:string
SecretEnvSource name?:string optional?:boolean
SecretKeySelector key:string name?:string optional?:boolean
SecretProjection items?:KeyToPath[] name?:string optional?:boolean
SecretVolumeSource defaultMode?:number items?:KeyToPath[] optional?:boolean secretName?:string
SecurityContext allowPrivilegeEscalation?:boolean appArmorProfile?:AppArmorProfile capabilities?:Capabilities privileged?:boolean procMount?:string readOnlyRootFilesystem?:boolean runAsGroup?:number runAsNonRoot?:boolean runAsUser?:number seLinuxOptions?:SELinuxOptions seccompProfile?:SeccompProfile windowsOptions?:WindowsSecurityContextOptions
ServiceAccountTokenProjection audience?:string expirationSeconds?:number path:string
ServicePort appProtocol?:string name?:string nodePort?:number port:number protocol?:string targetPort?:number|string
ServiceSpec allocateLoadBalancerNodePorts?:boolean clusterIP?:string clusterIPs?:string[] externalIPs?:string[] externalName?:string externalTrafficPolicy?:string healthCheckNodePort?:number internalTrafficPolicy?:string ipFamilies?:string[] ipFamilyPolicy?:string loadBalancerClass?:string loadBalancerIP?:string loadBalancerSourceRanges?:string[] ports?:ServicePort[] publishNotReadyAddresses?:boolean selector?:{string} sessionAffinity?:string sessionAffinityConfig?:SessionAffinityConfig trafficDistribution?:string type?:string
SessionAffinityConfig clientIP?:ClientIPConfig
SleepAction seconds:number
StatefulSetOrdinals start?:number
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted?:string whenScaled?:string
StatefulSetSpec minReadySeconds?:number ordinals?:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy?:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy?:string replicas?:number revisionHistoryLimit?:number selector:LabelSelector serviceName:string template:PodTemplateSpec updateStrategy?:StatefulSetUpdateStrategy volumeClaimTemplates?:PersistentVolumeClaim[]
StatefulSetUpdateStrategy rollingUpdate?:RollingUpdateStatefulSetStrategy type?:string
StorageOSVolumeSource fsType?:string readOnly?:boolean secretRef?:LocalObjectReference volumeName?:string volumeNamespace?:string
SuccessPolicy rules:SuccessPolicyRule[]
SuccessPolicyRule succeededCount?:number succeededIndexes?:string
Sysctl name:string value:string
TCPSocketAction host?:string port:number|string
Time = string
Toleration effect?:string key?:string operator?:string tolerationSeconds?:number value?:string
TopologySpreadConstraint labelSelector?:LabelSelector matchLabelKeys?:string[] maxSkew:number minDomains?:number nodeAffinityPolicy?:string nodeTaintsPolicy?:string topologyKey:string whenUnsatisfiable:string
TypedLocalObjectReference apiGroup?:string kind:string name:string
TypedObjectReference apiGroup?:string kind:string name:string namespace?:string
Volume awsElasticBlockStore?:AWSElasticBlockStoreVolumeSource azureDisk?:AzureDiskVolumeSource azureFile?:AzureFileVolumeSource cephfs?:CephFSVolumeSource cinder?:CinderVolumeSource configMap?:ConfigMapVolumeSource csi?:CSIVolumeSource downwardAPI?:DownwardAPIVolumeSource emptyDir?:EmptyDirVolumeSource ephemeral?:EphemeralVolumeSource fc?:FCVolumeSource flexVolume?:FlexVolumeSource flocker?:FlockerVolumeSource gcePersistentDisk?:GCEPersistentDiskVolumeSource gitRepo?:GitRepoVolumeSource glusterfs?:GlusterfsVolumeSource hostPath?:HostPathVolumeSource iscsi?:ISCSIVolumeSource name:string nfs?:NFSVolumeSource persistentVolumeClaim?:PersistentVolumeClaimVolumeSource photonPersistentDisk?:PhotonPersistentDiskVolumeSource portworxVolume?:PortworxVolumeSource projected?:ProjectedVolumeSource quobyte?:QuobyteVolumeSource rbd?:RBDVolumeSource scaleIO?:ScaleIOVolumeSource secret?:SecretVolumeSource storageos?:StorageOSVolumeSource vsphereVolume?:VsphereVirtualDiskVolumeSource
VolumeDevice devicePath:string name:string
VolumeMount mountPath:string mountPropagation?:string name:string readOnly?:boolean recursiveReadOnly?:string subPath?:string subPathExpr?:string
VolumeProjection clusterTrustBundle?:ClusterTrustBundleProjection configMap?:ConfigMapProjection downwardAPI?:DownwardAPIProjection secret?:SecretProjection serviceAccountToken?:ServiceAccountTokenProjection
VolumeResourceRequirements limits?:{Quantity} requests?:{Quantity}
VsphereVirtualDiskVolumeSource fsType?:string storagePolicyID?:string storagePolicyName?:string volumePath:string
WeightedPodAffinityTerm podAffinityTerm:PodAffinityTerm weight:number
WindowsSecurityContextOptions gmsaCredentialSpec?:string gmsaCredentialSpecName?:string hostProcess?:boolean runAsUserName?:string
`;
