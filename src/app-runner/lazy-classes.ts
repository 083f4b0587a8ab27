/** A class of what `cdk8s import` generates, as jsii compiles it: from its first line to its group, version and kind. */
const CLASS =
  /^class (\w+)(?: extends cdk8s_1\.ApiObject)? \{\n[\s\S]*?^\}\nexports\.\1 = \1;\n(_\w+) = JSII_RTTI_SYMBOL_1;\n\1\[\2\] = \{.*\};\n\s*(?:\1\.GVK = \{\n(?: .*\n)*\};\n)?/gm;
const COMMENT = /^ *\/\*\*[\s\S]*?\*\/$|^ *\/\/.*$|^ *\/\*.*\*\/$/gm;
/** Where the classes begin. */
const HEAD = '\nObject.defineProperty(exports, "__esModule", { value: true });\n';
const LAZY = `const lockstepLazy = (name, make) => Object.defineProperty(exports, name, {
    enumerable: true,
    configurable: true,
    get: () => { const value = make(); lockstepKeep(name, value); return value; },
    set: (value) => lockstepKeep(name, value),
});
const lockstepKeep = (name, value) =>
    Object.defineProperty(exports, name, { value, enumerable: true, configurable: true, writable: true });
`;

/**
 * The module of all kinds of Kubernetes in cdk8s-plus, of which an app uses a few: each class is made when it is first asked
 * for. A text that is not of that form, or where one class needs another, is left as it is.
 *
 * @param text CommonJS
 */
export function makeClassesLazy(text: string): string {
  // most of it, and nothing that is run
  const code = text.replace(COMMENT, '');
  const names = [...code.matchAll(/^class (\w+)/gm)].map(([, name]) => name as string);
  const [before, after, ...more] = code.split(HEAD);
  if (names.length === 0 || after === undefined || more.length > 0) return text;
  const others = new RegExp(`(?<![\\w$])(?:${names.join('|')})(?![\\w$])`, 'g');
  const lazy: string[] = [];
  const rest = after.replace(CLASS, (block, name: string) => {
    const inner = block.replace(`\nexports.${name} = ${name};\n`, '\n');
    lazy.push(inner);
    return `lockstepLazy("${name}", () => {\n${inner}return ${name};\n});\n`;
  });
  if (lazy.length !== names.length) return text;
  const isAlone = lazy.every((inner, index) => {
    const found = withoutText(inner).match(others) ?? [];
    return found.every((name) => name === names[index]);
  });
  const between = withoutText(rest.replace(/^lockstepLazy\([\s\S]*?^\}\);\n/gm, '')).replace(/\bexports\.\w+/g, '');
  return isAlone && !others.test(between) ? before + HEAD + LAZY + rest : text;
}

/** The code without quoted words. */
function withoutText(code: string): string {
  return code.replace(/"[^"\n]*"|'[^'\n]*'/g, '""');
}
