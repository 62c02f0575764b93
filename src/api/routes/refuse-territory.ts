import type { Territory } from '../../contract/territory.ts';
import type { BrokenExample } from '../../contract/territory-version.ts';
import type { Outrun, TerritoryRefusal, YamlFault } from '../../ports/territory.ts';
import { ProblemError } from '../errors.ts';

type Refusal = TerritoryRefusal | { readonly yamlFaults: readonly YamlFault[] };

/** Errors said of one territory: more are seen once these are mended. */
const MOST_TOLD = 50;

/** What was done; a refusal is thrown, with what to do about it. */
export function orRefuse<T extends object>(done: T | Refusal): T {
  if ('outrun' in done) throw refuseOutrun(done);
  if ('yamlFaults' in done) throw refuseYaml((done as { yamlFaults: readonly YamlFault[] }).yamlFaults);
  if ('broken' in done) throw refuseExamples((done as { broken: readonly BrokenExample[] }).broken);
  if ('faults' in done) {
    const faults = done.faults;
    const errors = faults.slice(0, MOST_TOLD).map(({ path, message }) => ({ path, message: message.en }));
    throw new ProblemError('territory-faults', 'Mend what cannot be read, save, and publish again.', { errors });
  }
  return done;
}

/** The territory of a request must be that of the brand of the address. */
export function ofBrand<T extends { readonly territory: Territory }>(brand: string, body: T): T {
  if (body.territory.brand === brand) return body;
  throw new ProblemError('invalid', 'territory.brand: not the brand of the address', {
    errors: [{ path: 'territory.brand', message: 'not the brand of the address' }],
  });
}

function refuseOutrun({ outrun, by, now }: Outrun): ProblemError {
  const who = by === '' ? 'Somebody' : by;
  if (outrun === 'revision') {
    return new ProblemError(
      'other-revision',
      `${who} has saved or published meanwhile: revision ${now} is there now. Nothing of yours was written: look at theirs, ` +
        'and save yours over it only if you mean to.',
    );
  }
  const runs = now === null ? 'no version runs' : `version ${now} runs, by ${who}`;
  return new ProblemError('other-live', `Meanwhile ${runs}. Compare with it and publish again.`);
}

function refuseExamples(broken: readonly BrokenExample[]): ProblemError {
  const errors = broken.slice(0, MOST_TOLD).map(({ kind, index, text, found, missing }) => ({
    path: `examples.${kind}.${index}`,
    message: `“${text}” ${kind === 'miss' ? `is found by ${found.join(', ')}` : `is not found${missing.length > 0 ? ` by ${missing.join(', ')}` : ''}`}`,
  }));
  const [many, them] = broken.length === 1 ? ['One example breaks', 'it'] : [`${broken.length} examples break`, 'them'];
  return new ProblemError('examples-fail', `${many}. Mend the rule or ${them}, or send \`anyway\`.`, { errors });
}

function refuseYaml(faults: readonly YamlFault[]): ProblemError {
  const told = faults.slice(0, MOST_TOLD);
  const detail = told.map(({ line, column, message }) => `${line}:${column}: ${message}`).join('\n');
  const errors = told.map((fault) => ({
    path: `${fault.line}:${fault.column}`,
    message: fault.message,
    ...fault.told,
  }));
  return new ProblemError('bad-yaml', detail, { errors });
}
