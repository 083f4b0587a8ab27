import { UserError } from '../../../src/errors';
import { importEnvironments, requireSameImage } from '../../../src/importer/environments/import-environments';
import type { PlannedEnvironment } from '../../../src/importer/environments/merge-environments';
import type { ImportedApp } from '../../../src/importer/import-app';
import { planReleases } from '../../../src/importer/plan/plan-releases';
import { parseObjects } from '../../../src/importer/read/parse-objects';
import { runFilesHere } from '../generate/run-here';

const deployment = (name: string, image: string, more = '') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - name: ${name}
          image: ${image}
${more}`;
const account = (name: string) => `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ${name}}\n`;

function environment(name: string, ...documents: readonly string[]): PlannedEnvironment {
  const objects = parseObjects(documents.join('---\n'), `${name}.yaml`);
  return { name, objects, plan: planReleases(objects, { image: 'team/shop', keepDrift: true }) };
}

async function importAll(...environments: readonly PlannedEnvironment[]): Promise<ImportedApp> {
  return await importEnvironments('shop', environments, runFilesHere);
}

test('declares each workload once, and what differs as data', async () => {
  const app = await importAll(
    environment('staging', deployment('web', 'team/shop:2', '          env: [{name: LEVEL, value: debug}]\n')),
    environment(
      'production',
      deployment('web', 'team/shop:1', '          env: [{name: LEVEL, value: warn}, {name: TRACE, value: "no"}]\n'),
    ),
  );
  expect(app.main).toBe(`// The workloads of shop: one image, whose version stands in release.<environment>.yaml.
import { App, Release } from 'cdk8s-lockstep';

const app = new App();

// What differs between the environments.
const environments = {
  staging: { web: { level: 'debug', trace: undefined } },
  production: { web: { level: 'warn', trace: 'no' } },
};

for (const [environment, settings] of Object.entries(environments)) {
  const shop = new Release(app, environment, {
    file: \`release.\${environment}.yaml\`,
    labels: false,
  });

  shop.deployment('web', {
    env: {
      LEVEL: settings.web.level,
      TRACE: settings.web.trace,
    },
  });
}

app.synth();
`);
  expect(app.files.get('release.staging.yaml')).toContain('  tag: 2\n');
  expect(app.files.get('release.production.yaml')).toContain('  tag: 1\n');
});

test('says a name that differs by the environment with the environment', async () => {
  const { main } = await importAll(
    environment('eu', deployment('shop-eu-web', 'team/shop:1')),
    environment('us', deployment('shop-us-web', 'team/shop:1')),
  );
  expect(main).toContain(`const environments = ['eu', 'us'];

for (const environment of environments) {
  const shop = new Release(app, environment, {
    file: \`release.\${environment}.yaml\`,
    labels: false,
  });

  shop.deployment('shop-web', {
    name: \`shop-\${environment}-web\`,
    selector: { matchLabels: { app: \`shop-\${environment}-web\` } },
    containerName: \`shop-\${environment}-web\`,
  });
}
`);
});

test('declares what only one environment has under a condition, and keeps YAML in a folder for each', async () => {
  const app = await importAll(
    environment('eu', deployment('web', 'team/shop:1'), deployment('audit', 'team/shop:1')),
    environment('us', deployment('web', 'team/shop:1'), account('us-only')),
  );
  expect(app.main).toContain(`  // what is no part of the release stays as it was written
  if (environment === 'us') {
    new Manifests(app, \`\${environment}-manifests\`, { path: \`manifests/\${environment}\` });
  }

  shop.deployment('web');

  if (environment === 'eu') {
    shop.deployment('audit');
  }
}
`);
  expect([...app.files.keys()].filter((path) => path.startsWith('manifests/'))).toEqual(['manifests/us/us.yaml']);
});

test('keeps a version that only one environment pins', async () => {
  const { main } = await importAll(
    environment(
      'eu',
      deployment('web', 'team/shop:1'),
      deployment('old', 'team/shop:0', ''),
      deployment('mail', 'team/shop:1'),
    ),
    environment(
      'us',
      deployment('web', 'team/shop:1'),
      deployment('old', 'team/shop:1'),
      deployment('mail', 'team/shop:1'),
    ),
  );
  expect(main).toContain("  if (environment === 'eu') {\n    shop.deployment('old', { pinnedTag: '0' });\n  }\n");
  expect(main).toContain("  if (environment === 'us') {\n    shop.deployment('old');\n  }\n");
});

test('refuses environments of different images', () => {
  const eu = environment('eu', deployment('web', 'team/shop:1'));
  const objects = parseObjects(deployment('web', 'team/mail:1'), 'us.yaml');
  const us = { name: 'us', objects, plan: planReleases(objects, { image: 'team/mail' }) };
  expect(() => requireSameImage([eu, us])).toThrow(UserError);
  expect(() => requireSameImage([eu, us])).toThrow('us runs team/mail, and eu runs team/shop');
});
