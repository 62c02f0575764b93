import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { tellDone } from '../decide/tell-done.tsx';
import { sayDeadline } from '../screens/drafts/say-draft.ts';
import { useSay } from '../screens/drafts/use-say.ts';
import { draftNews } from '../state/draft-news.ts';
import type { DraftNews } from '../state/draft-news.ts';
import type { LiveState } from '../state/live-state.ts';
import { findCard } from '../state/select.ts';
import { useApp, useLive, useMe } from '../ui/app-context.tsx';

/** Tells of drafts that wait for this person, and of what became of theirs: on screen with a way there, and aloud. */
export function DraftAnnouncer() {
  const me = useMe();
  const drafts = useLive((state) => state.drafts);
  // What was there before the console was is no news.
  const isLive = useLive((state) => state.connection.kind === 'live');
  const known = useRef<LiveState['drafts'] | null>(null);
  const [text, setText] = useState('');
  const tell = useTelling();
  const compare = useEffectEvent(() => {
    const news = known.current ? draftNews(known.current, drafts, me) : [];
    if (isLive || known.current) known.current = drafts;
    const said = news.map(tell);
    if (said.length > 0) setText(said.join('. '));
  });
  useEffect(() => compare(), [drafts, isLive]);
  return (
    <div role="log" aria-live="polite" className="hidden-text">
      {text}
    </div>
  );
}

/** Shows one piece of news and answers its sentence. */
function useTelling(): (news: DraftNews) => string {
  const { store } = useApp();
  const say = useSay();
  const navigate = useNavigate();
  return (news) => {
    const { draft } = news;
    const title = findCard(store.get(), draft.opportunity)?.opportunity.title ?? draft.text;
    const by = draft.deadline === undefined ? '' : sayDeadline(say, Date.parse(draft.deadline));
    const sentence = saySentence(say.t, news, { title, by });
    const isHere =
      location.pathname === '/approve' || location.pathname === `/o/${encodeURIComponent(draft.opportunity)}`;
    const act =
      news.kind === 'heard'
        ? () => void navigate({ to: '/o/$id', params: { id: draft.opportunity } })
        : () => void navigate({ to: '/approve', search: { draft: draft.id } });
    if (!isHere || news.kind === 'heard') tellDone(sentence, isHere ? undefined : { label: say.t('card.open'), act });
    return sentence;
  };
}

function saySentence(
  t: ReturnType<typeof useSay>['t'],
  news: DraftNews,
  values: { title: string; by: string },
): string {
  if (news.kind === 'heard') return t(`drafts.heard.${news.draft.state}`, { ...values, name: news.by ?? '' });
  return t(`drafts.approve.${news.kind === 'waiting' ? 'announceOne' : 'announceCalled'}`, values);
}
