import type { Instruction } from '../grammar/instruction';

const MOST_SHOWN = 60;

/** An instruction as people know it again: `COPY --from=build /out/web /web`. Secrets in addresses are left out. */
export function showInstruction({ keyword, flags, rest }: Instruction): string {
  const from = flags.filter(([name]) => name === 'from').map(([, value]) => ` --from=${value}`);
  const plain = rest
    .replace(/\s+/g, ' ')
    .replace(/([a-z][a-z0-9+.-]*:\/\/)(?:[^/@\s"]*@)?([^\s"?#]*)[^\s"]*/gi, '$1$2');
  const text = `${keyword}${from.join('')} ${plain}`;
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text;
}
