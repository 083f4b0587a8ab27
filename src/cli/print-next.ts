/** The command that comes after a project was written, to be pasted into a shell. */
export function printNext(folder: string): string {
  const quoted = /^[\w./:@%+,-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", "'\\''")}'`;
  return `${folder === '.' ? '' : `cd ${quoted} && `}npm install && npm run synth`;
}
