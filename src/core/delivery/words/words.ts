import type { Notice } from '../../../contract/delivery.ts';

/** What messages say in one language. Times come said already. */
export interface Words {
  /** Between a heading and what it is about. */
  readonly colon: string;
  several(count: number, brands: string): string;
  readonly because: Readonly<Record<'now' | 'digest' | 'quiet-hours', string>>;
  heading(notice: Notice, brand: string): string;
  /** Empty where there is no more to say. */
  detail(notice: Notice, time: (at: string) => string): string;
}
