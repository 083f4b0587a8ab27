import type { ServiceDraft } from '../objects/service-draft';
import { isNull } from '../yaml/compose-node';
import { carryCommand, carryEntrypoint } from './carry-command';
import { carryDeploy, carryScale } from './carry-deploy';
import { carryEnvFile, carryEnvironment } from './carry-environment';
import { carryHealthcheck } from './carry-healthcheck';
import { carryCpus, carryMemory, carryReservedMemory, carrySharedMemory } from './carry-limits';
import {
  carryExtraHosts,
  carryHostname,
  carryNamespace,
  carryNetworkMode,
  noteLinks,
  noteNetworks,
} from './carry-network';
import { carryExpose, carryPorts } from './carry-ports';
import { carryRestart } from './carry-restart';
import {
  carryPlatform,
  carryProfiles,
  carryPullPolicy,
  carryStdin,
  carryStopGracePeriod,
  carryTty,
  carryWorkingDir,
  noteInit,
} from './carry-runtime';
import {
  carryAddedCapabilities,
  carryDroppedCapabilities,
  carryGroups,
  carryPrivileged,
  carryReadOnly,
  carrySecurityOptions,
  carryUser,
} from './carry-security';
import { carryTmpfs, carryVolumes } from './carry-volumes';
import type { FieldHandler } from './field-handler';
import { noteDependsOn } from './note-depends-on';
import { WITHOUT_EQUIVALENT } from './without-equivalent';

/** Who carries each field over. */
const HANDLERS: ReadonlyMap<string, FieldHandler> = new Map([
  ['cap_add', carryAddedCapabilities],
  ['cap_drop', carryDroppedCapabilities],
  ['command', carryCommand],
  ['cpus', carryCpus],
  ['depends_on', noteDependsOn],
  ['deploy', carryDeploy],
  ['entrypoint', carryEntrypoint],
  ['env_file', carryEnvFile],
  ['environment', carryEnvironment],
  ['expose', carryExpose],
  ['extra_hosts', carryExtraHosts],
  ['group_add', carryGroups],
  ['healthcheck', carryHealthcheck],
  ['hostname', carryHostname],
  ['init', noteInit],
  ['ipc', carryNamespace('ipc', 'hostIPC')],
  ['links', noteLinks],
  ['mem_limit', carryMemory],
  ['mem_reservation', carryReservedMemory],
  ['network_mode', carryNetworkMode],
  ['networks', noteNetworks],
  ['pid', carryNamespace('pid', 'hostPID')],
  ['platform', carryPlatform],
  ['ports', carryPorts],
  ['privileged', carryPrivileged],
  ['profiles', carryProfiles],
  ['pull_policy', carryPullPolicy],
  ['read_only', carryReadOnly],
  ['restart', carryRestart],
  ['scale', carryScale],
  ['security_opt', carrySecurityOptions],
  ['shm_size', carrySharedMemory],
  ['stdin_open', carryStdin],
  ['stop_grace_period', carryStopGracePeriod],
  ['tmpfs', carryTmpfs],
  ['tty', carryTty],
  ['user', carryUser],
  ['volumes', carryVolumes],
  ['working_dir', carryWorkingDir],
]);

/** Fields that are looked at for all services at once: what image each of them runs. */
const ELSEWHERE = new Set(['image', 'build']);

/** Carries every field of a service over that has a value, or notes why it cannot. */
export function carryFields(draft: ServiceDraft): void {
  for (const [field, entry] of draft.service.fields.entries) {
    if (isNull(entry.value) || ELSEWHERE.has(field)) continue;
    const handler = HANDLERS.get(field);
    if (handler) handler(entry, draft);
    else if (field.startsWith('x-')) draft.note(entry.place, field, 'docker compose takes no notice of it either');
    else draft.note(entry.place, field, WITHOUT_EQUIVALENT.get(field) ?? 'it has no equivalent here');
  }
}
