const SERVICE_VARIABLE =
  /^[A-Z_][A-Z0-9_]*_(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?|PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?)$/;

/**
 * Whether Kubernetes may set a variable of that name itself, for a Service: `REDIS_SERVICE_HOST`, `REDIS_PORT_6379_TCP`.
 *
 * @param hasServiceLinks false with `enableServiceLinks: false`, which leaves only those of the Service `kubernetes`
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
export function isServiceVariable(name: string, hasServiceLinks: boolean): boolean {
  return SERVICE_VARIABLE.test(name) && (hasServiceLinks || name.startsWith('KUBERNETES_'));
}
