import type { ReactNode } from 'react';
import { safeAddress } from './safe-address.ts';
import { useWords } from './use-words.ts';

/** A link to where a post came from. Anything but http(s) stays text. */
export function OutsideLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  const { t } = useWords();
  const address = safeAddress(href);
  if (!address) return <>{children}</>;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {children}
      <span className="hidden-text"> {t('opportunity.opensOutside')}</span>
    </a>
  );
}
