import { Button, NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import type { SourceStatus } from '../../../contract/source.ts';
import { setSpeed, testSource } from '../../api/calls.ts';
import { ApiError } from '../../api/client.ts';
import { sourcesQuery } from '../../api/queries.ts';
import { useWords } from '../../ui/use-words.ts';
import styles from './sources.module.css';

const SPEEDS = [1, 2, 5, 10, 20, 60] as const;

/** A recording has a speed; anything else can be asked whether it answers. */
export function SourceActions({ source }: { source: SourceStatus }) {
  return (
    <div className={styles.actions}>
      {source.speed !== null ? <SpeedSelect source={source} speed={source.speed} /> : <TestButton source={source} />}
    </div>
  );
}

function TestButton({ source }: { source: SourceStatus }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => testSource(source.id),
    onSuccess: ({ label: name, lastError: detail }) => {
      const message = detail ? t('sources.testBad', { name, detail }) : t('sources.testOk', { name });
      notifications.show({ message, withBorder: true, color: detail ? 'red' : 'green' });
      void queries.invalidateQueries(sourcesQuery);
    },
    onError: (error) => showTrouble(t, error),
  });
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={test.isPending}
      onClick={() => test.mutate()}
      aria-label={t('sources.testFor', { name: source.label })}
    >
      {t('sources.test')}
    </Button>
  );
}

function SpeedSelect({ source, speed }: { source: SourceStatus; speed: number | 'max' }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const say = (value: number | 'max') =>
    value === 'max' ? t('sources.speedMax') : t('sources.speedTimes', { speed: value });
  const change = useMutation({
    mutationFn: (wanted: number | 'max') => setSpeed(source.id, wanted),
    onSuccess: (_, wanted) => {
      notifications.show({
        message: t('sources.speedSet', { name: source.label, speed: say(wanted) }),
        withBorder: true,
      });
      void queries.invalidateQueries(sourcesQuery);
    },
    onError: (error) => showTrouble(t, error),
  });
  const offered = [...new Set([...SPEEDS, speed])].filter((value) => value !== 'max').toSorted((a, b) => a - b);
  // The evening of the demonstration is meant to be watched; only recordings may rush through.
  const values = source.demonstration && speed !== 'max' ? offered : [...offered, 'max' as const];
  return (
    <NativeSelect
      size="xs"
      label={t('sources.speed')}
      aria-label={t('sources.speedFor', { name: source.label })}
      value={String(change.isPending ? change.variables : speed)}
      data={values.map((value) => ({ value: String(value), label: say(value) }))}
      onChange={(event) => {
        const { value } = event.currentTarget;
        change.mutate(value === 'max' ? 'max' : Number(value));
      }}
    />
  );
}

function showTrouble(t: TFunction, error: Error): void {
  const forbidden = error instanceof ApiError && (error.status === 403 || error.status === 404);
  const message = forbidden ? t('sources.forbidden') : t('sources.notDone', { detail: error.message });
  notifications.show({ message, withBorder: true, color: 'red' });
}
