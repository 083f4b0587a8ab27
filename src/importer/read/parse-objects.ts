import { parseManifests } from '../../manifest/parse-manifests';
import type { ImportedObject } from '../imported-object';
import { commentsOf } from './comments-of';
import { findObjectLines } from './object-lines';
import { SourceLines } from './source-lines';
import { textOf } from './text-of';

/**
 * The objects in a YAML or JSON text, in their order, each with its own text and its comments. A `kind: List` is its
 * items; comments of the list itself belong to none of them. Those in the lines of an item in brackets are left out too.
 *
 * @param file for places and messages only
 * @throws UserError MANIFEST_…, all problems of the text at once
 */
export function parseObjects(text: string, file: string): ImportedObject[] {
  const objects = parseManifests(text, file);
  const [first] = objects;
  if (first === undefined) return [];
  const lines = new SourceLines(first.source.text);
  return objects.map((object) => {
    const range = findObjectLines(object, lines);
    let own: string | undefined;
    return {
      manifest: object.manifest,
      place: object.place,
      file,
      // only of what stays YAML it is asked for, and it takes as long as reading the object
      get text() {
        own ??= textOf(object, range, lines);
        return own;
      },
      comments: range === undefined ? new Map() : commentsOf(object, range, lines),
      lineOf: (path) => object.lineOf(path),
    };
  });
}
