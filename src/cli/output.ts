/** A result: what a script reads. Goes to standard output. */
export function printResult(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** A result as JSON, two spaces deep. What steers a terminal is escaped, also where JSON would let it stand. */
export function printJson(value: unknown): void {
  printResult(
    JSON.stringify(value, null, 2).replace(/\p{Cc}/gu, (letter) => (letter === '\n' ? letter : printEscape(letter))),
  );
}

function printEscape(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Talk: what a person reads and a pipe does not want. Goes to standard error. */
export function say(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** The answer is no: the process ends with 1 when it has said why. */
export function answerNo(): void {
  process.exitCode = 1;
}

/** Whether a stream takes colours: a terminal, unless NO_COLOR says otherwise. */
export function hasColor(stream: { readonly isTTY?: boolean }): boolean {
  if (process.env.NO_COLOR) return false;
  return process.env.FORCE_COLOR ? process.env.FORCE_COLOR !== '0' : stream.isTTY === true;
}
