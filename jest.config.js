/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test', '<rootDir>/examples'],
  // a slow machine is no fault
  testTimeout: 60_000,
  maxWorkers: '100%',
  // what one file loads is not given back before its process ends
  workerIdleMemoryLimit: '800MB',
  testMatch: ['**/*.test.ts'],
  setupFiles: process.env.LOCKSTEP_SEED ? ['<rootDir>/test/same-values.js'] : [],
  moduleNameMapper: { '^cdk8s-lockstep$': '<rootDir>/src/index.ts' },
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
};
