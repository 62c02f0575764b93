import { Moment } from '../../../src/contract/moment.ts';
import type { z } from 'zod';

/** A moment of which only what matters is stated. */
export const moment = (stated: Partial<z.input<typeof Moment>> = {}): Moment =>
  Moment.parse({
    id: 'open-day',
    name: { en: 'Open day', fr: 'Portes ouvertes' },
    rule: { kind: 'fixed', date: '05-04' },
    tone: 'commercial',
    ...stated,
  });
