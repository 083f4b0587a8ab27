import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as kplus from 'cdk8s-plus-27';
import fc from 'fast-check';
import type { ConfigMapFields } from '../../src/index';
import { podTemplateOf } from '../../src/manifest/pod-template';
import { IMAGE, only, renderRelease } from './render-release';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
const file = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const render = (fields: ConfigMapFields) =>
  only(
    renderRelease((release) => release.configMap('settings', fields), { image: IMAGE, labels: false }),
    'ConfigMap',
  );

describe('a config map', () => {
  test('is immutable, and its name ends in a hash of its content', () => {
    expect(render({ data: { level: 'debug' } })).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings-8cee58ca0e' },
      immutable: true,
      data: { level: 'debug' },
    });
  });

  test('has another name for another content, and the same for the same in any order', () => {
    const name = (data: Record<string, string>) => render({ data }).metadata.name;
    fc.assert(
      fc.property(
        fc.dictionary(
          fc
            .stringMatching(/^[-._a-zA-Z][-._a-zA-Z0-9]{0,8}$/)
            .filter((key) => !['__proto__', '.', '..'].includes(key)),
          fc.string(),
        ),
        fc.dictionary(fc.stringMatching(/^[a-z]$/), fc.string()),
        (a, b) => {
          const reversed = Object.fromEntries(Object.entries(a).reverse());
          expect(name(a)).toMatch(/^settings-[0-9a-f]{10}$/);
          expect(name(reversed)).toBe(name(a));
          const keys = Object.keys(a);
          const same = keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
          expect(name(a) === name(b)).toBe(same);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('reads files by key or by their own names, text as text and bytes as base64', () => {
    const conf = file('app.conf', 'größe = 1\r\n');
    const logo = file('logo.png', Buffer.from([0x89, 0x50, 0xff, 0x00]));
    expect(render({ data: { a: 'b' }, files: { 'main.conf': conf, logo } })).toMatchObject({
      data: { a: 'b', 'main.conf': 'größe = 1\r\n' },
      binaryData: { logo: 'iVD/AA==' },
    });
    expect(render({ files: [conf] })).toMatchObject({ data: { 'app.conf': 'größe = 1\r\n' } });
  });

  test('goes into environment variables and volumes by reference', () => {
    const manifests = renderRelease((release) => {
      const settings = release.configMap('settings', { data: { level: 'debug' } });
      release.deployment('web', {
        envFrom: [settings.envFrom('APP_')],
        env: { LEVEL: settings.envValue('level') },
        pod: { volumes: [settings.volume('settings', { defaultMode: 0o444 })] },
        volumeMounts: [{ name: 'settings', mountPath: '/etc/settings' }],
      });
      new kplus.Deployment(release, 'plus', { containers: [release.container()] }).addVolume(
        kplus.Volume.fromConfigMap(release, 'volume', settings),
      );
    });
    const name = only(manifests, 'ConfigMap').metadata.name;
    const web = manifests.find((manifest) => manifest.metadata?.name === 'web');
    expect(podTemplateOf(web!)?.spec).toMatchObject({
      containers: [
        {
          envFrom: [{ prefix: 'APP_', configMapRef: { name } }],
          env: [{ name: 'LEVEL', valueFrom: { configMapKeyRef: { name, key: 'level' } } }],
        },
      ],
      volumes: [{ name: 'settings', configMap: { name, defaultMode: 0o444 } }],
    });
    expect(podTemplateOf(manifests.at(-1)!)?.spec).toMatchObject({ volumes: [{ configMap: { name } }] });
  });

  test('refuses bad keys, keys that are given twice, values that are no text, and files that cannot be read, all at once', () => {
    expect(() =>
      render({
        data: { 'a b': '1', 'app.conf': '2', n: 3 as unknown as string },
        files: [file('app.conf', ''), join(folder, 'none')],
      }),
    ).toThrow(
      expect.objectContaining({
        problems: [
          expect.objectContaining({
            code: 'CONFIG_MAP_KEY',
            what: "gifinator/settings: 'a b' cannot be a key of a ConfigMap",
          }),
          expect.objectContaining({
            code: 'CONFIG_MAP_VALUE',
            what: "gifinator/settings: the value of 'n' is a number, not a string",
          }),
          expect.objectContaining({
            code: 'CONFIG_MAP_KEY',
            what: "gifinator/settings: the key 'app.conf' is given twice",
          }),
          expect.objectContaining({
            code: 'CONFIG_MAP_FILE',
            what: `gifinator/settings: the file ${join(folder, 'none')} cannot be read`,
            why: `the system says ENOENT in ${process.cwd()}`,
          }),
        ],
      }),
    );
  });

  test('refuses more than Kubernetes takes', () => {
    expect(() => render({ data: { big: 'x'.repeat(1024 * 1024 + 1) } })).toThrow(
      new Error(
        'CONFIG_MAP_TOO_LARGE: gifinator/settings: the ConfigMap holds 1048577 bytes\n  why: Kubernetes takes 1048576 bytes at most\n  fix: put large files into the image or on a volume',
      ),
    );
  });

  test('refuses content that comes after its name', () => {
    renderRelease((release) => {
      const settings = release.configMap('settings', { data: { a: 'b' } });
      expect(() => settings.addData('c', 'd')).toThrow(
        expect.objectContaining({
          code: 'CONFIG_MAP_SEALED',
          what: `gifinator/settings: 'c' is added to the ConfigMap '${settings.name}'`,
        }),
      );
    });
  });
});
