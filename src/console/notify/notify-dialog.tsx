import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { AlertLevel } from '../../contract/opportunity.ts';
import { keep, readKept } from '../team/kept.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../ui/use-words.ts';
import { askToNotify, disturb } from './disturb.ts';
import styles from './notify.module.css';
import { MODES, NotifyProfile, PROFILE_KEPT_AS, USUAL } from './profile.ts';
import type { Mode } from './profile.ts';

/** How this device disturbs, kept on it; nothing to save. */
export function NotifyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [profile, setProfile] = useState(() => readKept(localStorage, PROFILE_KEPT_AS, NotifyProfile, USUAL));
  const [trouble, setTrouble] = useState<'denied' | 'unsupported' | null>(null);
  const change = (next: NotifyProfile) => {
    setProfile(next);
    keep(localStorage, PROFILE_KEPT_AS, next);
  };
  const choose = async (level: AlertLevel, mode: Mode) => {
    change({ ...profile, levels: { ...profile.levels, [level]: mode } });
    if (mode !== 'desktop') return;
    const answer = await askToNotify();
    setTrouble(answer === 'granted' ? null : answer);
  };
  return (
    <Dialog title={t('team.notify.title')} onClose={onClose}>
      <div className={styles.form}>
        <p className={styles.lead}>{t('team.notify.lead')}</p>
        {AlertLevel.options.toReversed().map((level) => (
          <NativeSelect
            key={level}
            label={t(`team.notify.levels.${level}`)}
            value={profile.levels[level]}
            data={MODES.map((mode) => ({ value: mode, label: t(`team.notify.modes.${mode}`) }))}
            onChange={(event) => void choose(level, event.currentTarget.value as Mode)}
          />
        ))}
        {trouble && <p role="alert">{t(`team.notify.${trouble}`)}</p>}
        <Hours profile={profile} onChange={change} />
        <Try profile={profile} />
      </div>
    </Dialog>
  );
}

function Hours({ profile, onChange }: { profile: NotifyProfile; onChange: (next: NotifyProfile) => void }) {
  const { t } = useWords();
  const { hours } = profile;
  const set = (changed: Partial<NotifyProfile['hours']>) => {
    const next = NotifyProfile.safeParse({ ...profile, hours: { ...hours, ...changed } });
    if (next.success) onChange(next.data);
  };
  return (
    <>
      <Switch
        checked={hours.on}
        onChange={(event) => set({ on: event.currentTarget.checked })}
        label={t('team.notify.hours')}
        description={t('team.notify.hoursWhy')}
      />
      {hours.on && (
        <div className={styles.hours}>
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              label={t(`team.notify.${end}`)}
              value={hours[end]}
              onChange={(event) => set({ [end]: event.currentTarget.value })}
            />
          ))}
        </div>
      )}
    </>
  );
}

/** Disturbs as an urgent card would, so that one knows before it matters. */
function Try({ profile }: { profile: NotifyProfile }) {
  const { t } = useWords();
  const [tried, setTried] = useState(false);
  const attempt = () => {
    const mode = profile.levels.urgent === 'none' ? 'sound' : profile.levels.urgent;
    const text = { title: 'Rebond', body: t('team.notify.sample') };
    disturb(mode, { id: 'rebond-test', level: 'urgent', ...text, onClick: () => undefined });
    setTried(true);
  };
  return (
    <div className={styles.try}>
      <Button variant="default" onClick={attempt}>
        {t('team.notify.test')}
      </Button>
      <p role="status" className={styles.lead}>
        {tried ? t('team.notify.tested') : ''}
      </p>
    </div>
  );
}
