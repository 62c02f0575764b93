import { Button } from '@mantine/core';
import type { Card } from '../../contract/card.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ForeignText } from '../ui/foreign-text.tsx';
import { ButtonLink } from '../ui/links.tsx';
import { useWords } from '../ui/use-words.ts';
import { sayReason } from '../words/reason.ts';
import styles from './decide.module.css';

/** Why a card is blocked, and where the posts behind it are. */
export function WhyDialog({ card, onClose }: { card: Card; onClose: () => void }) {
  const { t, words } = useWords();
  const { id, title, lang, verdict } = card.opportunity;
  return (
    <Dialog title={t('decide.whyTitle')} onClose={onClose}>
      <div className={styles.form}>
        <p className={styles.about}>
          <ForeignText text={title} lang={lang} />
        </p>
        <ul className={styles.why}>
          {verdict.reasons.map((reason, index) => (
            <li key={index}>{sayReason(words, reason)}</li>
          ))}
        </ul>
        <p className={styles.about}>{t('decide.whyDo')}</p>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.close')}
          </Button>
          <ButtonLink to="/o/$id" params={{ id }} onClick={onClose}>
            {t('decide.seeEvidence')}
          </ButtonLink>
        </div>
      </div>
    </Dialog>
  );
}
