import type { Evidence } from '../../../contract/story.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { OutsideLink } from '../../ui/outside-link.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { safeAddress } from '../../ui/safe-address.ts';
import { useWords } from '../../ui/use-words.ts';
import styles from './opportunity.module.css';
import { WhyMatched } from './why-matched.tsx';

/** Characters of a long text that are enough to judge it by. */
const ENOUGH = 400;

interface Props {
  readonly item: Evidence;
  readonly copies?: readonly Evidence[];
  /** The brand for which it can be asked why the item matched. */
  readonly brand?: string;
}

/** One item as its author wrote it, with who, where and when. */
export function EvidenceItem({ item, copies = [], brand }: Props) {
  const { t } = useWords();
  const head = item.title || shorten(item.text) || t('opportunity.noTitle');
  const body = item.title && item.text && item.text !== item.title ? shorten(item.text) : '';
  return (
    <li className={styles.item}>
      <p className={item.title ? styles.itemTitle : undefined}>
        <OutsideLink href={item.url}>
          <ForeignText text={head} lang={item.lang} />
        </OutsideLink>
      </p>
      {body && (
        <p className={styles.itemText}>
          <ForeignText text={body} lang={item.lang} />
        </p>
      )}
      <p className={styles.itemMeta}>
        {item.author && <ForeignText text={item.author} />}
        <bdi>{hostOf(item)}</bdi>
        <RelativeTime at={item.at} />
        <Counts item={item} />
        {item.copyOf && <span className={styles.copy}>{t('opportunity.copy')}</span>}
      </p>
      {brand !== undefined && <WhyMatched item={item} brand={brand} />}
      {copies.length > 0 && (
        <details className={styles.behind}>
          <summary>{t('opportunity.showCopies', { count: copies.length })}</summary>
          <ul className={styles.items}>
            {copies.map((copy) => (
              <EvidenceItem key={copy.signal} item={copy} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function Counts({ item: { metrics } }: { item: Evidence }) {
  const { t } = useWords();
  const shown = (['likes', 'shares', 'comments', 'views'] as const).flatMap((name) => {
    const count = metrics[name];
    return count === undefined || count === 0 ? [] : [t(`opportunity.metrics.${name}`, { count })];
  });
  return shown.length > 0 ? <span className="numbers">{shown.join(' · ')}</span> : null;
}

function hostOf(item: Evidence): string {
  const address = safeAddress(item.url);
  return item.site ?? (address ? new URL(address).hostname : item.source);
}

function shorten(text: string): string {
  return text.length <= ENOUGH ? text : `${text.slice(0, ENOUGH).trimEnd()}…`;
}
