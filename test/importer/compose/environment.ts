import type { ComposeEnvironment } from '../../../src/importer/compose/compose-environment';
import { parseCompose } from '../../../src/importer/compose/parse-compose';
import { type ComposeObjects, toObjects } from '../../../src/importer/compose/to-objects';

/** The surroundings of a Compose file: its files by their paths. */
export function environment(files: Readonly<Record<string, string>> = {}): ComposeEnvironment {
  return { dotEnv: files['.env'], readFile: (path) => files[path] };
}

/** The objects of a Compose file that stands alone in the folder `bakery`. */
export function imported(text: string, files: Readonly<Record<string, string>> = {}): ComposeObjects {
  return toObjects(parseCompose(text, 'compose.yaml', environment(files)), { file: 'compose.yaml', name: 'bakery' });
}
