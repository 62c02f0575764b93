import type { Kysely } from 'kysely';
import type { Clock } from '../context.ts';
import { BrandSettings } from '../contract/territory-version.ts';
import type { BrandSettingsStore } from '../ports/territory.ts';
import { writeAudit } from './audit.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';
import { announceTerritory } from './territories-publish.ts';

export function createBrandSettings({
  db,
  clock,
}: {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
}): BrandSettingsStore {
  return {
    change: (id, settings, by) =>
      db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom('brands').select('body').where('id', '=', id).forUpdate().executeTakeFirst();
        if (!row) return null;
        const brand = { ...row.body, ...settings };
        const at = clock();
        const changed = { body: toJson(brand), updated_at: new Date(at) };
        await trx.updateTable('brands').set(changed).where('id', '=', id).execute();
        const before = BrandSettings.strip().parse(row.body);
        const audited = { at, actor: by, action: 'brand.change', subject: id, brand: id };
        await writeAudit(trx, { ...audited, before, after: settings });
        await announceTerritory(trx, id);
        return brand;
      }),
  };
}
