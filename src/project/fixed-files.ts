import type { OwnPackage } from './own-package';
import { printPackage } from './print-package';
import { printProjectTest } from './project-test';
import { RENOVATE } from './renovate';
import { WORKFLOW } from './workflow';

const CDK8S = `language: typescript
app: lockstep app main.ts
`;

const TSCONFIG = `{
  "compilerOptions": {
    "module": "node20",
    "target": "es2023",
    "types": ["node", "jest"],
    "strict": true,
    "skipLibCheck": true,
    "noEmit": true
  }
}
`;

const JEST = `/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  transform: {
    '\\\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
};
`;

const GITIGNORE = `node_modules/
# dist/ is committed: it is what runs, and CI fails when it is not what main.ts and release.yaml give
`;

/** What every project has beside its main.ts and its release.yaml, by path. */
export function fixedFiles(
  { name, workflow = true, hasExceptions = false }: FixedAnswers,
  own: OwnPackage,
): Map<string, string> {
  return new Map([
    ['.gitignore', GITIGNORE],
    ['cdk8s.yaml', CDK8S],
    ['jest.config.js', JEST],
    ['main.test.ts', printProjectTest({ hasExceptions })],
    ['package.json', printPackage(name, own)],
    ['renovate.json', RENOVATE],
    ['tsconfig.json', TSCONFIG],
    ...(workflow ? ([['.github/workflows/lockstep.yaml', WORKFLOW]] as const) : []),
  ]);
}

/** What the fixed files depend on. */
export interface FixedAnswers {
  readonly name: string;
  /** Default: true. */
  readonly workflow?: boolean | undefined;
  /** Whether containers of the repository may run another version, on purpose. Default: false. */
  readonly hasExceptions?: boolean | undefined;
}
