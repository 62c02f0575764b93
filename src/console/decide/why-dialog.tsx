import { Button } from '@mantine/core';
import type { Card } from '../../contract/card.ts';
import danger from '../ui/danger.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { useMe, useNow } from '../ui/app-context.tsx';
import { ForeignText } from '../ui/foreign-text.tsx';
import { ButtonLink } from '../ui/links.tsx';
import { useActs } from '../ui/use-acts.ts';
import { useWords } from '../ui/use-words.ts';
import { sayWhen } from '../words/format.ts';
import { sayReason } from '../words/reason.ts';
import { useDecider } from './decider.ts';
import styles from './decide.module.css';
import { heldFor } from './held-for.ts';

/** Why a card is blocked, or held after it was accepted; where the posts behind it are; and what can be done. */
export function WhyDialog({ card, onClose }: { card: Card; onClose: () => void }) {
  const { t, words } = useWords();
  const { id, title, lang, verdict } = card.opportunity;
  const reasons = card.hold ? heldFor(card) : verdict.reasons;
  return (
    <Dialog title={t(card.hold ? 'gate.held.bare' : 'decide.whyTitle')} onClose={onClose}>
      <div className={styles.form}>
        <p className={styles.about}>
          <ForeignText text={title} lang={lang} />
        </p>
        {card.hold && <HeldLead card={card} />}
        <ul className={styles.why}>
          {reasons.map((reason, index) => (
            <li key={index}>{sayReason(words, reason)}</li>
          ))}
        </ul>
        {card.hold && reasons.length === 0 && <p>{t('gate.held.milder')}</p>}
        <WhatToDo card={card} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.close')}
          </Button>
          <ButtonLink variant="default" to="/o/$id" params={{ id }} onClick={onClose}>
            {t('decide.seeEvidence')}
          </ButtonLink>
          <WayOut card={card} onClose={onClose} />
        </div>
      </div>
    </Dialog>
  );
}

/** Who accepted it, when, and what the gate said then. */
function HeldLead({ card: { decision } }: { card: Card }) {
  const { t, language } = useWords();
  const now = useNow();
  if (!decision) return null;
  const level = t(`verdict.${decision.verdict?.level ?? 'go'}`);
  const ago = sayWhen(Date.parse(decision.at), now, language);
  return <p>{t('gate.held.lead', { name: decision.by.name, ago, level })}</p>;
}

function WhatToDo({ card }: { card: Card }) {
  const { t } = useWords();
  const me = useMe();
  const { reopen } = useActs(card);
  const approves = me.brands.find(({ id }) => id === card.opportunity.brand)?.permissions.includes('approve');
  const blocked = approves ? 'gate.override.may' : 'gate.override.mayNot';
  const held = reopen ? (approves ? 'gate.held.do' : 'gate.held.doAsk') : 'gate.held.doRead';
  return <p className={styles.about}>{t(card.hold ? held : blocked)}</p>;
}

/** The one act that leads on: a held card is reopened, a blocked one accepted all the same by those who may. */
function WayOut({ card, onClose }: { card: Card; onClose: () => void }) {
  const { t } = useWords();
  const { act } = useDecider();
  const { override, reopen } = useActs(card);
  if (override) {
    return (
      <Button className={danger.outline} variant="default" onClick={() => act(card, 'override')}>
        {t('gate.override.open')}
      </Button>
    );
  }
  if (!card.hold || !reopen) return null;
  return <Button onClick={() => (onClose(), act(card, 'reopen'))}>{t('card.reopen')}</Button>;
}
