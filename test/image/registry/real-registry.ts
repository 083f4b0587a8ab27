import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LOCALHOST_CERTIFICATE } from './localhost-certificate';

/** `open-sesame` for `ali`, as htpasswd -B writes it. */
const HTPASSWD = 'ali:$2y$05$abcdefghijklmnopqrstuutXu9KzOt.1yBoZUeFWoT/914/JfszCO\n';
export const ALI = { username: 'ali', password: 'open-sesame' };

/** Whether the reference implementation of a registry is installed (Debian's package docker-registry). */
export const hasRealRegistry = isInstalled('docker-registry');

/** Whether images can be pushed as people push them. */
export const hasSkopeo = isInstalled('skopeo');

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The title of a test that needs it. */
export function realTitle(title: string): string {
  return hasRealRegistry ? title : `${title} (skipped: no docker-registry)`;
}

/** The title of a test that needs both. */
export function pushedTitle(title: string): string {
  return hasSkopeo ? realTitle(title) : `${title} (skipped: no skopeo)`;
}

export interface RealRegistry {
  readonly host: string;
  stop(): Promise<void>;
}

/** Starts a real registry on this machine with an empty storage. */
export async function startRealRegistry(kind: { password?: boolean; tls?: boolean } = {}): Promise<RealRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-registry-'));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const config = {
    version: '0.1',
    log: { level: 'info' },
    storage: { filesystem: { rootdirectory: join(folder, 'data') } },
    http: {
      addr: '127.0.0.1:0',
      ...(kind.tls && {
        tls: {
          certificate: file('cert.pem', LOCALHOST_CERTIFICATE.cert),
          key: file('key.pem', LOCALHOST_CERTIFICATE.key),
        },
      }),
    },
    ...(kind.password && { auth: { htpasswd: { realm: 'a "test", really', path: file('htpasswd', HTPASSWD) } } }),
  };
  // JSON is YAML
  const child = spawn('docker-registry', ['serve', file('config.yml', JSON.stringify(config))], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stopped = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const host = await listening(child);
  return {
    host,
    stop: async () => {
      child.kill();
      await stopped;
      rmSync(folder, { recursive: true });
    },
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(log)));
    child.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      const [, host] = /listening on (127\.0\.0\.1:\d+)/.exec(log) ?? [];
      if (host !== undefined) resolve(host);
    });
  });
}

/** Pushes an image without layers and returns its digest. */
export async function pushImage(host: string, repository: string, tag: string, login?: string): Promise<string> {
  const headers: Record<string, string> = login === undefined ? {} : { authorization: `Basic ${login}` };
  const base = `http://${host}/v2/${repository}`;
  const config = JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [] }, tag });
  const begun = await fetch(`${base}/blobs/uploads/`, { method: 'POST', headers });
  const upload = new URL(begun.headers.get('location') ?? '', base);
  upload.searchParams.set('digest', sha256(config));
  const octets = { ...headers, 'content-type': 'application/octet-stream' };
  await fetch(upload, { method: 'PUT', body: config, headers: octets });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: sha256(config),
      size: config.length,
    },
    layers: [],
  });
  const put = await fetch(`${base}/manifests/${tag}`, {
    method: 'PUT',
    body: manifest,
    headers: { ...headers, 'content-type': 'application/vnd.oci.image.manifest.v1+json' },
  });
  if (put.status !== 201) throw new Error(`the registry answers ${put.status} to a push: ${await put.text()}`);
  return sha256(manifest);
}

/** Pushes an image of a folder with an OCI layout, all its platforms, with skopeo. */
export async function pushLayout(
  layout: string,
  to: { readonly host: string; readonly repository: string; readonly tag: string },
  login?: { readonly username: string; readonly password: string },
): Promise<void> {
  const credentials = login === undefined ? [] : ['--dest-creds', `${login.username}:${login.password}`];
  const target = `docker://${to.host}/${to.repository}:${to.tag}`;
  const args = ['--insecure-policy', 'copy', '--quiet', '--all', '--dest-tls-verify=false', ...credentials];
  await promisify(execFile)('skopeo', [...args, `oci:${layout}:${to.tag}`, target]);
}

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
