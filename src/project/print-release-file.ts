import type { ImageReference } from '../release/image-reference';

/** The release.yaml of a project. The comments show how bots bump it. */
export function printReleaseFile(name: string, { repository, tag, digest }: ImageReference): string {
  return [
    `# The one place where the image of ${name} stands: lockstep bump and lockstep rollback edit it.`,
    'image:',
    // an IPv6 host begins with a bracket, which unquoted is a YAML list
    `  repository: ${repository.startsWith('[') ? `"${repository}"` : repository}`,
    ...(tag === undefined ? [] : [`  tag: ${tag}`]),
    ...(digest === undefined ? [] : [`  digest: ${digest}`]),
    '# Bots may edit it too: Renovate as renovate.json says, and Flux where its marker stands behind a value:',
    `#   tag: … # {"$imagepolicy": "flux-system:${name}:tag"}`,
    `#   digest: … # {"$imagepolicy": "flux-system:${name}:digest"}`,
    '# What a bot has bumped is complete when dist/ is committed with it: npm run synth',
    '',
  ].join('\n');
}
