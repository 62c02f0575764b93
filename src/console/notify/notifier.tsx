import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Card } from '../../contract/card.ts';
import { isLouder } from '../../contract/decision.ts';
import { readKept } from '../team/kept.ts';
import { useApp, useNow } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';
import { sayClosing } from '../ui/window-bar.tsx';
import { disturb } from './disturb.ts';
import { listen } from './louder.ts';
import type { Heard } from './louder.ts';
import { modeFor, NotifyProfile, PROFILE_KEPT_AS, USUAL } from './profile.ts';
import { claim, lead } from './told.ts';

/** What became loud while another tab led, and that tab may not have told. Milliseconds. */
const HANDED_OVER_MS = 5_000;

/** Disturbs the person at this device once for each level of a card, in the way they chose. */
export function Notifier() {
  const { store, clock } = useApp();
  const heard = useRef<Heard>(new Map());
  const leads = useRef(false);
  const waiting = useRef<{ card: Card; at: number }[]>([]);
  const tell = useTell();
  const tellFresh = useEffectEvent((cards: readonly Card[]) => {
    const fresh = new Set(claim(localStorage, cards.map(toLoud)).map(({ id }) => id));
    tell(cards.filter(({ opportunity }) => fresh.has(opportunity.id)));
  });
  const onLead = useEffectEvent(() => {
    leads.current = true;
    tellFresh(waiting.current.filter(({ at }) => at > clock() - HANDED_OVER_MS).map(({ card }) => card));
    waiting.current = [];
  });
  const onChange = useEffectEvent(() => {
    const { cards, clockSkew } = store.get();
    const at = clock();
    const { heard: next, louder, opening } = listen(heard.current, cards, at + clockSkew);
    heard.current = next;
    if (opening.length > 0) claim(localStorage, opening.map(toLoud));
    if (louder.length === 0) return;
    if (leads.current) return tellFresh(louder);
    const recent = waiting.current.filter((one) => one.at > at - HANDED_OVER_MS);
    waiting.current = [...recent, ...louder.map((card) => ({ card, at }))];
  });
  useEffect(() => {
    let seen: unknown;
    const listener = () => {
      const { cards } = store.get();
      if (cards !== seen) onChange();
      seen = cards;
    };
    listener();
    const unsubscribe = store.subscribe(listener);
    const stop = lead(() => onLead());
    return () => {
      unsubscribe();
      leads.current = false;
      stop();
    };
  }, [store]);
  return null;
}

const toLoud = ({ opportunity: { id, level } }: Card) => ({ id, level });

/** What came at once disturbs once, with the loudest. */
function useTell(): (cards: readonly Card[]) => void {
  const { clock } = useApp();
  const { t, language } = useWords();
  const now = useNow();
  const navigate = useNavigate();
  return (cards) => {
    const profile = readKept(localStorage, PROFILE_KEPT_AS, NotifyProfile, USUAL);
    const date = new Date(clock());
    const minute = date.getHours() * 60 + date.getMinutes();
    const heard = cards.filter(({ opportunity }) => modeFor(profile, opportunity.level, minute) !== 'none');
    const loudest = heard.reduce<Card | undefined>(louderOf, undefined);
    if (!loudest) return;
    const { opportunity } = loudest;
    const { id, level, title, score } = opportunity;
    disturb(modeFor(profile, level, minute), {
      ...{ id, level },
      title: t('team.notify.disturb', { level: t(`verdict.${opportunity.verdict.level}`), title }),
      body: t('team.notify.body', { score: Math.round(score), closes: sayClosing(t, language, opportunity, now) }),
      onClick: () => void navigate({ to: '/o/$id', params: { id } }),
    });
  };
}

function louderOf(one: Card | undefined, other: Card): Card {
  if (!one || isLouder(other.opportunity.level, one.opportunity.level)) return other;
  const same = !isLouder(one.opportunity.level, other.opportunity.level);
  return same && other.opportunity.score > one.opportunity.score ? other : one;
}
