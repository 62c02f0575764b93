import type { TFunction } from 'i18next';
import type { Rule } from '../../contract/moment.ts';
import { sayDay, saySpan } from './days.ts';

/** A leap year, so that every day of a year can be written. */
const ANY_YEAR = '2024';

/** When a moment comes round, in words. Rules that nobody writes by hand are only said to exist. */
export function sayRule(t: TFunction, rule: Rule, language: string): string {
  switch (rule.kind) {
    case 'list': {
      const [first = '', ...rest] = rule.dates;
      const day = saySpan(first, first, language, true);
      return rest.length === 0
        ? t('calendar.rule.list', { day })
        : t('calendar.rule.listMore', { day, count: rest.length });
    }
    case 'fixed':
      return t('calendar.rule.fixed', { day: sayDay(`${ANY_YEAR}-${rule.date}`, language) });
    case 'recurrence': {
      const day = saySpan(rule.start, rule.start, language, true);
      return t(`calendar.rule.${rule.unit}`, { count: rule.every, day });
    }
    case 'nth':
    case 'weekday':
    case 'easter':
    case 'calendar':
    case 'unless':
      return t('calendar.rule.other');
  }
}
