const { spawn, spawnSync } = require('node:child_process');
const { closeSync, mkdtempSync, openSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const USAGE = join(__dirname, 'usage.py');
/** Of what a child says on its standard error, so much is kept. */
const SAID_CHARACTERS = 2000;

let running;
// a child is the first of a process group of its own, which ^C in a terminal does not reach
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stop();
    process.exit(130);
  });
}
process.on('exit', stop);

/**
 * Runs a command to its end, or for `budgetSeconds`, when it and all that it started are killed.
 *
 * @param command program and arguments
 * @param output what becomes of its standard output: 'none', or a file descriptor
 * @returns how it ended ('ok', 'failed', 'late' or 'missing'), its wall time and what it said on standard error
 */
function runChild(command, { cwd, env, budgetSeconds, output = 'none' }) {
  return new Promise((resolve) => {
    const begin = process.hrtime.bigint();
    const child = spawn(command[0], command.slice(1), {
      cwd,
      env: childEnv(env),
      detached: true,
      stdio: ['ignore', output === 'none' ? 'ignore' : output, 'pipe'],
    });
    let wallMs;
    let said = '';
    let isLate = false;
    running = child;
    const timer = setTimeout(() => {
      isLate = true;
      stop();
    }, budgetSeconds * 1e3);
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-SAID_CHARACTERS);
    });
    child.on('error', (error) => end(error.code === 'ENOENT' ? 'missing' : 'failed', error.message));
    child.on('exit', () => {
      wallMs = Number(process.hrtime.bigint() - begin) / 1e6;
    });
    child.on('close', (status) => end(isLate ? 'late' : status === 0 ? 'ok' : 'failed', said.trim()));

    function end(outcome, why) {
      clearTimeout(timer);
      running = undefined;
      resolve({ outcome, wallMs, why });
    }
  });
}

/** Runs a command as {@link runChild} does, and gives its standard output too. */
async function readChild(command, options) {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-bench-output-'));
  const file = openSync(join(folder, 'stdout'), 'w');
  try {
    const result = await runChild(command, { ...options, output: file });
    return { ...result, stdout: readFileSync(join(folder, 'stdout'), 'utf8') };
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs a command once more for its CPU time (user and system) and peak memory, which only a process that waits for it
 * is told; so this takes longer by the start of that process, and its wall time is not looked at.
 *
 * @returns undefined where there is no Python, or when the command failed
 */
async function measureUsage(command, options) {
  const { outcome, stdout } = await readChild(['python3', USAGE, ...command], options);
  if (outcome !== 'ok') return undefined;
  const { status, cpuMs, peakBytes } = JSON.parse(stdout);
  return status === 0 ? { cpuMs, peakBytes } : undefined;
}

/** Whether {@link measureUsage} can work here. */
function canMeasureUsage() {
  return spawnSync('python3', ['-c', 'import os; os.wait4, os.waitstatus_to_exitcode']).status === 0;
}

function childEnv(more) {
  const env = { ...process.env, npm_config_update_notifier: 'false', ...more };
  // reading extra certificates takes Node longer than most of what is measured
  delete env.NODE_EXTRA_CA_CERTS;
  return env;
}

function stop() {
  try {
    if (running?.pid) process.kill(-running.pid, 'SIGKILL');
  } catch {
    // it has just ended
  }
}

module.exports = { canMeasureUsage, measureUsage, readChild, runChild };
