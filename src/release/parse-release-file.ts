import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import { didYouMean } from '../did-you-mean';
import { type Problem, requireNone } from '../errors';
import { ImageReference } from './image-reference';
import { findVersionProblem } from './moving-tag';
import { digestFault, repositoryFault, tagFault } from './reference-grammar';

const TOP_KEYS = ['image', 'movingTags', 'allowMovingTag'] as const;
const IMAGE_KEYS = ['repository', 'tag', 'digest'] as const;

/** One key of the image map, with where its value stands in the text. */
export type ImageKey = (typeof IMAGE_KEYS)[number];

/** The parsed text and the syntax nodes that an edit needs. */
export interface ParsedRelease {
  readonly image: ImageReference;
  readonly movingTags: readonly string[];
  readonly allowMovingTag: boolean;
  /** Offsets are into the text without its byte order mark. */
  readonly nodes: ReadonlyMap<ImageKey, { readonly pair: Pair; readonly value: Scalar }>;
  readonly flow: boolean;
}

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
 * Reads the text of a release file strictly, collecting every problem.
 *
 * @throws UserError with all problems at once
 */
export function parseReleaseText(text: string, path: string): ParsedRelease {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  const reader = new Reader(path);
  const parsed = reader.read(body);
  requireNone(reader.inOrder());
  // without a problem there is a value
  return parsed as ParsedRelease;
}

class Reader {
  private readonly problems: { offset: number; problem: Problem }[] = [];
  private readonly lines = new LineCounter();

  constructor(private readonly path: string) {}

  read(text: string): ParsedRelease | undefined {
    const documents = parseAllDocuments(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      keepSourceTokens: true,
      lineCounter: this.lines,
      prettyErrors: false,
    });
    if (!Array.isArray(documents) || documents.length === 0) return this.empty();
    const document = documents[0] as Document.Parsed;
    if (documents.length > 1) {
      const second = documents[1] as Document.Parsed;
      this.add(second.range[0], 'RELEASE_SEVERAL_DOCUMENTS', 'a second YAML document begins here', {
        why: 'a release file names one image, and which document counts would be a guess',
        fix: 'keep one document, and a file for each release',
      });
      return undefined;
    }
    for (const error of document.errors) {
      this.add(error.pos[0], 'RELEASE_NOT_YAML', `this is not YAML: ${error.message}`, {
        why:
          error.code === 'TAB_AS_INDENT'
            ? 'YAML does not allow tabs as indentation'
            : 'the file has to be read the same way by every tool',
        fix: error.code === 'TAB_AS_INDENT' ? 'indent with spaces' : 'mend the line',
      });
    }
    if (this.problems.length > 0) return undefined;
    if (document.contents === null || isBlankScalar(document.contents)) return this.empty();
    return this.readTop(document.contents);
  }

  /** The problems as they stand in the file. */
  inOrder(): Problem[] {
    return [...this.problems].sort((a, b) => a.offset - b.offset).map(({ problem }) => problem);
  }

  private readTop(contents: unknown): ParsedRelease | undefined {
    const top = this.readMap(contents, 'the release file', TOP_KEYS, {
      why: 'a release file is a map, and it knows only: image, movingTags, allowMovingTag',
      example: "begin with 'image:' and put 'repository:' and 'tag:' below it",
    });
    if (!top) return undefined;
    const imagePair = top.get('image');
    if (!imagePair) {
      this.add(0, 'RELEASE_KEY_MISSING', "there is no 'image'", {
        why: 'the image is what a release file is for',
        fix: "add 'image:', and below it 'repository:' and 'tag:'",
      });
    }
    const policy = {
      movingTags: this.readStrings(top.get('movingTags'), 'movingTags'),
      allowMovingTag: this.readBoolean(top.get('allowMovingTag'), 'allowMovingTag'),
    };
    if (!imagePair) return undefined;
    const map = this.readMap(imagePair.value, "'image'", IMAGE_KEYS, {
      why: 'the release file names one image, so it knows only: repository, tag, digest',
      example: "put 'repository:' and 'tag:' below 'image:', indented",
      at: offsetOf(imagePair.key),
    });
    if (!map) return undefined;
    const nodes = new Map<ImageKey, { pair: Pair; value: Scalar }>();
    for (const key of IMAGE_KEYS) {
      const pair = map.get(key);
      const value = pair && this.readScalar(pair, key);
      if (pair && value) {
        const { code, fault, fix } = FAULTS[key];
        const why = fault(value.value as string);
        if (why !== undefined)
          this.add(offsetOf(value), code, `the ${key} '${value.value}' ${why}`, { why: grammar(key), fix });
        nodes.set(key, { pair, value });
      }
    }
    if (!map.has('repository')) {
      this.add(offsetOf(imagePair.key), 'RELEASE_KEY_MISSING', "'image' has no 'repository'", {
        why: 'without a repository there is no image to run',
        fix: "add 'repository:' below 'image:'",
      });
    }
    if (this.problems.length > 0) return undefined;
    const text = (key: ImageKey) => nodes.get(key)?.value.value as string | undefined;
    const image = new ImageReference({
      repository: text('repository') ?? '',
      tag: text('tag'),
      digest: text('digest'),
    });
    const at = nodes.get('tag') ?? nodes.get('repository');
    const offset = offsetOf(at?.value);
    const problem = findVersionProblem(image, policy, this.place(offset));
    if (problem) this.problems.push({ offset, problem });
    return { image, ...policy, nodes, flow: isMap(imagePair.value) && imagePair.value.flow === true };
  }

  /** The pairs of a map by key, every unknown and duplicate key reported. */
  private readMap(
    node: unknown,
    name: string,
    known: readonly string[],
    { why, example, at }: { why: string; example: string; at?: number },
  ): Map<string, Pair> | undefined {
    if (this.isIndirect(node, name)) return undefined;
    if (!isMap(node)) {
      this.add(at ?? offsetOf(node), 'RELEASE_WRONG_TYPE', `${name} is ${describe(node)}, not a map`, {
        why,
        fix: example,
      });
      return undefined;
    }
    const pairs = new Map<string, Pair>();
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
      const offset = offsetOf(pair.key);
      if (key === undefined || !known.includes(key)) {
        const guess = key === undefined ? undefined : didYouMean(key, known);
        this.add(offset, 'RELEASE_UNKNOWN_KEY', `unknown key '${key ?? String(pair.key)}'`, {
          why,
          fix: guess ? `rename '${key}' to '${guess}' and give it one value` : `delete '${key ?? String(pair.key)}'`,
        });
      } else if (pairs.has(key)) {
        const first = this.lines.linePos(offsetOf(pairs.get(key)?.key)).line;
        this.add(offset, 'RELEASE_DUPLICATE_KEY', `'${key}' stands here again`, {
          why: `it already stands in line ${first}, and which of them counts would be a guess`,
          fix: 'keep one of them',
        });
      } else {
        pairs.set(key, pair);
      }
    }
    return pairs;
  }

  private readScalar(pair: Pair, key: string): Scalar | undefined {
    const node = pair.value;
    if (this.isIndirect(node, `'${key}'`)) return undefined;
    if (isBlankScalar(node) || node === null) {
      this.add(offsetOf(pair.key), 'RELEASE_VALUE_MISSING', `'${key}' has no value`, {
        why: 'an empty value would be left out of the image reference without a word',
        fix: `give '${key}' a value or delete the line`,
      });
      return undefined;
    }
    if (!isScalar(node)) {
      this.add(offsetOf(node), 'RELEASE_WRONG_TYPE', `'${key}' is ${describe(node)}, not one value`, {
        why: 'the release file names one image',
        fix: `write one value behind '${key}:'`,
      });
      return undefined;
    }
    if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
      this.add(offsetOf(node), 'RELEASE_NOT_PLAIN', `'${key}' is a block of text`, {
        why: 'bump and bots change the value in its line',
        fix: `write the value behind '${key}:', in the same line`,
      });
      return undefined;
    }
    return node;
  }

  private readBoolean(pair: Pair | undefined, key: string): boolean {
    if (!pair) return false;
    const value = this.readScalar(pair, key)?.value;
    if (value !== undefined && value !== 'true' && value !== 'false') {
      this.add(offsetOf(pair.value), 'RELEASE_WRONG_TYPE', `'${key}' is '${value}'`, {
        why: 'it is a yes or a no',
        fix: 'write true or false',
      });
    }
    return value === 'true';
  }

  private readStrings(pair: Pair | undefined, key: string): string[] {
    if (!pair) return [];
    if (this.isIndirect(pair.value, `'${key}'`)) return [];
    if (!isSeq(pair.value)) {
      this.add(
        offsetOf(pair.value ?? pair.key),
        'RELEASE_WRONG_TYPE',
        `'${key}' is ${describe(pair.value)}, not a list`,
        {
          why: 'it lists the tags that move',
          fix: `write ${key}: [main, edge]`,
        },
      );
      return [];
    }
    const tags: string[] = [];
    for (const item of pair.value.items) {
      const fault = isScalar(item) ? tagFault(String(item.value)) : `is ${describe(item)}`;
      if (fault === undefined) tags.push(String((item as Scalar).value));
      else {
        this.add(offsetOf(item), 'RELEASE_TAG_INVALID', `a tag in '${key}' ${fault}`, {
          why: grammar('tag'),
          fix: 'list tags, for example [main, edge]',
        });
      }
    }
    return tags;
  }

  /** Anchors, aliases and explicit tags say one thing in two places or change its type: neither can be edited in place. */
  private isIndirect(node: unknown, name: string): boolean {
    const anchor = (node as { anchor?: string } | null)?.anchor;
    const tag = (node as { tag?: string } | null)?.tag;
    if (!isAlias(node) && anchor === undefined && tag === undefined) return false;
    const kind = isAlias(node) ? 'an alias' : anchor !== undefined ? 'an anchor' : `the YAML tag ${tag}`;
    this.add(offsetOf(node), 'RELEASE_NOT_PLAIN', `${name} has ${kind}`, {
      why: 'bump and bots change a value where it stands, so it has to stand in one place',
      fix: 'write the value itself',
    });
    return true;
  }

  private empty(): undefined {
    this.add(0, 'RELEASE_EMPTY', 'there is nothing in it', {
      why: 'a release file names the image that every workload runs',
      fix: "write 'image:', and below it 'repository:' and 'tag:'",
    });
    return undefined;
  }

  private add(offset: number, code: string, what: string, { why, fix }: { why: string; fix: string }): void {
    this.problems.push({ offset, problem: { code, what: `${this.place(offset)}: ${what}`, why, fix } });
  }

  private place(offset: number): string {
    return `${this.path}:${Math.max(1, this.lines.linePos(offset).line)}`;
  }
}

function grammar(key: ImageKey): string {
  return `this is the OCI distribution grammar of a ${key}`;
}

function offsetOf(node: unknown): number {
  return (node as { range?: readonly [number, number, number] } | null | undefined)?.range?.[0] ?? 0;
}

function isBlankScalar(node: unknown): boolean {
  return isScalar(node) && node.type === 'PLAIN' && (node.source ?? '') === '';
}

function describe(node: unknown): string {
  if (isSeq(node)) return 'a list';
  if (isMap(node)) return 'a map';
  if (node === null || node === undefined || isBlankScalar(node)) return 'empty';
  return 'text';
}
