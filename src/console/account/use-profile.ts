import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { ProfileRequest } from '../../contract/account.ts';
import { accountQuery, saveProfile } from '../api/accounts.ts';
import { meQuery } from '../api/queries.ts';
import { useMe } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';
import { useZone } from '../ui/zone.ts';
import { speak } from '../words/set-up.ts';

/** Lets what the person chose once count on this device too; the server's word wins over the device's. */
export function useFollowProfile(): void {
  const { profile } = useMe();
  const { words, code } = useWords();
  const { setColorScheme } = useMantineColorScheme();
  const setZone = useZone();
  const follow = useEffectEvent(() => {
    if (profile?.language && profile.language !== code) void speak(words, localStorage, profile.language);
    if (profile?.theme) setColorScheme(profile.theme);
    setZone(profile?.timeZone ?? null);
  });
  useEffect(() => follow(), [profile?.language, profile?.theme, profile?.timeZone]);
}

/** Keeps a choice on the server. Where that fails it still counts on this device. */
export function useKeepProfile(): (chosen: ProfileRequest) => void {
  const queries = useQueryClient();
  const { profile } = useMe();
  return (chosen) => {
    if (!profile) return;
    const { name: _, ...part } = chosen;
    queries.setQueryData(meQuery.queryKey, (me) => me && { ...me, profile: { ...profile, ...part } });
    saveProfile(chosen).then(
      (account) => queries.setQueryData(accountQuery.queryKey, account),
      () => undefined,
    );
  };
}
