import type { ImageStore } from '../image/image-store';
import type { FakeRegistry } from '../image/registry/fake-registry';
import { ImageProject } from './image-project';
import type { Lockstep } from './run-lockstep';
import { shopRegistry } from './shop-image';

/** A project, and a registry that has its image. */
export interface Shop {
  readonly project: ImageProject;
  readonly registry: FakeRegistry;
  /** What the registry serves. */
  readonly store: ImageStore;
  /** `127.0.0.1:40123/team/shop:1.0`. */
  readonly image: string;
  /** Of the registry. */
  readonly host: string;
}

/** @param images one for each platform; the shop's own for two platforms when not given */
export async function openShop(lockstep: Lockstep, ...images: Parameters<typeof shopRegistry>): Promise<Shop> {
  const { registry, store, image } = await shopRegistry(...images);
  return { registry, store, image, host: registry.host, project: new ImageProject(lockstep, image) };
}

/** What `lockstep check` says of the shop as it is. */
export function allPass(image: string): string {
  return `${image} (linux/amd64, linux/arm64)
  pass     ${image} is in its registry: 2 layers, 127.8 kB
  pass     deployment 'web' runs '/web': static, 81.0 kB
  pass     deployment 'worker' runs '/worker': static, 40.0 kB

2 containers, 1 image: 3 pass
`;
}
