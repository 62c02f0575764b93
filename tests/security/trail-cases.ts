/** Which halves of an entry are filled: what was there before, and what was there after. */
export type Sides = 'neither' | 'before' | 'after' | 'both';

/** What a change that went well leaves in the trail: one of these entries, unless `SEVERAL` says otherwise. */
export const ENTRIES: Readonly<Record<string, Readonly<Record<string, Sides>>>> = {
  'get /welcome': { 'session.open': 'after' },
  'post /api/links/use': { 'person.roles': 'both', 'person.join': 'after', 'person.password': 'neither' },
  'post /api/account/profile': { 'account.profile': 'both' },
  'post /api/account/password': { 'account.password': 'after' },
  'post /api/account/sessions/{session}/end': { 'session.end': 'after' },
  'post /api/account/sessions/end-others': { 'session.end': 'after' },
  'post /api/account/two-factor/confirm': { 'account.two-factor-on': 'neither' },
  'post /api/account/two-factor/end': { 'account.two-factor-off': 'neither' },
  'post /api/account/two-factor/recovery-codes': { 'account.recovery-codes': 'neither' },
  'post /api/admin/invitations': { 'person.invite': 'after' },
  'post /api/admin/invitations/{invitation}/withdraw': { 'person.withdraw': 'before' },
  'post /api/admin/people/{person}/roles': { 'person.roles': 'both' },
  'post /api/admin/people/{person}/deactivate': { 'person.deactivate': 'neither' },
  'post /api/admin/people/{person}/reactivate': { 'person.reactivate': 'neither' },
  'post /api/admin/people/{person}/password-reset': { 'person.password-reset': 'neither' },
  'post /api/admin/people/{person}/two-factor-reset': { 'person.two-factor-reset': 'neither' },
  'post /api/admin/people/{person}/sessions/end': { 'session.end': 'after' },
  'post /api/admin/people/{person}/sessions/{session}/end': { 'session.end': 'after' },
  'post /api/admin/tokens': { 'token.create': 'after' },
  'post /api/admin/tokens/{token}/revoke': { 'token.revoke': 'before' },

  'post /api/brands': { 'brand.create': 'after' },
  'post /api/brands/{brand}/settings': { 'brand.change': 'both' },
  'post /api/brands/{brand}/territory/publish': { 'territory.publish': 'both' },
  'post /api/brands/{brand}/territory/restore': { 'territory.restore': 'both' },
  'post /api/brands/{brand}/territory/discard': { 'territory.discard': 'before' },
  'post /api/brands/{brand}/freeze': { 'freeze.set': 'after' },
  'post /api/brands/{brand}/unfreeze': { 'freeze.lift': 'both' },
  'post /api/freeze': { 'freeze.set': 'after' },
  'post /api/unfreeze': { 'freeze.lift': 'both' },
  'post /api/brands/{brand}/moments': { 'moment.add': 'after', 'moment.change': 'both' },
  'post /api/brands/{brand}/moments/{moment}/remove': { 'moment.remove': 'before' },
  'post /api/brands/{brand}/calendar/import': { 'moment.add': 'after' },
  'post /api/moments/{card}/decisions': { 'moment.plan': 'after', 'moment.reopen': 'both' },

  'post /api/opportunities/{opportunity}/decisions': {
    ...{ 'opportunity.accept': 'both', 'opportunity.reopen': 'both', 'opportunity.snooze': 'both' },
    ...{ 'opportunity.dismiss': 'both', 'opportunity.override': 'both' },
  },
  'post /api/opportunities/{opportunity}/comments': { 'opportunity.comment': 'after' },
  'post /api/opportunities/{opportunity}/assignment': { 'opportunity.assign': 'after' },
  'post /api/opportunities/{opportunity}/drafts': { 'draft.create': 'after' },
  'post /api/drafts/{draft}/moves': {
    ...{ 'draft.write': 'both', 'draft.send': 'both', 'draft.approve': 'both', 'draft.ask-change': 'both' },
    ...{ 'draft.reject': 'both', 'draft.publish': 'both', 'draft.withdraw': 'both', 'angle.use': 'both' },
  },
  'post /api/drafts/{draft}/publications': { 'publication.order': 'both' },
  'post /api/publications/{publication}/moves': { 'publication.cancel': 'both' },
  'post /api/drafts/{draft}/outside': { 'outside.ask': 'after' },
  'post /api/drafts/{draft}/outside/{link}/take-back': { 'outside.take-back': 'before' },
  'post /api/outside/answer': { 'draft.approve': 'both', 'outside.answer': 'after' },
  'post /api/brands/{brand}/angles': { 'angle.propose': 'after' },
  'post /api/angles/{angle}/approve': { 'angle.approve': 'both' },
  'post /api/angles/{angle}/withdraw': { 'angle.withdraw': 'both' },
  'post /api/brands/{brand}/media': { 'media.add': 'after' },
  'post /api/brands/{brand}/destinations': { 'destination.add': 'after' },
  'post /api/destinations/{destination}': { 'destination.change': 'both' },
  'post /api/destinations/{destination}/remove': { 'destination.remove': 'before' },

  'post /api/channels': { 'channel.add': 'after' },
  'post /api/brands/{brand}/channels': { 'channel.add': 'after' },
  'post /api/channels/{channel}/change': { 'channel.change': 'both' },
  'post /api/channels/{channel}/remove': { 'channel.remove': 'before' },
  'post /unsubscribe/{signed}': { 'channel.switch-off': 'after' },
  'post /api/deliveries/{delivery}/resend': { 'channel.resend': 'before' },
};

/** Those that may leave more than one entry, and why. Every other leaves exactly one. */
export const SEVERAL: Readonly<Record<string, string>> = {
  'post /api/links/use': 'what the inviter gave is theirs, one entry a brand; that it was taken is the newcomer’s',
  'post /api/admin/people/{person}/roles': 'one entry a brand, so that each brand’s trail is whole',
  'post /api/brands/{brand}/calendar/import': 'one entry a moment',
  'post /api/drafts/{draft}/moves':
    'sent by an angle cleared in advance: the draft moves, and the angle has a use less',
  'post /api/outside/answer': 'the draft moves; that a link was used, and by whom, stands beside it',
};

const NOTHING_KEPT = 'it computes an answer and keeps nothing';

/** Changes by their method that rightly leave no entry, and why. */
export const NO_ENTRY: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['check', 'explain', 'inflections', 'paste'].map((name) => `/api/queries/${name}`),
      ...['sample', 'breadth', 'examples'].map((name) => `/api/brands/{brand}/lookback/${name}`),
      ...['check', 'first', 'noise', 'suggestions'].map((name) => `/api/brands/{brand}/territory/${name}`),
      ...['/api/brands/{brand}/explain', '/api/brands/{brand}/draft-check', '/api/link-preview'],
      ...['/api/links/look', '/api/outside/look'],
    ].map((path) => [`post ${path}`, NOTHING_KEPT]),
  ),
  'post /api/opportunities/{opportunity}/suggestions':
    'proposes texts; what somebody takes of them is a draft, entered',
  'post /api/brands/{brand}/replays': 'goes over the past with a rule; nothing that runs changes',
  'post /api/brands/{brand}/replays/{replay}/cancel': 'ends such a look over the past',
  'post /api/brands/{brand}/territory/draft':
    'the working copy, saved as somebody types: who and when stand with it; publishing it is entered with every word',
  'post /api/brands/{brand}/territory/import': 'goes into the working copy, as above',
  'post /api/opportunities/{opportunity}/context':
    'that somebody has read it stands beside the card with name and time; the decision that follows is entered',
  'post /api/me/views': 'filters that one person keeps for themselves',
  'post /api/me/views/remove': 'filters that one person keeps for themselves',
  'post /api/account/two-factor/begin': 'nothing counts before a code has confirmed it, which is entered',
  'post /api/channels/{channel}/test': 'a message that stands in the log of deliveries',
  'post /api/destinations/{destination}/test': 'asks whether the door opens, and keeps nothing',
  'post /api/sources/{source}/test': 'asks a feed once more, as happens every few minutes',
  'post /api/sources/{source}/speed': 'how fast a recording is played, forgotten with the process that plays it',
  'post /api/signals': 'a program’s signals are no deed of a person; the log keeps them as they came',
};
