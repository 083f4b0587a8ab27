const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const os = require('node:os');
const { ROOT } = require('./workspace');

/** The machine and what is measured on it, a line for each; and how busy it was with other things. */
function describeMachine(peers) {
  const cpus = os.cpus();
  const versions = peers.filter(({ missing }) => !missing).map(({ name, version }) => `${name} ${version}`);
  return [
    `${cpus.length} × ${cpus[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB of memory`,
    `${systemName()}, kernel ${os.release()}, load average ${os.loadavg()[0].toFixed(1)} before the first run`,
    `${new Date().toISOString().slice(0, 10)}${commit()}, Node ${process.version}`,
    ...versions,
  ];
}

function systemName() {
  try {
    const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'));
    if (name) return name[1];
  } catch {
    // not a Linux
  }
  return `${os.type()} ${os.arch()}`;
}

function commit() {
  const git = (...words) => spawnSync('git', ['-C', ROOT, ...words], { encoding: 'utf8' });
  const { status, stdout } = git('rev-parse', '--short', 'HEAD');
  if (status !== 0) return '';
  const isChanged = git('status', '--porcelain', '--', 'src', 'package.json').stdout !== '';
  return `, commit ${stdout.trim()}${isChanged ? ' with changes' : ''}`;
}

module.exports = { describeMachine };
