import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schemaFiles } from './docs/schemas.ts';
import { withSettingsTable } from './docs/settings-table.ts';

/** `npm run schema`: writes what the documentation takes from the code. */
const root = join(import.meta.dirname, '..');
for (const { name, text } of schemaFiles()) await writeFile(join(root, 'docs', 'schema', name), text);
const readme = join(root, 'README.md');
await writeFile(readme, withSettingsTable(await readFile(readme, 'utf8')));
