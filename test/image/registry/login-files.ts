import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const homes: string[] = [];

afterAll(() => {
  for (const home of homes.splice(0)) rmSync(home, { recursive: true });
});

/** A folder that is nobody's home yet; it goes when the tests of a file are over. */
export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'lockstep-home-'));
  homes.push(home);
  return home;
}

/** Writes files below a home; objects as JSON. */
export function writeHome(files: Readonly<Record<string, unknown>>, home = newHome()): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return home;
}

/** The environment of someone with this `~/.docker/config.json` and no other logins. */
export function dockerHome(config: unknown): { readonly HOME: string; readonly PATH: string } {
  return { HOME: writeHome({ '.docker/config.json': config }), PATH: process.env.PATH ?? '' };
}

/** Puts a program `docker-credential-<name>` first on the PATH; `script` is a shell's. */
export function withHelper<T extends { PATH: string; HOME: string }>(env: T, name: string, script: string): T {
  const folder = join(env.HOME, 'bin');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `docker-credential-${name}`);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return { ...env, PATH: `${folder}${delimiter}${env.PATH}` };
}

/** Base64 of `user:password`. */
export function basic(username: string, password: string): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}
