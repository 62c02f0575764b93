import { Button, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../ui/use-words.ts';
import styles from './account.module.css';

/** A secret that is shown only now, with a button that copies it. */
export function ShownOnce({ label, value }: { label: string; value: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  // Without a secure connection there is no clipboard: then it is selected by hand.
  const copy = () => void navigator.clipboard?.writeText(value).then(() => setCopied(true));
  return (
    <div className={styles.secret}>
      <VisuallyHidden>{label}</VisuallyHidden>
      <code>{value}</code>
      <Button variant="default" onClick={copy}>
        {copied ? t('admin.once.copied') : t('admin.once.copy')}
      </Button>
      <span role="status" className="hidden-text">
        {copied ? t('admin.once.copied') : ''}
      </span>
    </div>
  );
}
