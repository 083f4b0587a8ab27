import { Lazy } from 'cdk8s';
import type { EnvVar, EnvVarSource } from 'kubernetes-types/core/v1';
import type { Env, EnvValue } from './container-fields';

/** Kubernetes' list of environment variables, in the order of the map. */
export function listEnv(env: Env): readonly EnvVar[] {
  if (Array.isArray(env)) return env;
  return Object.entries(env as { readonly [name: string]: EnvValue }).flatMap(([name, value]): EnvVar[] => {
    if (value === undefined) return [];
    // a Lazy passes for any type, and its value is known at synth only
    if ((value as unknown) instanceof Lazy) {
      const lazy = value as unknown as Lazy;
      return [{ name, value: Lazy.any({ produce: () => String(lazy.produce()) }) }];
    }
    return [
      typeof value === 'object' && value !== null
        ? { name, valueFrom: value as EnvVarSource }
        : { name, value: String(value) },
    ];
  });
}
