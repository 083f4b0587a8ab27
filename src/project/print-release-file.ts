import type { ImageReference } from '../release/image-reference';

/** What a release file has beside the image. */
export interface ReleaseFileExtras {
  /** Whether the file allows a tag that moves, or no tag at all. Default: false. */
  readonly allowMovingTag?: boolean | undefined;
  /** What else there is to tell at the top, without `#`; each line becomes one of its own. Default: nothing. */
  readonly comment?: string | undefined;
}

/** What no comment of YAML may hold: it would end the line, or the file would not be YAML. */
const LINE_ENDS = /\r\n|[\n\r\u0085\u2028\u2029]/;
const UNPRINTABLE = /[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/gu;

/** The release.yaml of a project. The comments show how bots bump it. */
export function printReleaseFile(
  name: string,
  { repository, tag, digest }: ImageReference,
  { allowMovingTag = false, comment = '' }: ReleaseFileExtras = {},
): string {
  return [
    `# The one place where the image of ${name} stands: lockstep bump and lockstep rollback edit it.`,
    ...(comment === '' ? [] : comment.split(LINE_ENDS).map((line) => `# ${line.replace(UNPRINTABLE, '?')}`.trimEnd())),
    'image:',
    // an IPv6 host begins with a bracket, which unquoted is a YAML list
    `  repository: ${repository.startsWith('[') ? `"${repository}"` : repository}`,
    ...(tag === undefined ? [] : [`  tag: ${tag}`]),
    ...(digest === undefined ? [] : [`  digest: ${digest}`]),
    ...(allowMovingTag ? [`# ${whyMoving(tag)}`, 'allowMovingTag: true'] : []),
    '# Bots may edit it too: Renovate as renovate.json says, and Flux where its marker stands behind a value:',
    `#   tag: … # {"$imagepolicy": "flux-system:${name}:tag"}`,
    `#   digest: … # {"$imagepolicy": "flux-system:${name}:digest"}`,
    '# What a bot has bumped is complete when dist/ is committed with it: npm run synth',
    '',
  ].join('\n');
}

function whyMoving(tag: string | undefined): string {
  return tag === undefined
    ? 'Without a tag this runs whatever latest is. It was so before: give it the tag of a version, and delete these two lines.'
    : `The tag ${tag} moves. It was so before: put the tag of a version there, and delete these two lines.`;
}
