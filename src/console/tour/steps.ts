import type { Me, Permission } from '../../contract/user.ts';

/** Each has a title and a text under `admin.tour`, and what on the screen it speaks of. */
const SHOWS = {
  live: 'nav a[href="/"]',
  verdict: 'main article',
  window: 'main article',
  decide: 'main article',
  approve: 'nav a[href="/approve"]',
  calendar: 'nav a[href="/calendar"]',
  admin: 'header button[aria-haspopup="menu"]:last-of-type',
  menu: 'header button[aria-haspopup="menu"]:last-of-type',
} as const;
export type TourStep = keyof typeof SHOWS;

const MOST = 6;
/** What a long tour leaves out first. */
const LESSER: readonly TourStep[] = ['window', 'calendar'];

/** What the step speaks of; null where it is not on the screen just now. */
export const shownBy = (step: TourStep): Element | null => document.querySelector(SHOWS[step]);

/** The steps for somebody with these rights: what they cannot do is not shown. */
export function tourOf({ brands, everywhere }: Pick<Me, 'brands' | 'everywhere'>): TourStep[] {
  const may = (permission: Permission) =>
    everywhere.includes(permission) || brands.some(({ permissions }) => permissions.includes(permission));
  const steps: TourStep[] = [
    ...(['live', 'verdict', 'window'] as const),
    ...(may('decide') ? (['decide'] as const) : []),
    ...(may('approve') ? (['approve'] as const) : []),
    ...(may('edit-territory') || !may('decide') ? (['calendar'] as const) : []),
    ...(may('administer') ? (['admin'] as const) : []),
    'menu',
  ];
  return steps.length > MOST ? steps.filter((step) => !LESSER.includes(step)) : steps;
}
