import { isMap, type Pair, type Scalar } from 'yaml';
import { requireNone } from '../errors';
import { ImageReference } from './image-reference';
import { findVersionProblem } from './moving-tag';
import { IMAGE_KEYS, type ImageKey, type ParsedRelease } from './parse-release-file';
import { digestFault, repositoryFault, tagFault } from './reference-grammar';
import { offsetOf, StrictYaml } from './strict-yaml';

const TOP_KEYS = ['image', 'movingTags', 'allowMovingTag'] as const;

const FAULTS: Record<ImageKey, { code: string; fault: (text: string) => string | undefined; fix: string }> = {
  repository: {
    code: 'RELEASE_REPOSITORY_INVALID',
    fault: repositoryFault,
    fix: 'write the repository without tag and digest, for example registry.example.com/team/app',
  },
  tag: { code: 'RELEASE_TAG_INVALID', fault: tagFault, fix: 'write the tag alone, for example 1.4.2' },
  digest: {
    code: 'RELEASE_DIGEST_INVALID',
    fault: digestFault,
    fix: 'copy the whole digest from the registry, or delete the line',
  },
};

/**
 * Reads the text of any release file with a YAML parser, collecting every problem.
 *
 * @param text without a byte order mark
 * @throws UserError with all problems at once
 */
export function parseStrictRelease(text: string, path: string): ParsedRelease {
  const yaml = new StrictYaml(path);
  const parsed = readRelease(yaml, text);
  requireNone(yaml.inOrder());
  // without a problem there is a value
  return parsed as ParsedRelease;
}

function readRelease(yaml: StrictYaml, text: string): ParsedRelease | undefined {
  const contents = yaml.readDocument(text);
  if (contents === undefined) return undefined;
  const top = yaml.readMap(contents, 'the release file', TOP_KEYS, {
    why: 'a release file is a map, and it knows only: image, movingTags, allowMovingTag',
    example: "begin with 'image:' and put 'repository:' and 'tag:' below it",
  });
  if (!top) return undefined;
  const imagePair = top.get('image');
  if (!imagePair) {
    yaml.add(0, 'RELEASE_KEY_MISSING', "there is no 'image'", {
      why: 'the image is what a release file is for',
      fix: "add 'image:', and below it 'repository:' and 'tag:'",
    });
  }
  const policy = {
    movingTags: yaml.readStrings(top.get('movingTags'), 'movingTags'),
    allowMovingTag: yaml.readBoolean(top.get('allowMovingTag'), 'allowMovingTag'),
  };
  if (!imagePair) return undefined;
  const map = yaml.readMap(imagePair.value, "'image'", IMAGE_KEYS, {
    why: 'the release file names one image, so it knows only: repository, tag, digest',
    example: "put 'repository:' and 'tag:' below 'image:', indented",
    at: offsetOf(imagePair.key),
  });
  if (!map) return undefined;
  const nodes = new Map<ImageKey, { pair: Pair; value: Scalar }>();
  for (const key of IMAGE_KEYS) {
    const pair = map.get(key);
    const value = pair && yaml.readScalar(pair, key);
    if (pair && value) {
      const { code, fault, fix } = FAULTS[key];
      const why = fault(value.value as string);
      if (why !== undefined)
        yaml.add(offsetOf(value), code, `the ${key} '${value.value}' ${why}`, { why: grammar(key), fix });
      nodes.set(key, { pair, value });
    }
  }
  if (!map.has('repository')) {
    yaml.add(offsetOf(imagePair.key), 'RELEASE_KEY_MISSING', "'image' has no 'repository'", {
      why: 'without a repository there is no image to run',
      fix: "add 'repository:' below 'image:'",
    });
  }
  if (yaml.hasProblems) return undefined;
  const valueAt = (key: ImageKey) => nodes.get(key)?.value.value as string | undefined;
  const image = new ImageReference({
    repository: valueAt('repository') ?? '',
    tag: valueAt('tag'),
    digest: valueAt('digest'),
  });
  const at = nodes.get('tag') ?? nodes.get('repository');
  const versionProblem = findVersionProblem(image, policy, yaml.place(offsetOf(at?.value)));
  return { image, ...policy, versionProblem, nodes, flow: isMap(imagePair.value) && imagePair.value.flow === true };
}

function grammar(key: ImageKey): string {
  return `this is the OCI distribution grammar of a ${key}`;
}
