/**
 * A module of cdk8s that loads a package only when it first uses it. The text is left as it is when the package is used in
 * any other way than by its members.
 *
 * @param text CommonJS, as jsii compiles it
 * @param variable what the module calls the package: `YAML`
 */
export function makeRequireLazy(text: string, variable: string): string {
  const statement = new RegExp(`^const ${variable} = __importStar\\((require\\("[^"]+"\\))\\);$`, 'm');
  const rest = text.replace(statement, '');
  if (rest === text || new RegExp(`(?<![\\w$.])${variable}(?!\\.\\w)`).test(withoutComments(rest))) return text;
  return text.replace(statement, `const ${variable} = new Proxy({}, { get: (_, name) => $1[name] });`);
}

function withoutComments(code: string): string {
  return code.replace(/^ *(?:\/\/|\/?\*).*$/gm, '');
}
