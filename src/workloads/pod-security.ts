import type { Container, PodSpec } from 'kubernetes-types/core/v1';

/**
 * A level of the Kubernetes Pod Security Standards. `privileged` asks for nothing.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export type PodSecurity = 'privileged' | 'baseline' | 'restricted';

/**
 * The pod spec with what the level asks to be written down, never over what is there.
 * Baseline only forbids, so it fills in nothing.
 */
export function fillPodSecurity(level: PodSecurity, spec: PodSpec): PodSpec {
  if (level !== 'restricted') return spec;
  // Windows pods must not have the Linux fields
  const isWindows = spec.os?.name === 'windows';
  const fill = (container: Container): Container => ({
    ...container,
    securityContext: {
      allowPrivilegeEscalation: false,
      ...container.securityContext,
      capabilities: { drop: ['ALL'], ...container.securityContext?.capabilities },
    },
  });
  return {
    ...spec,
    securityContext: {
      runAsNonRoot: true,
      ...(isWindows ? {} : { seccompProfile: { type: 'RuntimeDefault' } }),
      ...spec.securityContext,
    },
    containers: isWindows ? spec.containers : spec.containers.map(fill),
    ...(spec.initContainers && { initContainers: isWindows ? spec.initContainers : spec.initContainers.map(fill) }),
  };
}
