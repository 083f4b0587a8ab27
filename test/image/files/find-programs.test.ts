import { findPrograms } from '../../../src/image/files/find-programs';
import type { ImageFiles } from '../../../src/image/files/image-files';
import { LayeredFiles } from '../../../src/image/files/layered-files';
import { type ElfOptions, elfFile } from '../facts/elf-file';
import { factsOf } from '../facts/facts-of';
import { type FakeEntry, fakeLayer } from './fake-layer';

function elf(path: string, options: ElfOptions = {}, more: Partial<FakeEntry> = {}): FakeEntry {
  return { path, facts: factsOf(elfFile(options)), ...more };
}

async function find(...entries: readonly FakeEntry[]): Promise<string[]> {
  const programs = await findPrograms(new LayeredFiles([fakeLayer(entries).open], []));
  return programs.map(({ path }) => path);
}

describe('the programs of an image', () => {
  const loader = '/lib64/ld-linux-x86-64.so.2';

  test.each<[FakeEntry, boolean, string]>([
    [elf('web'), true, 'a static program'],
    [elf('web', { type: 'shared' }), true, 'a static one that may lie anywhere in memory'],
    [elf('web', { type: 'shared', interpreter: loader, needed: ['libc.so.6'] }), true, 'a dynamic program'],
    [elf('run.sh', {}, { facts: factsOf('#!/bin/sh\n') }), true, 'a script'],
    [elf('web', {}, { mode: 0o700 }), true, 'one that only its owner may execute'],
    [elf('web', {}, { mode: 0o644 }), false, 'nobody may execute it'],
    [elf('lib/libc.so.6', { type: 'shared', soname: 'libc.so.6' }), false, 'a library'],
    [elf('lib/plugin', { type: 'shared', needed: ['libc.so.6'] }), false, 'a library without a name'],
    [elf('lib/ld-linux.so.2', { type: 'shared' }), false, 'a loader, by the name of its file'],
    [elf('lib/libc.so.6', { type: 'shared', interpreter: loader }), false, 'a library that can be started as well'],
    [elf('main.o', { type: 'object' }), false, 'a part of a program'],
    [elf('notes', {}, { facts: factsOf('words') }), false, 'neither program nor script'],
    [elf('empty', {}, { facts: factsOf('') }), false, 'nothing in it'],
    [{ path: 'unknown' }, false, 'nothing is known of what is in it'],
    [{ path: 'link', target: '/web' }, false, 'a link'],
    [{ path: 'bin', type: 'directory' }, false, 'a folder'],
  ])('%j: %s', async (entry, isProgram, _reason) => {
    expect(await find(entry)).toEqual(isProgram ? [`/${entry.path}`] : []);
  });

  test('are none where not all files are known', async () => {
    const files: ImageFiles = {
      resolve: () => Promise.reject(new Error('nothing is looked up')),
      list: () => Promise.resolve(undefined),
      files: () => Promise.resolve(undefined),
    };
    expect(await findPrograms(files)).toEqual([]);
  });
});
