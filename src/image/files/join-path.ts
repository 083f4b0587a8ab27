/** The path of a name in a folder, both without slashes at the ends; the root is an empty text. */
export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
