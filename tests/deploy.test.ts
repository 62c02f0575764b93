import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { createMetrics } from '../src/api/metrics.ts';
import { describeSettings, Role } from '../src/settings/env.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFile(join(root, path), 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly runbook: string };
}

/** Made by Prometheus itself. */
const NOT_OURS = ['up'];
const FUNCTIONS = /\b(histogram_quantile|predict_linear|label_values)\b/g;

/** Names in an expression that look like those of metrics. */
function metricsIn(expression: string): string[] {
  const bare = expression.replaceAll(/"[^"]*"/g, '').replaceAll(FUNCTIONS, '');
  return bare.match(/\b(?:rebond|process|nodejs)_[a-z0-9_]+|\bup\b/g) ?? [];
}

/** Every series there is, histograms with all that they consist of. */
async function knownSeries(): Promise<Set<string>> {
  const text = await createMetrics().text();
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name!, type!] as const);
  const parts = (name: string, type: string): string[] =>
    type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name];
  return new Set([...NOT_OURS, ...types.flatMap(([name, type]) => parts(name, type))]);
}

describe('what is handed to Prometheus and Grafana', () => {
  let series: Set<string>;
  let rules: readonly Rule[];

  beforeAll(async () => {
    series = await knownSeries();
    const file = parse(await read('deploy/prometheus/rules.yaml')) as { groups: { rules: Rule[] }[] };
    rules = file.groups.flatMap((group) => group.rules);
  });

  it('alerts by metrics that exist', () => {
    const named = rules.flatMap(({ expr }) => metricsIn(expr));
    expect(named.length).toBeGreaterThan(rules.length);
    expect(named.filter((name) => !series.has(name))).toEqual([]);
  });

  it('shows metrics that exist, and every one of ours somewhere', async () => {
    const board = JSON.parse(await read('deploy/grafana/rebond.json')) as {
      panels: { id: number; targets?: { expr: string }[] }[];
    };
    const shown = board.panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => metricsIn(expr)));
    expect(shown.filter((name) => !series.has(name))).toEqual([]);
    expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length);
    // Distributions are shown by their recent percentiles.
    const ours = [...series].filter((name) => name.startsWith('rebond_') && !/_(bucket|sum|count)$/.test(name));
    expect(ours.filter((name) => !shown.includes(name))).toEqual([]);
  });

  it('has a runbook for each alert, and no alert without one', async () => {
    const guide = await read('docs/operations.md');
    const headings = [...guide.matchAll(/^### (Rebond[A-Za-z]+)$/gm)].map(([, name]) => name!);
    expect(headings.toSorted()).toEqual(rules.map(({ alert }) => alert).toSorted());
    for (const { alert, annotations } of rules) {
      expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`);
    }
  });
});

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly spec: { readonly template: { readonly spec: PodSpec } };
}

interface PodSpec {
  readonly enableServiceLinks: boolean;
  readonly terminationGracePeriodSeconds: number;
  readonly containers: readonly { readonly args: readonly string[] }[];
}

const settings = new Set(describeSettings().map(({ name }) => name));

describe('what is handed to Kubernetes and Docker', () => {
  it('runs every role but the one that is for a single machine, with settings that exist', async () => {
    const files = (await readdir(join(root, 'deploy/kubernetes'))).filter((name) => name !== 'kustomization.yaml');
    const texts = await Promise.all(files.map((name) => read(`deploy/kubernetes/${name}`)));
    const all = texts.flatMap((text) => parseAllDocuments(text).map((one) => one.toJS() as Manifest));
    const pods = all.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template.spec);
    const roles = pods.map(({ containers }) => containers[0]!.args[1]);
    expect(roles.toSorted()).toEqual(Role.options.filter((role) => role !== 'all').toSorted());
    for (const pod of pods) {
      // Kubernetes' own variables would be read as ours.
      expect(pod.enableServiceLinks).toBe(false);
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(30);
    }
    const given = all.flatMap(({ data, stringData }) => Object.keys({ ...data, ...stringData }));
    expect(given).toEqual(expect.arrayContaining(['DATABASE_URL', 'KAFKA_BROKERS', 'REBOND_SECRET']));
    expect(given.filter((name) => !settings.has(name))).toEqual([]);
    const { resources } = parse(await read('deploy/kubernetes/kustomization.yaml')) as { resources: string[] };
    expect(resources.toSorted()).toEqual(files.filter((name) => name !== 'secret.example.yaml').toSorted());
  });

  it('is composed of services with settings that exist', async () => {
    const compose = parse(await read('compose.yaml'), { merge: true }) as {
      services: Record<string, { image: string; command?: string[]; environment: Record<string, string> }>;
    };
    const ours = Object.values(compose.services).filter(({ image }) => image === 'rebond');
    expect(ours.map(({ command }) => command?.[1]).toSorted()).toEqual(['api', 'detect', 'match']);
    for (const { environment } of ours)
      expect(Object.keys(environment).filter((name) => !settings.has(name))).toEqual([]);
  });

  it('copies into the image every folder that the server imports from', async () => {
    const dockerfile = await read('Dockerfile');
    const [, , last] = dockerfile.split(/^FROM /m).slice(1);
    const copied = [...last!.matchAll(/^COPY (?:--from=\S+ )?(?:\/app\/)?(\S+) /gm)].map(([, from]) => from);
    expect(copied).toEqual(
      expect.arrayContaining(['package.json', 'config', 'streams', 'src', 'node_modules', 'dist']),
    );
    const imported = new Set<string>();
    for (const path of await readdir(join(root, 'src'), { recursive: true })) {
      if (!path.endsWith('.ts') || path.startsWith('console')) continue;
      for (const [, to] of (await read(`src/${path}`)).matchAll(/(?:from|import\() *'(\.\.?\/[^']+)'/g)) {
        imported.add(join('src', path, '..', to!).split('/')[0]!);
      }
    }
    expect([...imported].filter((folder) => !copied.includes(folder))).toEqual([]);
  });
});
