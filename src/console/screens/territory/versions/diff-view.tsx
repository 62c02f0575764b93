import type { TFunction } from 'i18next';
import type { ClauseChange, TerritoryDiff, TextChange, TopicDiff } from '../../../../contract/territory-version.ts';
import { useWords } from '../../../ui/use-words.ts';
import styles from './versions.module.css';

/** What makes one version of another: topics, then clauses, then the rest. */
export function DiffView({ diff }: { diff: TerritoryDiff }) {
  const { t } = useWords();
  const { topics, lists, settings, examples, reordered } = diff;
  if (topics.length + lists.length + settings.length + examples.length === 0 && !reordered)
    return <p className={styles.quiet}>{t('versions.diff.same')}</p>;
  return (
    <ul className={styles.diff}>
      {topics.map((topic) => (
        <Topic key={`${topic.noGo} ${topic.id} ${topic.change}`} topic={topic} />
      ))}
      {lists.map(({ name, change, added, removed }) => (
        <li key={name}>
          <strong>{t(`versions.diff.list.${change}`, { name })}</strong>
          <Marked sign="added" texts={added} />
          <Marked sign="removed" texts={removed} />
        </li>
      ))}
      {settings.length > 0 && (
        <li>
          <strong>{t('versions.diff.whole')}</strong>
          <Settings settings={settings} />
        </li>
      )}
      {examples.map(({ kind, change, example }, i) => (
        <li key={i}>
          <Marked sign={change} texts={[example.title || example.text || example.url || '']}>
            {t(`versions.diff.example.${kind}`)}
          </Marked>
        </li>
      ))}
      {reordered && <li>{t('versions.diff.reordered')}</li>}
    </ul>
  );
}

function Topic({ topic }: { topic: TopicDiff }) {
  const { t } = useWords();
  const { label, noGo, change, clauses, words, settings, rewritten } = topic;
  return (
    <li>
      <strong>
        {t(`versions.diff.topic.${change}`, { label })}
        {noGo && ` (${t('versions.diff.noGo')})`}
      </strong>
      {clauses.map((clause, i) => (
        <Marked key={i} sign={clause.change} texts={[clause.text]}>
          {roleOf(clause, t)}
        </Marked>
      ))}
      {words && <Words words={words} />}
      <Settings settings={settings} />
      {rewritten && <p className={styles.quiet}>{t('versions.diff.rewritten')}</p>}
    </li>
  );
}

/** A text with what came and went in its place. */
function Words({ words }: { words: readonly TextChange[] }) {
  const { t } = useWords();
  return (
    <>
      <p className={styles.quiet}>{t('versions.diff.unread')}</p>
      <p className={styles.text}>
        {words.map(({ change, text }, i) => {
          if (change === 'same') return <span key={i}>{text} </span>;
          const Text = change === 'added' ? 'ins' : 'del';
          return (
            <span key={i} className={styles[change]}>
              <span className={styles.said}>{t(`versions.diff.${change}`)} </span>
              <span aria-hidden="true">{change === 'added' ? '+' : '−'}</span>
              <Text>{text}</Text>{' '}
            </span>
          );
        })}
      </p>
    </>
  );
}

const roleOf = ({ role, within }: ClauseChange, t: TFunction): string =>
  t(`versions.diff.role.${role}`) + (within === null ? '' : ` ${t('versions.diff.within', { clause: within })}`);

function Settings({ settings }: Pick<TopicDiff, 'settings'>) {
  const { t } = useWords();
  return settings.map(({ field, before, after }) => (
    <p key={field}>
      {t(`versions.diff.field.${field}`, { defaultValue: field })}: <del>{sayValue(before)}</del>{' '}
      <span aria-hidden="true">→</span> <ins>{sayValue(after)}</ins>
    </p>
  ));
}

/** A value of a setting, short. */
function sayValue(value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return '–';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object') return Object.values(value).map(sayValue).join(' · ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface MarkedProps {
  readonly sign: 'added' | 'removed';
  readonly texts: readonly string[];
  readonly children?: string;
}

/** What came or went, told by a sign and a word as well as by colour. */
function Marked({ sign, texts, children }: MarkedProps) {
  const { t } = useWords();
  const Text = sign === 'added' ? 'ins' : 'del';
  return texts.map((text) => (
    <p key={text} className={styles[sign]}>
      <span aria-hidden="true">{sign === 'added' ? '+ ' : '− '}</span>
      <span className={styles.said}>{t(`versions.diff.${sign}`)} </span>
      <Text>
        <code>{text}</code>
      </Text>
      {children !== undefined && <small> {children}</small>}
    </p>
  ));
}
