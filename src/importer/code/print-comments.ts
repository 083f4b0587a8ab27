import { printVisible } from './print-visible';

/** What starts a line like this tells a tool what to do, which a comment on a manifest never means. */
const DIRECTIVE = /^\s*(?=@ts-|biome-|prettier-|eslint-|oxlint-)/;

/**
 * Comments as `// …` lines below this much indentation, a text with ends of lines as several.
 *
 * They start one space behind the slashes, whether or not the texts bring that space along.
 */
export function printComments(comments: readonly string[] | undefined, indentation: string): string[] {
  const lines = (comments ?? [])
    .flatMap((comment) => comment.split(/\r\n|[\n\r\u2028\u2029]/))
    .map((line) => printVisible(line.replaceAll('\t', ' ')).trimEnd());
  const space = lines.every((line) => line === '' || line.startsWith(' ')) ? '' : ' ';
  return lines.map((line) => `${indentation}//${line && space}${line.replace(DIRECTIVE, '$&# ')}`);
}
