import type { Resolution } from '../../image/files/image-files';
import { parseFileCapabilities } from '../../image/start/parse-file-capabilities';
import { asFields } from '../../manifest/manifest';
import { findBound } from './capabilities';
import type { LaunchAnswer } from './check-launch';
import type { LaunchContext } from './launch-context';

/**
 * What the capabilities that a file brings with it (`setcap cap_net_bind_service+ep`) do to its start: with the effective
 * bit, the kernel refuses a file that wants more than the container may have. Undefined when they do nothing.
 *
 * @see https://man7.org/linux/man-pages/man7/capabilities.7.html (Safety checking for capability-dumb binaries)
 */
export function findCapabilityFault(
  { subject }: Pick<LaunchContext, 'subject'>,
  { path, entry }: Extract<Resolution, { outcome: 'found' }>,
): LaunchAnswer | undefined {
  const { facts } = entry;
  const wanted =
    facts?.kind === 'elf' && facts.capabilities !== undefined ? parseFileCapabilities(facts.capabilities) : undefined;
  if (wanted === undefined || !wanted.isEffective) return undefined;
  const securityContext = asFields(subject.container.securityContext);
  const bounds = wanted.permitted.map((name) => ({ name, bound: findBound(securityContext, name) }));
  const lacking = bounds.filter(({ bound }) => bound !== 'yes').map(({ name }) => name);
  if (lacking.length === 0) return undefined;
  // in a namespace of its own the pod's files bring none
  const isCertain = bounds.some(({ bound }) => bound === 'no') && subject.podSpec.hostUsers !== false;
  const names = lacking.join(' and ');
  const why = `'${path}' is marked with setcap to be started with ${names}; without ${lacking.length === 1 ? 'it' : 'them'} the kernel says "operation not permitted"`;
  const fix = `add ${names} to the container's capabilities (capabilities.add), or take the mark away where the image is built: RUN setcap -r ${path}`;
  return isCertain
    ? {
        outcome: 'fail',
        code: 'IMAGE_BINARY_CAPABILITIES',
        what: `cannot start: the container drops ${names}`,
        why,
        fix,
      }
    : { outcome: 'unknown', what: `may not start: not every runtime gives it ${names}`, why, fix };
}
