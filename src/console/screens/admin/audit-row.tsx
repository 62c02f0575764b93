import type { AuditRecord } from '../../../contract/audit.ts';
import { Link } from '@tanstack/react-router';
import { findCard } from '../../state/select.ts';
import { useLive, useMe } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayExactly } from '../../words/format.ts';
import styles from './admin.module.css';
import { sayAction } from './say-action.ts';

/** One deed: when, who, what, to what; what was before and after on demand. */
export function AuditRow({ record }: { record: AuditRecord }) {
  const { t, language } = useWords();
  const { brands } = useMe();
  const { actor, before, after } = record;
  const brand = brands.find(({ id }) => id === record.brand)?.name ?? record.brand;
  return (
    <li className={styles.entry}>
      <time dateTime={record.at} className="numbers">
        {sayExactly(Date.parse(record.at), language)}
      </time>
      <div>
        <strong>
          <bdi>{record.actorName ?? t(`admin.audit.part.${actor}`, { defaultValue: actor })}</bdi>
        </strong>{' '}
        <span title={record.action}>{sayAction(t, record.action)}</span>{' '}
        <span className={styles.quiet}>
          <Subject record={record} />
          {brand && (
            <>
              {' '}
              · <bdi>{brand}</bdi>
            </>
          )}
        </span>
        {(before ?? after) && (
          <details>
            <summary>{t('admin.audit.details')}</summary>
            <dl className={styles.values}>
              <Value label={t('admin.audit.before')} value={before} />
              <Value label={t('admin.audit.after')} value={after} />
            </dl>
          </details>
        )}
      </div>
    </li>
  );
}

/** What it was done to; a story, or the draft that answers it, is a way there. Nothing where it is whoever did it. */
function Subject({ record }: { record: AuditRecord }) {
  const { t } = useWords();
  const { subject, actor, action, brand } = record;
  const noun = action.split('.', 1)[0];
  const draft = useLive((state) => (noun === 'draft' ? state.drafts[brand ?? '']?.[subject] : undefined));
  const story = noun === 'opportunity' ? subject : draft?.opportunity;
  const title = useLive((state) => (story ? findCard(state, story)?.opportunity.title : undefined));
  if (subject === actor) return null;
  if (story) {
    return (
      <>
        ·{' '}
        <Link to="/o/$id" params={{ id: story }} title={subject}>
          <bdi>{title ?? t('admin.audit.story')}</bdi>
        </Link>
      </>
    );
  }
  return (
    <span title={subject}>
      · <bdi>{noun === 'draft' ? t('admin.audit.draft') : nameOf(record)}</bdi>
    </span>
  );
}

/** The name that people know it by. */
function nameOf({ subject, subjectName, brand, before, after }: AuditRecord): string {
  const names = [after, before].flatMap((values) => [values?.label, values?.email]);
  const own = brand !== null && subject.startsWith(`${brand}:`) ? subject.slice(brand.length + 1) : subject;
  return subjectName ?? names.find((name) => typeof name === 'string') ?? own;
}

function Value({ label, value }: { label: string; value: AuditRecord['before'] }) {
  if (!value) return null;
  const lines = Object.entries(value).map(
    ([field, inner]) => `${field}: ${typeof inner === 'string' ? inner : JSON.stringify(inner)}`,
  );
  return (
    <>
      <dt>{label}</dt>
      <dd>{lines.join('\n')}</dd>
    </>
  );
}
