import type { PersonEntry } from '../../../contract/people.ts';
import { ActDialog } from './act-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { ResetDialog } from './reset-dialog.tsx';
import { RolesDialog } from './roles-dialog.tsx';
import { SessionsDialog } from './sessions-dialog.tsx';

export type PersonAct = 'roles' | 'sessions' | 'reset' | 'two-factor-reset' | 'deactivate' | 'reactivate';

export type Asked = { readonly what: 'invite' } | { readonly what: PersonAct; readonly person: PersonEntry };

/** Whichever dialog was asked for. */
export function PeopleDialogs({ asked, onClose }: { asked: Asked | null; onClose: () => void }) {
  if (!asked) return null;
  if (asked.what === 'invite') return <InviteDialog onClose={onClose} />;
  const props = { person: asked.person, onClose };
  switch (asked.what) {
    case 'roles':
      return <RolesDialog {...props} />;
    case 'sessions':
      return <SessionsDialog {...props} />;
    case 'reset':
      return <ResetDialog {...props} />;
    default:
      return <ActDialog {...props} act={asked.what} />;
  }
}
