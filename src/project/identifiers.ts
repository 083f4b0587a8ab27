/** Words that TypeScript, CommonJS or the generated file itself keeps. */
const TAKEN = new Set(
  (
    'app arguments async await break case catch class const continue debugger default delete do else enum escape eval ' +
    'export exports extends false finally for function global globalThis if implements import in instanceof interface ' +
    'isFinite isNaN let module new null package parseFloat parseInt private process protected public readFileSync ' +
    'require return static super switch this throw true try typeof undefined unescape var void while with yield'
  ).split(' '),
);

/** Gives out names for the constants of one file. */
export class Identifiers {
  private readonly used = new Set<string>();

  /**
   * A name that is still free: `gifcreator-worker` becomes `gifcreatorWorker`.
   *
   * @param label a DNS label; what is none is hardly a name
   * @param instead what to call it when TypeScript keeps that word, or the label is too long or no name
   */
  claim(label: string, instead: string, maxLength: number): string {
    const camel = label.replace(/-+(.)/g, (_match, letter: string) => letter.toUpperCase());
    const isUsable = /^[a-z]\w*$/.test(camel) && camel.length <= maxLength && !TAKEN.has(camel);
    const wanted = isUsable ? camel : instead;
    let name = wanted;
    for (let count = 2; this.used.has(name); count++) name = `${wanted}${count}`;
    this.used.add(name);
    return name;
  }
}
