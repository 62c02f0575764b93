import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { useWords } from '../../../ui/use-words.ts';
import type { News } from './use-news.ts';
import type { Versions } from './use-versions.ts';
import styles from './versions.module.css';

interface Props {
  readonly versions: Versions;
  readonly news: News | null;
  readonly dirty: boolean;
  /** A dialog about what is on the screen is open: nothing is exchanged behind it. */
  readonly isHeld: boolean;
  readonly mayEdit: boolean;
}

/**
 * Others work on the territory, too. Where nothing would be lost theirs is taken over, and the bar says so; where there is
 * something unsaved, the person chooses.
 */
export function NewsBar({ versions, news, dirty, isHeld, mayEdit }: Props) {
  const { t } = useWords();
  const [told, setTold] = useState<string | null>(null);
  // Whoever writes on has seen it.
  if (dirty && told !== null) setTold(null);
  const isFree = news !== null && !dirty && !isHeld && !versions.busy;
  const follow = useEffectEvent(async () => {
    if (!news || !(await versions.follow(news))) return null;
    return news.isOther ? `${news.said} ${t(mayEdit ? 'versions.news.taken' : 'versions.news.shown')}` : news.said;
  });
  // What could not be fetched is tried again with the next answer.
  useEffect(() => {
    if (isFree) void follow().then((said) => said !== null && setTold(said));
  }, [isFree, news?.at]);
  if (news && dirty && !isHeld && !versions.busy) {
    return (
      <div role="status" className={styles.news}>
        <p>
          {news.said} {t('versions.news.unsaved')}
        </p>
        <Choice versions={versions} news={news} />
      </div>
    );
  }
  if (told === null) return null;
  return (
    <div role="status" className={styles.news}>
      <p>{told}</p>
      <Button size="compact-sm" variant="default" onClick={() => setTold(null)}>
        {t('versions.news.fine')}
      </Button>
    </div>
  );
}

/** Theirs or one's own; what is not chosen can be brought back by undoing, or by bringing a version back. */
export function Choice({ versions, news }: { versions: Versions; news: News | null }) {
  const { t } = useWords();
  const which = news?.isOwn === true ? 'own' : 'other';
  return (
    <div className={styles.choice}>
      <Button size="compact-sm" variant="default" loading={versions.busy} onClick={() => void versions.lookAtTheirs()}>
        {t(`versions.news.${which}.take`)}
      </Button>
      <Button size="compact-sm" variant="default" loading={versions.busy} onClick={() => void versions.keepMine()}>
        {t(`versions.news.${which}.keep`)}
      </Button>
    </div>
  );
}
