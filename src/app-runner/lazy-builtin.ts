const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
/** What is done to a function, and has to be done to the real one. */
const TRAPS = ['apply', 'construct', 'get', 'getPrototypeOf', 'has'];

/**
 * A module of Node's as source text, which is loaded when one of its functions is called or asked for anything; members
 * that are no functions load it when they are read.
 */
export function lazyBuiltin(name: string): string {
  const members = Object.entries(Object.getOwnPropertyDescriptors(require(`node:${name}`)));
  return [
    `const load=()=>globalThis.process.getBuiltinModule('${name}');`,
    'const lazy=(member)=>{const traps={};',
    `for(const trap of ${JSON.stringify(TRAPS)})traps[trap]=(_,...rest)=>Reflect[trap](load()[member],...rest);`,
    // a bound function can be called and made with new, and has no property of its own that would have to stay
    'return new Proxy(function(){}.bind(),traps)};',
    'const define=(member,enumerable,rest)=>Object.defineProperty(exports,member,{enumerable,configurable:true,...rest});',
    ...members
      .filter(([member]) => IDENTIFIER.test(member))
      .map(([member, { value, enumerable }]) => {
        const rest =
          typeof value === 'function' ? `{value:lazy('${member}'),writable:true}` : `{get:()=>load().${member}}`;
        return `define('${member}',${enumerable},${rest});`;
      }),
  ].join('');
}
