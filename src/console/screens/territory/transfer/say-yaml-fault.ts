import type { TFunction } from 'i18next';
import type { Problem } from '../../../../contract/problem.ts';
import type { ConsoleLanguage } from '../../../words/set-up.ts';

export type YamlFault = NonNullable<Problem['errors']>[number];

/** A fault of a YAML text in the person’s language; in the server’s own words where its code is not known here. */
export function sayYamlFault(t: TFunction, language: ConsoleLanguage, { code, data = {}, message }: YamlFault): string {
  if (code === undefined) return message;
  if (code === 'rule') return `${String(data['place'])}${t('versions.yamlFault.colon')} ${String(data[language])}`;
  const field = data['field'] === '' ? t('versions.yamlFault.file') : data['field'];
  const expected = t(`versions.yamlFault.expected.${data['expected'] ?? 'other'}`, {
    ...{ ...data, count: Number(data['n'] ?? 0), defaultValue: '' },
  });
  const found = t(`versions.yamlFault.found.${data['found'] ?? 'nothing'}`, { ...data, defaultValue: '' });
  return t(`versions.yamlFault.${code}`, { ...data, field, expected, found, defaultValue: message });
}
