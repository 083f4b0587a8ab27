import { UserError } from '../../src/errors';
import { type ImportedApp, importApp, type SynthesizeDraft } from '../../src/importer/import-app';
import { planReleases } from '../../src/importer/plan/plan-releases';
import { parseObjects } from '../../src/importer/read/parse-objects';
import { type Manifest, nameOf } from '../../src/manifest/manifest';
import { deployment, documents, service } from './generate/kubernetes';
import { runHere } from './generate/run-here';

const YAML = documents(
  deployment('web', { container: 'ports: [{containerPort: 80}]' }),
  service('web'),
  deployment('worker'),
);

/** The app, and how often it was synthesized. */
async function prove(synthesize: SynthesizeDraft, yaml = YAML): Promise<{ app: ImportedApp; tries: number }> {
  let tries = 0;
  const objects = parseObjects(yaml, 'app.yaml');
  const app = await importApp('shop', objects, planReleases(objects), (files) => {
    tries += 1;
    return synthesize(files);
  });
  return { app, tries };
}

/** The form of each object, and why it has no better one. */
function forms({ declared, kept }: ImportedApp): string[] {
  return [
    ...declared.map(({ object, form, why }) => `${nameOf(object.manifest)}: ${form}${why ? `: ${why}` : ''}`),
    ...kept.map(({ object, why }) => `${nameOf(object.manifest)}: kept: ${why}`),
  ];
}

/** What comes out, as long as main.ts has this text, with another field in the worker. */
const changeWhile =
  (text: RegExp): SynthesizeDraft =>
  async (files) => {
    const manifests = await runHere(files);
    if (!text.test(files.get('main.ts') ?? '')) return manifests;
    return manifests.map((each) => (nameOf(each) === 'worker' ? { ...each, extra: 1 } : each));
  };

/** Refuses what main.ts says, as long as it has this text. */
const refuseWhile =
  (text: string, what: string): SynthesizeDraft =>
  async (files) => {
    if (files.get('main.ts')?.includes(text)) throw new UserError({ code: 'X', what, why: 'a law', fix: 'none' });
    return runHere(files);
  };

describe('an app that is imported', () => {
  test('is synthesized once when it is equal', async () => {
    const { app, tries } = await prove(runHere);
    expect(tries).toBe(1);
    expect(forms(app)).toEqual(['web: workload', 'worker: workload', 'web: attached']);
  });

  test.each<readonly [RegExp, string[], number, string]>([
    [
      /shop\.deployment\('worker'/,
      [
        'web: workload',
        "worker: object: code would change it: deployment 'worker' /extra: nothing → 1",
        'web: attached',
      ],
      2,
      'as code it comes out otherwise',
    ],
    [
      /shop\.deployment\('worker'|ApiObject\(shop/,
      [
        'web: workload',
        "worker: outside: code would change it: deployment 'worker' /extra: nothing → 1",
        'web: attached',
      ],
      3,
      "below the Release it does in Kubernetes' own words too",
    ],
    [
      /worker/,
      ['web: workload', 'web: attached', "worker: kept: code would change it: deployment 'worker' /extra: nothing → 1"],
      4,
      'any code changes it',
    ],
  ])('has an object in a lower form where %s changes it', async (text, expected, expectedTries, _reason) => {
    const { app, tries } = await prove(changeWhile(text));
    expect(forms(app)).toEqual(expected);
    expect(tries).toBe(expectedTries);
  });

  test.each<readonly [string, string, string[], string]>([
    [
      "shop.deployment('worker'",
      'shop/worker: it is wrong',
      ['web: workload', 'worker: object: it is wrong (a law)', 'web: attached'],
      'the place stands first',
    ],
    [
      "shop.deployment('worker'",
      'main.ts:12: shop/worker: it is wrong',
      ['web: workload', 'worker: object: main.ts:12: it is wrong (a law)', 'web: attached'],
      'the place stands behind another one',
    ],
    [
      'web.expose()',
      'shop/web/web: it is wrong',
      ['web: workload', 'worker: workload', 'web: object: it is wrong (a law)'],
      'an attached object, and not the workload above it',
    ],
  ])('has an object in a lower form that %s refuses: %s', async (text, what, expected, _reason) => {
    expect(forms((await prove(refuseWhile(text, what))).app)).toEqual(expected);
  });

  test("has what stood beside a workload in Kubernetes' own words when the workload stands there", async () => {
    const { app } = await prove(refuseWhile("shop.deployment('web'", 'shop/web: it is wrong'));
    expect(forms(app)).toEqual(['web: object: it is wrong (a law)', 'worker: workload', 'web: object']);
  });

  test('is refused when what is wrong with it is about no object', async () => {
    const all: SynthesizeDraft = async () => {
      throw new UserError(
        { code: 'X', what: 'shop/worker: it is wrong', why: 'a law', fix: 'none' },
        { code: 'Y', what: 'the disk is full', why: 'it is', fix: 'none' },
      );
    };
    await expect(prove(all)).rejects.toThrow('Y: the disk is full\n  why: it is\n  fix: none');
  });

  test('is refused when nothing helps', async () => {
    const lose: SynthesizeDraft = async (files) => {
      const manifests = await runHere(files);
      return manifests.filter((each) => nameOf(each) !== 'worker');
    };
    await expect(prove(lose)).rejects.toThrow(
      new UserError({
        code: 'IMPORT_NOT_EQUAL',
        what: "deployment 'worker': 1 of it in the input, 0 in the app",
        why: 'the app would not synthesize what the input says, so nothing was written',
        fix: 'leave this object out of the import, or report it: this is a fault of lockstep',
      }),
    );
  });

  test('is refused when it makes something up', async () => {
    const extra: Manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'ghost' } };
    await expect(prove(async (files) => [...(await runHere(files)), extra])).rejects.toThrow(
      "IMPORT_NOT_EQUAL: pod 'ghost': 0 of it in the input, 1 in the app\n",
    );
  });

  test('is refused when an object is refused in its last form too', async () => {
    const never: SynthesizeDraft = async (files) => {
      const place = ['shop/worker', 'shop/deployment-worker', 'unchecked/deployment-worker'].find((_path, index) =>
        files
          .get('main.ts')
          ?.includes(["deployment('worker'", "(shop, 'deployment-w", "(unchecked, 'deployment-w"][index] ?? ''),
      );
      throw new UserError({ code: 'X', what: `${place ?? 'manifests/worker'}: no`, why: 'a law', fix: 'none' });
    };
    await expect(prove(never)).rejects.toThrow('X: manifests/worker: no\n  why: a law\n  fix: none');
  });

  test('may be refused as often as it has objects', async () => {
    const names = Array.from({ length: 15 }, (_, index) => `w${index}`);
    const oneByOne: SynthesizeDraft = async (files) => {
      const name = names.find((each) => files.get('main.ts')?.includes(`shop.deployment('${each}'`));
      if (name === undefined) return runHere(files);
      throw new UserError({ code: 'X', what: `shop/${name}: no`, why: 'a law', fix: 'none' });
    };
    const { tries } = await prove(oneByOne, documents(...names.map((name) => deployment(name))));
    expect(tries).toBe(16);
  });

  test('tells what is no mistake of the user', async () => {
    const fail: SynthesizeDraft = async () => {
      throw new TypeError('a fault of ours');
    };
    await expect(prove(fail)).rejects.toThrow(new TypeError('a fault of ours'));
  });
});
