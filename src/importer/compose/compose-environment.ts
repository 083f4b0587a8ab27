/** What a Compose file may take from its surroundings. The variables of the process are never among it. */
export interface ComposeEnvironment {
  /** The text of the `.env` file beside the Compose file. */
  readonly dotEnv?: string | undefined;
  /** What Compose would call the project if the file did not: the name of its folder. */
  readonly projectName?: string | undefined;
  /** The text of a file, its path relative to the folder of the Compose file; undefined when it cannot be read. */
  readFile(path: string): string | undefined;
}
