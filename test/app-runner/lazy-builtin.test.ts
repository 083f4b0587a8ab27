import { runInThisContext } from 'node:vm';
import { lazyBuiltin } from '../../src/app-runner/lazy-builtin';

/** The lazy module. */
function load(name: string) {
  const exports: Record<string, unknown> = {};
  runInThisContext(`(function(exports){${lazyBuiltin(name)}})`)(exports);
  return exports;
}

test.each(['child_process', 'crypto'])('%s that is loaded late has the members of the real one', (name) => {
  const real = require(`node:${name}`);
  const lazy = load(name);
  expect(Object.keys(lazy)).toEqual(Object.keys(real));
  for (const [member, value] of Object.entries(lazy)) expect(typeof value).toBe(typeof real[member]);
});

describe('a function that is loaded late', () => {
  const { createHash, Hash, randomBytes } = load('crypto') as unknown as typeof import('node:crypto');
  const real = require('node:crypto') as typeof import('node:crypto');

  test('does what it does', () => {
    expect(createHash('sha256').update('a').digest('hex')).toBe(real.createHash('sha256').update('a').digest('hex'));
    expect(randomBytes(3)).toHaveLength(3);
  });

  test('has the properties of the real one', () => {
    const { promisify } = require('node:util') as typeof import('node:util');
    const { exec } = load('child_process') as unknown as typeof import('node:child_process');
    const custom = promisify.custom as unknown as keyof typeof exec;
    expect(exec[custom]).toBe((require('node:child_process') as typeof import('node:child_process')).exec[custom]);
    expect(createHash.name).toBe('createHash');
    expect(Object.keys(createHash)).toEqual([]);
  });

  test('is a class where the real one is', () => {
    expect(real.createHash('md5')).toBeInstanceOf(Hash);
    class Own extends (load('child_process').ChildProcess as typeof import('node:child_process').ChildProcess) {}
    expect(new Own()).toBeInstanceOf(Own);
    expect(new Own()).toBeInstanceOf(
      (require('node:child_process') as typeof import('node:child_process')).ChildProcess,
    );
  });
});
