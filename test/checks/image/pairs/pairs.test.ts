import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asList } from '../../../../src/manifest/manifest';
import { ARGO_CD_PAIRS } from './argo-cd-pairs';
import { ARGUMENT_PAIRS } from './argument-pairs';
import { CAPABILITY_PAIRS } from './capability-pairs';
import { checkPair, podSpecOf, writeImages } from './check-pair';
import { COMMAND_PAIRS } from './command-pairs';
import { containerProcess } from './container-process';
import { ENTRYPOINT_PAIRS } from './entrypoint-pairs';
import { INTERPRETER_PAIRS } from './interpreter-pairs';
import { LAYER_PAIRS } from './layer-pairs';
import { LIBRARY_PAIRS } from './library-pairs';
import { OPERAND_PAIRS } from './operand-pairs';
import type { ImagePlan, Pair } from './pair';
import { PERMISSION_PAIRS } from './permission-pairs';
import { PLATFORM_PAIRS } from './platform-pairs';
import { POD_PAIRS } from './pod-pairs';
import { PROGRAM_PAIRS } from './program-pairs';
import { GLIBC_MISSING } from './programs';
import { SCRIPT_PAIRS } from './script-pairs';
import { SHELL_PAIRS } from './shell-pairs';
import { findMissingTool, layVolumes, startInRoot, unpackImage } from './unpacked-image';
import { USER_PAIRS } from './user-pairs';
import { VOLUME_PAIRS } from './volume-pairs';
import { WRAPPER_PAIRS } from './wrapper-pairs';

const PAIRS: readonly Pair[] = [
  ...COMMAND_PAIRS,
  ...ARGUMENT_PAIRS,
  ...PROGRAM_PAIRS,
  ...LIBRARY_PAIRS,
  ...SCRIPT_PAIRS,
  ...ENTRYPOINT_PAIRS,
  ...OPERAND_PAIRS,
  ...INTERPRETER_PAIRS,
  ...USER_PAIRS,
  ...PERMISSION_PAIRS,
  ...CAPABILITY_PAIRS,
  ...LAYER_PAIRS,
  ...PLATFORM_PAIRS,
  ...VOLUME_PAIRS,
  ...WRAPPER_PAIRS,
  ...SHELL_PAIRS,
  ...ARGO_CD_PAIRS,
  ...POD_PAIRS,
];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-pair-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what is said about an image and a pod', () => {
  test.each(PAIRS)('$name', async (pair) => {
    const layout = join(folder, 'layout');
    await writeImages(pair, layout);
    expect(await checkPair(pair, layout)).toEqual(pair.says);
  });

  test('says of what starts that it does, and of what fails that it does not', () => {
    const tried = PAIRS.filter(({ really }) => typeof really === 'string');
    const wrong = tried.filter(({ says, really }) => {
      const outcomes = says.map((text) => text.split(' ', 1)[0]);
      if (outcomes.includes('fail')) return really === 'starts';
      return !outcomes.includes('unknown') && really !== 'starts';
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(new Set(PAIRS.map(({ name }) => name)).size).toBe(PAIRS.length);
  });
});

const missing = findMissingTool();
const skipped = (why: string | undefined) => (why === undefined ? '' : ` (skipped: ${why})`);

describe(`what comes of it when it is started${skipped(missing)}`, () => {
  const tried = PAIRS.filter(({ really }) => typeof really === 'string');
  const glibc = GLIBC_MISSING === undefined ? undefined : `no ${GLIBC_MISSING} of Debian's`;
  let count = 0;

  const run = async (pair: Pair) => {
    const layout = join(folder, 'layout');
    await writeImages(pair, layout);
    expect(start(pair, layout)).toBe(pair.really);
    count += 1;
  };
  const testOf = (why: string | undefined) => (why === undefined ? test : test.skip);
  testOf(missing).each(tried.filter(({ needsGlibc }) => needsGlibc !== true))('$name: $really', run);
  describe(`with glibc and a shell${skipped(glibc)}`, () => {
    testOf(missing ?? glibc).each(tried.filter(({ needsGlibc }) => needsGlibc === true))('$name: $really', run);
  });
  testOf(missing ?? glibc)('was tried with most of them', () => {
    expect(count).toBe(tried.length);
    expect(count).toBeGreaterThan(PAIRS.length / 2);
  });
});

/** Unpacks the image of a pair and starts what the pair is about. */
function start(pair: Pair, layout: string): string {
  const root = join(folder, 'root');
  const pod = podSpecOf(pair);
  const containers = [pod.initContainers, pod.containers, pod.ephemeralContainers].flatMap(asList);
  const { container: name = asList(pod.containers)[0]?.name, exec } = pair.started ?? {};
  const container = containers.find((each) => each.name === name) ?? {};
  const image = String(container.image);
  const plan = (image === 'app:1.0' ? pair.image : pair.others?.[image]) as ImagePlan | undefined;
  if (!unpackImage(layout, image.slice(image.indexOf(':') + 1), root)) return 'no image';
  layVolumes(root, pod, container, pair.beside ?? []);
  return startInRoot(root, containerProcess(pod, container, plan?.config ?? {}, root, exec));
}
