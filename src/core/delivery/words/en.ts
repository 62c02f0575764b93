import type { Words } from './words.ts';

const VERDICT = { go: 'the gate says go', review: 'the gate says review', block: 'the gate says block' };
const TROUBLE: Record<string, string> = {
  failed: 'did not go out',
  unknown: 'may or may not be out: look',
  held: 'is held back',
};

export const en: Words = {
  colon: ': ',
  several: (count, brands) => `${count} messages from Rebond: ${brands}`,
  because: { now: '', digest: 'Your digest.', 'quiet-hours': 'This came during your quiet hours.' },

  heading(notice, brand) {
    const { occasion, level, platform, state, everything } = notice;
    switch (occasion) {
      case 'alert':
        return `${level === 'urgent' ? 'Urgent' : 'Opportunity'} for ${brand}`;
      case 'approval':
        return `${brand}: a draft waits for approval`;
      case 'escalation':
        return `${brand}: half of the time for approving is over`;
      case 'mention':
        return `${brand}: ${notice.by} mentions you`;
      case 'assignment':
        return `${brand}: ${notice.by} hands this to you`;
      case 'freeze':
        return everything ? 'Everything is frozen' : `${brand} is frozen`;
      case 'unfreeze':
        return everything ? 'Nothing is frozen any more' : `${brand} is not frozen any more`;
      case 'hold':
        return `${brand}: an accepted story has turned`;
      case 'publication':
        return `${brand}: the post on ${platform} ${TROUBLE[state ?? ''] ?? 'needs a look'}`;
      case 'test':
        return 'A test message from Rebond';
    }
  },

  detail(notice, time) {
    const { occasion, score, verdict, until, by } = notice;
    switch (occasion) {
      case 'alert':
        return [
          score !== undefined && `score ${score}`,
          verdict && VERDICT[verdict],
          until && `the window closes around ${time(until)}`,
        ]
          .filter(Boolean)
          .join(' · ');
      case 'approval':
      case 'escalation':
        return [by && `written by ${by}`, until && `approve by ${time(until)}`].filter(Boolean).join(' · ');
      case 'freeze':
        return by ? `by ${by}; nothing is accepted, approved or published until it is lifted` : '';
      case 'hold':
        return 'Its drafts and posts wait until somebody decides again.';
      case 'test':
        return 'If you can read this, the channel works.';
      case 'mention':
      case 'assignment':
      case 'unfreeze':
      case 'publication':
        return '';
    }
  },
};
