const shells = [
  'sources',
  'store',
  'writer',
  'embedder',
  'publish',
  'notify',
  'media',
  'api',
  'live',
  'jobs',
  'settings',
];
const stages = [
  'text',
  'signal',
  'territory',
  'moment',
  'burst',
  'story',
  'safety',
  'opportunity',
  'draft',
  'delivery',
  'learning',
];

/** A stage of core may import only stages before it: the code reads the way the data flows. */
const upstream = stages.slice(0, -1).map((stage, i) => ({
  name: `upstream-only-${stage}`,
  severity: 'error',
  from: { path: `^src/core/${stage}/` },
  to: { path: `^src/core/(${stages.slice(i + 1).join('|')})/` },
}));

/** They meet through the ports typed in context.ts and ports/ and are joined in app.ts. */
const apart = shells.map((shell) => ({
  name: `shells-stand-apart-${shell}`,
  severity: 'error',
  from: { path: `^src/${shell}/` },
  to: { path: `^src/(${shells.filter((other) => other !== shell).join('|')})/` },
}));

/** One home per library. */
const homes = {
  kafkajs: '^streams/transport/|^tests/',
  express: '^src/api/|^tests/',
  ws: '^src/live/|^src/sources/|^tests/',
  pg: '^src/store/|^streams/transport/postgres|^tests/',
  kysely: '^src/store/|^tests/',
  'node-cron': '^src/jobs/',
  nodemailer: '^src/notify/|^tests/',
  'web-push': '^src/notify/|^tests/',
  sharp: '^src/media/|^tests/',
  react: '^src/console/|^tests/console/',
};
const oneHome = Object.entries(homes).map(([library, home]) => ({
  name: `one-home-for-${library}`,
  severity: 'error',
  from: { path: '^(src|streams|tests|scripts)/', pathNot: home },
  to: { path: `^node_modules/(@types/)?${library}/` },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-is-bedrock',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { pathNot: '^src/contract/|^node_modules/zod/' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^src/core/' },
      to: {
        pathNot: '^src/(contract|core)/|^node_modules/(compromise|eld|normalize-url|@noble/hashes|twitter-text|zod)/',
      },
    },
    ...upstream,
    {
      name: 'streams-know-core-only',
      severity: 'error',
      from: { path: '^streams/' },
      to: { path: '^src/', pathNot: '^src/(contract|core)/' },
    },
    {
      name: 'processors-know-no-transport',
      severity: 'error',
      from: { path: '^streams/processors/' },
      to: { path: '^streams/(transport/(?!transport\\.ts)|run\\.ts)' },
    },
    ...apart,
    {
      name: 'outbound-knows-nobody',
      severity: 'error',
      from: { path: '^src/outbound/' },
      to: { path: '^(src|streams)/', pathNot: '^src/(outbound|contract)/' },
    },
    {
      name: 'only-app-composes',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|cli)\\.ts|^src/(app|commands)/' },
      to: { path: '^streams/(topology|run|processors|transport/(?!transport\\.ts))|^src/app/' },
    },
    {
      name: 'console-is-a-client',
      severity: 'error',
      from: { path: '^src/console/' },
      // What a post may hold is counted alike on both sides, by the same code.
      to: { path: '^(src|streams)/', pathNot: '^src/(console|contract|core/draft/limits)/' },
    },
    ...oneHome,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
