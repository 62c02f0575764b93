import { sayExactly, sayWhen } from '../words/format.ts';
import { useNow } from './app-context.tsx';
import { useWords } from './use-words.ts';

/** How long ago, with the exact time in the viewer's zone on hover. */
export function RelativeTime({ at }: { at: string }) {
  const { language } = useWords();
  const now = useNow();
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={sayExactly(time, language)} className="numbers">
      {sayWhen(time, now, language)}
    </time>
  );
}
