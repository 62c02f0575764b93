import { sayCountries } from '../words/days.ts';
import { useWords } from './use-words.ts';

/** As many fit beside a name. */
const SHOWN = 4;

/** Where a date counts, as two-letter codes whose names are read aloud and shown on hovering; nothing if everywhere. */
export function CountryCodes({ codes }: { codes: readonly string[] }) {
  const { t, language } = useWords();
  if (codes.length === 0) return null;
  const names = sayCountries(codes, language);
  const shown = codes.slice(0, SHOWN).join(' ');
  const more = codes.length - SHOWN;
  return (
    <span title={names}>
      <span aria-hidden="true">({more > 0 ? t('calendar.countries', { codes: shown, more }) : shown})</span>
      <span className="hidden-text">({names})</span>
    </span>
  );
}
