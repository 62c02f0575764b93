import type { Freeze } from '../../contract/freeze.ts';
import { useNow } from '../ui/app-context.tsx';
import { ForeignText } from '../ui/foreign-text.tsx';
import { useWords } from '../ui/use-words.ts';
import { sayClock, sayExactly } from '../words/format.ts';
import { useScopeName } from './use-freeze.ts';

/** "Everything is frozen for … since 20:41 by …: why". */
export function FreezeWords({ freeze }: { freeze: Freeze }) {
  const { t, language } = useWords();
  const now = useNow();
  const name = useScopeName();
  const at = Date.parse(freeze.at);
  const values = { scope: name(freeze.scope), time: sayClock(at, now, language), name: freeze.by.name };
  return (
    <>
      <strong title={sayExactly(at, language)}>{t('gate.freeze.banner', values)}</strong>{' '}
      <ForeignText text={freeze.reason} />
    </>
  );
}
