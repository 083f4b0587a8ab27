const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync } = require('node:fs');
const { join } = require('node:path');
const { PEERS } = require('./workspace');

/** Programs in Go, with the last versions that Go 1.26 builds. */
const GO_PROGRAMS = ['sigs.k8s.io/kustomize/kustomize/v5@v5.8.1', 'helm.sh/helm/v3/cmd/helm@v3.22.0'];
/** What `cdk8s init typescript-app` asks for. */
const PACKAGES = ['ts-node@10.9.2', 'typescript@5.9.3'];
/** Where Go is when it is not on the PATH. */
const GO = '/usr/local/go/bin/go';

/** Installs peers into a folder of their own, and says what could not be. @returns whether all could */
function installPeers(say) {
  const bin = join(PEERS, 'bin');
  mkdirSync(bin, { recursive: true });
  const go = existsSync(GO) ? GO : 'go';
  const steps = [
    ...GO_PROGRAMS.map((program) => [go, 'install', program]),
    ['npm', 'install', '--prefix', PEERS, '--no-audit', '--no-fund', '--save-exact', ...PACKAGES],
  ];
  const failed = steps.filter(([command, ...words]) => {
    say(`${command} ${words.join(' ')}`);
    const { status } = spawnSync(command, words, { stdio: 'inherit', cwd: PEERS, env: { ...process.env, GOBIN: bin } });
    return status !== 0;
  });
  for (const words of failed) say(`failed: ${words.join(' ')}`);
  return failed.length === 0;
}

module.exports = { installPeers };
