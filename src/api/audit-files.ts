import type { AuditRecord } from '../contract/audit.ts';
import { writeCsv } from './csv.ts';

const COLUMNS = [
  'id',
  'at',
  'actor',
  'actorName',
  'action',
  'subject',
  'subjectName',
  'brand',
  'before',
  'after',
] as const;

/** RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8. */
export function writeAuditCsv(records: readonly AuditRecord[]): string {
  const rows = records.map((record) => COLUMNS.map((column) => cellOf(record[column])));
  return writeCsv([COLUMNS, ...rows]);
}

/** One JSON object a line. */
export function writeAuditLines(records: readonly AuditRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

const cellOf = (value: string | number | object | null): string | number | null =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
