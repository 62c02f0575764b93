import { Button } from '@mantine/core';
import { ApiError } from '../../../api/client.ts';
import { useWords } from '../../../ui/use-words.ts';
import styles from '../drafts.module.css';
import { sayDraftRefusal } from '../say-draft.ts';
import { isUnsaved } from './sync.ts';
import { useSay } from '../use-say.ts';
import type { WritingView } from './writing.ts';

/** Whether the server has what stands in the field; where it does not, why. Only trouble is told aloud. */
export function SaveState({ view, onSave }: { view: WritingView; onSave: () => void }) {
  const { t } = useWords();
  const say = useSay();
  const { trouble, base, sent, said } = view;
  if (trouble !== null) {
    const isSilent = trouble instanceof ApiError && (trouble.status === 0 || trouble.status >= 500);
    const why = isSilent ? t('drafts.offline') : t('drafts.notSaved', { why: sayDraftRefusal(say, trouble, null) });
    return (
      <span role="status" className={styles.trouble}>
        {why}
      </span>
    );
  }
  if (!base && said.text.trim() !== '' && sent === null) return <OnDevice onSave={onSave} />;
  if (sent !== null) return <span>{t('drafts.saving')}</span>;
  if (isUnsaved(view)) return <span>{t('drafts.unsaved')}</span>;
  return base ? <span>{t('drafts.saved')}</span> : null;
}

/** Words from before there was a draft; the moment the person goes on with them they are saved. */
function OnDevice({ onSave }: { onSave: () => void }) {
  const { t } = useWords();
  return (
    <span className={styles.onDevice}>
      {t('drafts.onDevice')}{' '}
      <Button size="compact-sm" variant="default" onClick={onSave}>
        {t('drafts.save')}
      </Button>
    </span>
  );
}
