import fc from 'fast-check';

/** Properties try the same cases on every run; `PROPERTY_SEED=7 npm run unit` tries others. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['PROPERTY_SEED'] ?? 20_260_714) });
