import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Card } from '../../../../contract/card.ts';
import type { ClearedAngle, OfferedAngle } from '../../../../contract/cleared-angle.ts';
import type { Draft } from '../../../../contract/draft.ts';
import { offeredAnglesQuery } from '../../../api/angles.ts';
import { createDraft } from '../../../api/drafts.ts';
import { tellDone, tellTrouble } from '../../../decide/tell-done.tsx';
import { useApp } from '../../../ui/app-context.tsx';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { sayReason } from '../../../words/reason.ts';
import { platformName } from '../editor/platforms.ts';
import { sayDraftRefusal } from '../say-draft.ts';
import { useSay } from '../use-say.ts';
import styles from './offers.module.css';

interface Props {
  readonly card: Card;
  /** A draft was begun from one. */
  onBegun(draft: Draft): void;
}

/** Texts approved in advance that answer this story: the fast lane. Those that do not, with why, behind a fold. */
export function Offers({ card, onBegun }: Props) {
  const { t, words } = useWords();
  const { id, verdict } = card.opportunity;
  const { data = [] } = useQuery(offeredAnglesQuery(id, verdict.level));
  const begin = useBegin(id, onBegun);
  const open = data.filter(({ obstacle }) => obstacle === null);
  const shut = data.filter(({ obstacle }) => obstacle !== null);
  if (data.length === 0) return null;
  return (
    <section className={styles.box} aria-label={t('angles.offer.title')}>
      <p className={styles.head}>
        <strong>{t('angles.offer.title')}</strong>
        <Link to="/approve" search={{ view: 'angles' }}>
          {t('angles.title')}
        </Link>
      </p>
      {open.length > 0 && (
        <ul className={styles.list}>
          {open.map((offered) => (
            <Offer key={offered.angle.id} {...offered} busy={begin.isPending} onUse={begin.mutate} />
          ))}
        </ul>
      )}
      {shut.length > 0 && (
        <details className={styles.shut}>
          <summary>{t('angles.offer.not', { count: shut.length })}</summary>
          <ul className={styles.list}>
            {shut.map(({ angle, obstacle }) => (
              <li key={angle.id}>
                <bdi>{angle.name}</bdi>: {obstacle && sayReason(words, obstacle)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface OfferProps extends OfferedAngle {
  readonly busy: boolean;
  onUse(angle: ClearedAngle): void;
}

function Offer({ angle, busy, onUse }: OfferProps) {
  const { t } = useWords();
  const { name, text, lang, variants, uses, used } = angle;
  return (
    <li className={styles.one}>
      <p className={styles.head}>
        <bdi className={styles.name}>{name}</bdi>
        <span className={`${styles.quiet} numbers`}>
          {variants.map(({ platform }) => platformName(t, platform)).join(', ')} ·{' '}
          {t('angles.offer.left', { count: uses - used })}
        </span>
      </p>
      <p className={styles.words}>
        <ForeignText text={text} lang={lang} />
      </p>
      <div>
        <Button
          size="compact-sm"
          loading={busy}
          aria-label={t('angles.offer.useOf', { name })}
          onClick={() => onUse(angle)}
        >
          {t('angles.offer.use')}
        </Button>
      </div>
    </li>
  );
}

/** Begins a draft with the very words. */
function useBegin(opportunity: string, onBegun: (draft: Draft) => void) {
  const { t } = useWords();
  const { store } = useApp();
  const say = useSay();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id: angle, text, lang, variants }: ClearedAngle) =>
      createDraft(opportunity, { text, variants, angle, ...(lang !== 'und' && { lang }) }),
    onSuccess: ({ draft }, { name }) => {
      store.send({ type: 'draft-moved', draft });
      void queries.invalidateQueries({ queryKey: ['drafts', opportunity] });
      tellDone(t('angles.offer.begun', { name }));
      onBegun(draft);
    },
    onError: (error: Error) => tellTrouble(sayDraftRefusal(say, error, null)),
  });
}
