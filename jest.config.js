/** Tests run as real ES modules on the pinned Node, so that what is tested is what runs. */
const config = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'esnext',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  setupFiles: ['<rootDir>/tests/support/properties.ts'],
  testTimeout: 30_000,
  maxWorkers: 2,
  // Modules of finished files are never let go: a worker that holds this much makes way for a fresh one.
  workerIdleMemoryLimit: '1GB',
};
export default config;
