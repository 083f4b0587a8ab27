import { expandValue } from './expand-words';
import type { Place, ShellCall, ShellRun, Status } from './shell-run';
import { parseAssignment, type Word } from './shell-script';
import type { ShellState } from './shell-state';

/** What a command that is built into the shell does to what is known of it. */
export type Builtin = (call: ShellCall, state: ShellState, place: Place, run: ShellRun) => Status;

/** `export NAME=value` and its like: their words are assignments, so values are not split. */
export const declare: Builtin = ({ name: builtin, words }, state, _place, run) => {
  const options = (words ?? []).flatMap((word) => optionOf(word) ?? []).join('');
  const declared = words
    ?.filter((word) => optionOf(word) === undefined)
    .map((word) => {
      const assignment = parseAssignment(word);
      if (!assignment) return { name: nameOf(word), value: undefined, isSet: false };
      const isPlain = !assignment.isAppended && /^[xrg]*$/.test(options);
      return {
        name: assignment.name,
        value: isPlain ? expandValue(assignment.value, state, run.budget) : undefined,
        isSet: true,
      };
    });
  if (!declared || declared.some(({ name }) => name === undefined)) {
    state.forgetVariables();
    return 'success';
  }
  const isExported = builtin === 'export' ? !options.includes('n') : options.includes('x');
  for (const { name = '', value, isSet } of declared) {
    if (isSet) state.set(name, value);
    if (isExported) state.exported.add(name);
    else if (builtin === 'export') state.exported.delete(name);
  }
  return 'success';
};

/** The letters of `-x`. */
function optionOf({ parts: [part] }: Word): string | undefined {
  return part?.kind === 'text' && /^[-+]/.test(part.text) ? part.text.slice(1) : undefined;
}

function nameOf({ parts }: Word): string | undefined {
  const [part] = parts;
  return parts.length === 1 && part?.kind === 'text' && /^[A-Za-z_]\w*$/.test(part.text) ? part.text : undefined;
}
