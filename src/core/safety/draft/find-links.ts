import type { Brand } from '../../../contract/brand.ts';
import type { VerdictLevel } from '../../../contract/opportunity.ts';
import { fold } from '../../text/fold.ts';
import { tokenize } from '../../text/tokens.ts';
import { disguisedAs } from './look-alike.ts';
import { finding } from './finding.ts';
import type { DraftReader } from './matter.ts';

const RUNS_CODE = /^(?:javascript|vbscript|data|file|blob):/i;
const WEB = /^https?:\/\//i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const NUMBERED = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[.*\])$/;
const TRACKERS =
  /^(?:utm_\w+|at_\w+|fbclid|gclid|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|vero_id|ref_src|xtor)$/i;
const SHORTENERS = new Set(
  (
    'bit.ly t.co tinyurl.com ow.ly goo.gl is.gd v.gd buff.ly cutt.ly rebrand.ly lnkd.in dlvr.it shorturl.at rb.gy t.ly ' +
    'tiny.cc lc.cx urlz.fr bl.ink s.id shor.by short.io trib.al fb.me amzn.to youtu.be.gd qr.ae soo.gd clck.ru'
  ).split(' '),
);

type LinkKind = 'code' | 'scheme' | 'broken' | 'user' | 'address' | 'look-alike' | 'foreign' | 'shortener' | 'tracker';

const LEVELS: Record<LinkKind, VerdictLevel> = {
  code: 'block',
  scheme: 'review',
  broken: 'review',
  user: 'block',
  address: 'review',
  'look-alike': 'block',
  foreign: 'review',
  shortener: 'review',
  tracker: 'go',
};

/** Addresses that lead elsewhere than people think, or tell more than they should. */
export const findLinks: DraftReader = ({ draft, brand }) =>
  draft.links.flatMap((link) =>
    faultsOf(link.address, brand).map((kind) => finding(draft, 'link', LEVELS[kind], [link], { kind })),
  );

function faultsOf(address: string, brand: Pick<Brand, 'id' | 'name'>): LinkKind[] {
  if (RUNS_CODE.test(address)) return ['code'];
  // A host without a scheme may have a port, which looks like one.
  const isWeb = WEB.test(address) || !SCHEME.test(address) || /^[^/:]+\.[^/:]+(?::\d|\/|$)/.test(address);
  if (!isWeb) return ['scheme'];
  const url = URL.parse(WEB.test(address) ? address : `https://${address}`);
  if (!url) return ['broken'];
  const faults: LinkKind[] = [];
  if (url.username !== '' || url.password !== '') faults.push('user');
  const host = url.hostname.replace(/^www\./, '');
  if (NUMBERED.test(host)) faults.push('address');
  const written = hostAsWritten(address);
  if (isLookAlike(written, host, brand)) faults.push('look-alike');
  else if (host.includes('xn--')) faults.push('foreign');
  if (SHORTENERS.has(host)) faults.push('shortener');
  if ([...url.searchParams.keys()].some((name) => TRACKERS.test(name))) faults.push('tracker');
  return faults;
}

function hostAsWritten(address: string): string {
  const behind = address.slice(address.indexOf('://') < 0 ? 0 : address.indexOf('://') + 3);
  const authority = behind.split(/[/?#]/, 1)[0]!;
  return authority.slice(authority.lastIndexOf('@') + 1);
}

/** Letters of two scripts in one name, or the brand's own name spelled with what only looks like its letters. */
function isLookAlike(written: string, host: string, { id, name }: Pick<Brand, 'id' | 'name'>): boolean {
  const mixed = written.split('.').some((label) => disguisedAs(fold(label)) !== null);
  const plain = host.replace(/[^a-z0-9]/g, '');
  const read = plain
    .replace(/[0134578]/g, (digit) => DIGITS[digit]!)
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
  const isCopied = (own: string): boolean => own.length > 4 && !plain.includes(own) && read.includes(own);
  return mixed || [id, name].some((own) => isCopied(tokenize(own).join('')));
}

const DIGITS: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' };
