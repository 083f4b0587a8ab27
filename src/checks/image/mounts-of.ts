import type { Mount } from '../../image/files/image-files';
import { asList, asText } from '../../manifest/manifest';
import type { Subject } from './subject';

/** What is mounted over the image in one container, volumes of a StatefulSet's claims included. */
export function mountsOf({ container }: Pick<Subject, 'container'>): Mount[] {
  return asList(container.volumeMounts).flatMap(({ mountPath, name, subPath, subPathExpr }) => {
    const path = asText(mountPath);
    if (path === undefined || path === '') return [];
    // the kubelet mounts a relative path below the root
    const absolute = path.startsWith('/') ? path : `/${path}`;
    return [{ path: absolute, volume: asText(name) ?? '', subPath: asText(subPath) ?? asText(subPathExpr) ?? '' }];
  });
}
