/** What `process.exit()` does in an app that runs inside another command: it ends the app, not the command. */
export class AppExit extends Error {
  constructor(readonly status: number) {
    super(`the app ended with ${status}`);
  }
}

/** Makes `process.exit()` throw an {@link AppExit} until the returned function is called. */
export function catchExit(): () => void {
  const { exit } = process;
  process.exit = (status) => {
    throw new AppExit(Number(status ?? process.exitCode ?? 0));
  };
  return () => {
    process.exit = exit;
  };
}
