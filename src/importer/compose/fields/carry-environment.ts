import { posix } from 'node:path';
import type { ServiceDraft } from '../objects/service-draft';
import { parseDotenv } from '../variables/parse-dotenv';
import { type ComposeNode, findField, itemsOf, mapOf, textOf } from '../yaml/compose-node';
import type { FieldHandler } from './field-handler';
import { isTrue } from './is-true';

// https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
const NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const FROM_SHELL =
  'docker compose takes them from .env or from the shell that starts it; neither has them here, so the containers start without them';

/** `environment`: a map, or a list of `NAME=value`. A name without a value is taken from the `.env` file. */
export const carryEnvironment: FieldHandler = ({ value }, draft) => {
  if (value.kind === 'map') {
    for (const [name, entry] of value.entries) carryVariable(draft, name, textOf(entry.value), entry.place);
    return;
  }
  for (const item of itemsOf(value)) {
    const text = textOf(item) ?? '';
    const equals = text.indexOf('=');
    if (equals === -1) carryVariable(draft, text, undefined, item.place);
    else carryVariable(draft, text.slice(0, equals), text.slice(equals + 1), item.place);
  }
};

/** `env_file`: a path, or a list of paths; what is in them is less than what `environment` says. */
export const carryEnvFile: FieldHandler = ({ place, value }, draft) => {
  for (const item of value.kind === 'list' ? value.items : [value]) carryFile(item, place, draft);
};

function carryFile(item: ComposeNode, place: string, draft: ServiceDraft): void {
  const map = mapOf(item);
  const path = textOf(map ? findField(map, 'path') : item);
  if (path === undefined) return;
  if (map) draft.noteRest(map, 'env_file', ['path', 'required', 'format']);
  const text = draft.context.compose.environment.readFile(posix.normalize(path));
  if (text === undefined) {
    const required = findField(map, 'required');
    const isOptional = required !== undefined && !isTrue(required);
    const why = isOptional
      ? 'it is not there, and need not be'
      : 'it cannot be read, and docker compose would refuse to start without it: its variables are missing';
    draft.note(place, 'env_file', why, path);
    return;
  }
  const { variables } = draft.context.compose;
  if (textOf(findField(map, 'format')) === 'raw') {
    for (const [, name = '', given = ''] of text.matchAll(/^([^=#\s][^=\r\n]*)=([^\r\n]*)/gm))
      carryFileVariable(draft, name, given, place);
    return;
  }
  const { values, unset, brokenLines } = parseDotenv(text, variables);
  for (const [name, given] of values) carryFileVariable(draft, name, given, place);
  if (unset.length > 0) {
    draft.note(
      place,
      `env_file ${path}`,
      'its values take variables that nothing sets; nothing stands in their place',
      unset.join(', '),
    );
  }
  if (brokenLines.length > 0) {
    draft.note(
      place,
      `env_file ${path}`,
      'there are lines in it that are not NAME=value; they are left out',
      `line ${brokenLines.join(', ')}`,
    );
  }
}

function carryFileVariable(draft: ServiceDraft, name: string, given: string | undefined, place: string): void {
  const value = given ?? draft.context.compose.variables.get(name);
  if (value === undefined) noteMissing(draft, name, place);
  else if (isName(draft, name, place)) draft.fileEnvironment.set(name, value);
}

function carryVariable(draft: ServiceDraft, name: string, given: string | undefined, place: string): void {
  const value = given ?? draft.context.compose.variables.get(name);
  if (value === undefined) noteMissing(draft, name, place);
  else if (isName(draft, name, place)) draft.environment.set(name, value);
}

/** One note for the whole file: the services of one image often share a long list of names. */
function noteMissing(draft: ServiceDraft, name: string, place: string): void {
  draft.context.notes.add({ place, topic: 'environment variables without a value:', detail: name, why: FROM_SHELL });
}

function isName(draft: ServiceDraft, name: string, place: string): boolean {
  if (NAME.test(name)) return true;
  draft.note(
    place,
    'environment',
    'Kubernetes takes no variable of this name: letters, digits, _ . and - only, no digit first',
    JSON.stringify(name),
  );
  return false;
}
