import type { Problem } from '../errors';
import { containersOf, titleOfContainer } from '../manifest/containers';
import { asFields, asList, asText, type Fields, type PlacedManifest, printValue } from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';

/** A fault of a pod or container: what stands there, and what the standard asks for. */
interface Violation {
  readonly what: string;
  readonly asks: string;
}

type Level = 'privileged' | 'baseline' | 'restricted';
type PodRule = (spec: Fields) => Violation[];
type ContainerRule = (container: Fields, spec: Fields) => Violation[];

// the lists of https://kubernetes.io/docs/concepts/security/pod-security-standards/
const BASELINE_CAPABILITIES = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);
const SAFE_SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);
const SELINUX_TYPES = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);
const RESTRICTED_VOLUMES = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

const BASELINE_POD: readonly PodRule[] = [
  (spec) =>
    ['hostNetwork', 'hostPID', 'hostIPC']
      .filter((field) => spec[field] === true)
      .map((field) => ({ what: `${field}: true`, asks: `no ${field}` })),
  (spec) =>
    asList(spec.volumes)
      .filter((volume) => isGiven(volume.hostPath))
      .map((volume) => ({ what: `a hostPath volume '${printValue(volume.name)}'`, asks: 'no hostPath volumes' })),
  (spec) =>
    asList(asFields(spec.securityContext).sysctls)
      .filter((sysctl) => !SAFE_SYSCTLS.has(asText(sysctl.name) ?? ''))
      .map((sysctl) => ({ what: `the sysctl ${printValue(sysctl.name)}`, asks: 'safe sysctls only' })),
  (spec) => findContextViolations(asFields(spec.securityContext)),
];

const BASELINE_CONTAINER: readonly ContainerRule[] = [
  (container) => findContextViolations(asFields(container.securityContext)),
  (container) =>
    asFields(container.securityContext).privileged === true
      ? [{ what: 'privileged: true', asks: 'no privileged containers' }]
      : [],
  (container) =>
    addedCapabilities(container)
      .filter((capability) => !BASELINE_CAPABILITIES.has(capability))
      .map((capability) => ({ what: `the capability ${capability}`, asks: 'no capabilities beyond the default set' })),
  (container) =>
    asList(container.ports)
      .filter((port) => isGiven(port.hostPort) && port.hostPort !== 0)
      .map((port) => ({ what: `hostPort: ${printValue(port.hostPort)}`, asks: 'no host ports' })),
  (container) => {
    const procMount = asFields(container.securityContext).procMount;
    return !isGiven(procMount) || procMount === 'Default'
      ? []
      : [{ what: `procMount: ${printValue(procMount)}`, asks: 'the default /proc mount' }];
  },
];

const RESTRICTED_POD: readonly PodRule[] = [
  (spec) =>
    asList(spec.volumes).flatMap((volume) =>
      Object.keys(volume)
        .filter((field) => !['name', 'hostPath'].includes(field) && !RESTRICTED_VOLUMES.has(field))
        .filter((field) => isGiven(volume[field]))
        .map((field) => ({
          what: `the ${field} volume '${printValue(volume.name)}'`,
          asks: `volumes of: ${[...RESTRICTED_VOLUMES].join(', ')}`,
        })),
    ),
  (spec) =>
    asFields(spec.securityContext).runAsNonRoot === false
      ? [{ what: 'runAsNonRoot: false', asks: 'runAsNonRoot: true' }]
      : [],
  (spec) =>
    asFields(spec.securityContext).runAsUser === 0 ? [{ what: 'runAsUser: 0', asks: 'a user other than root' }] : [],
];

const RESTRICTED_CONTAINER: readonly ContainerRule[] = [
  (container, spec) => {
    const own = asFields(container.securityContext).runAsNonRoot;
    // what the pod says has been looked at
    if (own === true || (!isGiven(own) && isGiven(asFields(spec.securityContext).runAsNonRoot))) return [];
    return [{ what: `runAsNonRoot: ${isGiven(own) ? printValue(own) : 'nothing'}`, asks: 'runAsNonRoot: true' }];
  },
  (container) =>
    asFields(container.securityContext).runAsUser === 0
      ? [{ what: 'runAsUser: 0', asks: 'a user other than root' }]
      : [],
];

const RESTRICTED_LINUX_CONTAINER: readonly ContainerRule[] = [
  (container) => {
    const allowed = asFields(container.securityContext).allowPrivilegeEscalation;
    return allowed === false
      ? []
      : [
          {
            what: `allowPrivilegeEscalation: ${asText(allowed) ?? 'nothing'}`,
            asks: 'allowPrivilegeEscalation: false',
          },
        ];
  },
  (container, spec) => {
    const profile = asFields(
      asFields(container.securityContext).seccompProfile ?? asFields(spec.securityContext).seccompProfile,
    );
    // baseline has looked at Unconfined
    return ['RuntimeDefault', 'Localhost', 'Unconfined'].includes(asText(profile.type) ?? '')
      ? []
      : [
          {
            what: `the seccomp profile ${asText(profile.type) ?? 'of nobody'}`,
            asks: 'seccompProfile: { type: RuntimeDefault }',
          },
        ];
  },
  (container) => {
    const drop = asFields(asFields(container.securityContext).capabilities).drop;
    return Array.isArray(drop) && drop.includes('ALL')
      ? []
      : [{ what: 'capabilities that are not dropped', asks: "capabilities: { drop: ['ALL'] }" }];
  },
  (container) =>
    addedCapabilities(container)
      .filter((capability) => capability !== 'NET_BIND_SERVICE' && BASELINE_CAPABILITIES.has(capability))
      .map((capability) => ({
        what: `the capability ${capability}`,
        asks: 'no added capability but NET_BIND_SERVICE',
      })),
];

/**
 * What a workload has that its Pod Security level forbids, so that a namespace that enforces the level would not
 * let its pods in.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function findPodSecurityViolations({ manifest, place }: PlacedManifest, level: Level): Problem[] {
  const template = podTemplateOf(manifest);
  if (!template || level === 'privileged') return [];
  const { spec } = template;
  const restricted = level === 'restricted';
  const isLinux = asFields(spec.os).name !== 'windows';
  const podRules = [...BASELINE_POD, ...(restricted ? RESTRICTED_POD : [])];
  const containerRules = [
    ...BASELINE_CONTAINER,
    ...(restricted ? RESTRICTED_CONTAINER : []),
    ...(restricted && isLinux ? RESTRICTED_LINUX_CONTAINER : []),
  ];
  const toProblem =
    (where: string) =>
    ({ what, asks }: Violation): Problem => ({
      code: 'POD_SECURITY',
      what: `${where} has ${what}`,
      why: `the Pod Security Standard '${level}' asks for ${asks}`,
      fix: "change it, or make the exception visible: podSecurity: 'privileged' on this workload",
    });
  return [
    ...[...podRules.flatMap((rule) => rule(spec)), ...findAppArmorViolations(template.annotations)].map(
      toProblem(`${place}: the pod`),
    ),
    ...containersOf(spec).flatMap((placed) =>
      containerRules
        .flatMap((rule) => rule(placed.container, spec))
        .map(toProblem(`${place}: ${titleOfContainer(placed)}`)),
    ),
  ];
}

/** What baseline forbids in the security context of a pod and of a container alike. */
function findContextViolations(context: Fields): Violation[] {
  const violations: Violation[] = [];
  const selinux = asFields(context.seLinuxOptions);
  if (!SELINUX_TYPES.has(asText(selinux.type) ?? '') || selinux.user || selinux.role) {
    violations.push({ what: 'seLinuxOptions of its own', asks: 'no SELinux user or role, and a container type' });
  }
  if (asFields(context.seccompProfile).type === 'Unconfined')
    violations.push({ what: 'the seccomp profile Unconfined', asks: 'a seccomp profile that confines' });
  if (asFields(context.appArmorProfile).type === 'Unconfined')
    violations.push({ what: 'the AppArmor profile Unconfined', asks: 'an AppArmor profile that confines' });
  if (asFields(context.windowsOptions).hostProcess === true)
    violations.push({ what: 'windowsOptions.hostProcess: true', asks: 'no host processes' });
  return violations;
}

/** AppArmor before Kubernetes 1.30, which had no field for it. */
function findAppArmorViolations(annotations: Fields): Violation[] {
  return Object.entries(annotations)
    .filter(([key]) => key.startsWith('container.apparmor.security.beta.kubernetes.io/'))
    .filter(([, profile]) => profile && !/^(?:runtime\/default$|localhost\/)/.test(printValue(profile)))
    .map(([key, profile]) => ({
      what: `the annotation ${key}: ${printValue(profile)}`,
      asks: 'an AppArmor profile that confines',
    }));
}

function addedCapabilities(container: Fields): string[] {
  const { add } = asFields(asFields(container.securityContext).capabilities);
  return Array.isArray(add) ? add.map(printValue) : [];
}

/** In YAML `null` is as good as nothing. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
