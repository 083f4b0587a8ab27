import { didYouMean } from '../did-you-mean';
import type { Problem } from '../errors';
import { containersOf, titleOfContainer } from '../manifest/containers';
import { asFields, asList, asText, type PlacedManifest, printValue } from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';

/** Volume mounts and devices whose volume the pod does not have. */
export function findMountsWithoutVolume({ manifest, place }: PlacedManifest): Problem[] {
  const template = podTemplateOf(manifest);
  if (!template) return [];
  const claims = asList(asFields(manifest.spec).volumeClaimTemplates).map((claim) => asFields(claim.metadata).name);
  const volumes = [...asList(template.spec.volumes).map((volume) => volume.name), ...claims].flatMap(
    (name) => asText(name) ?? [],
  );
  return containersOf(template.spec).flatMap((placed) =>
    [...asList(placed.container.volumeMounts), ...asList(placed.container.volumeDevices)].flatMap(
      (mount): Problem[] => {
        const name = asText(mount.name) ?? '';
        if (volumes.includes(name)) return [];
        const guess = didYouMean(name, volumes);
        return [
          {
            code: 'MOUNT_WITHOUT_VOLUME',
            what: `${place}: ${titleOfContainer(placed)} mounts the volume '${name}' at ${printValue(mount.mountPath ?? mount.devicePath)}`,
            why: volumes.length === 0 ? 'the pod has no volumes' : `the pod's volumes are: ${volumes.join(', ')}`,
            fix: guess ? `did you mean '${guess}'?` : `add it under pod: { volumes: [{ name: '${name}', … }] }`,
          },
        ];
      },
    ),
  );
}
