import { Kbd, Switch } from '@mantine/core';
import { Dialog } from '../ui/dialog.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { useWords } from '../ui/use-words.ts';
import styles from './shell.module.css';

const KEYS = [
  ['next', 'j'],
  ['previous', 'k'],
  ['open', 'Enter'],
  ['accept', 'a'],
  ['snooze', 's'],
  ['dismiss', 'd'],
  ['undo', 'u'],
  ['comment', 'c'],
  ['assign', 'm'],
  ['showNew', 'n'],
  ['search', '/'],
  ['back', 'Esc'],
  ['help', '?'],
] as const;

/** On the screen of approvals. */
const APPROVE_KEYS = [
  ['next', 'j'],
  ['previous', 'k'],
  ['approve', 'y'],
  ['edit', 'e'],
  ['ask', 'c'],
  ['reject', 'r'],
] as const;

/** Every key there is, and the switch that turns them off. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { singleKeys, setSingleKeys } = usePreferences();
  return (
    <Dialog title={t('help.title')} onClose={onClose}>
      <dl className={styles.keys}>
        {KEYS.map(([name, key]) => (
          <div key={name}>
            <dt>{t(name === 'comment' || name === 'assign' ? `team.help.${name}` : `help.${name}`)}</dt>
            <dd>
              <Kbd>{key}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
      <h3 className={styles.keysTitle}>{t('drafts.help.title')}</h3>
      <dl className={styles.keys}>
        {APPROVE_KEYS.map(([name, key]) => (
          <div key={name}>
            <dt>{t(`drafts.help.${name}`)}</dt>
            <dd>
              <Kbd>{key}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        mt="lg"
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        label={t('help.single')}
        description={t('help.singleWhy')}
      />
    </Dialog>
  );
}
