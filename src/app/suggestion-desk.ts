import type { Installation } from './installation.ts';
import type { Clock, Context } from '../context.ts';
import type { Frequencies } from '../contract/frequencies.ts';
import type { WriterBook } from '../contract/writer-book.ts';
import type { Fits } from '../core/draft/template/choose-turns.ts';
import { measure } from '../core/draft/limits/measure.ts';
import type { SuggestionDesk } from '../ports/writer.ts';
import type { Settings } from '../settings/env.ts';
import { createModelWriter } from '../writer/model.ts';
import { createTemplateWriter } from '../writer/template.ts';
import { createSuggestionDesk } from '../writer/writer.ts';

interface Parts extends Pick<Context, 'drafts'> {
  readonly settings: Pick<Settings, 'writer'>;
  readonly installation: Pick<Installation, 'brands' | 'cards' | 'turns' | 'habits' | 'writerSpend'>;
  readonly config: { readonly writer: readonly WriterBook[]; readonly frequencies: Frequencies };
  readonly clock: Clock;
}

const fits: Fits = (platform, text) => measure(platform, text).fits;

/** Joins the writers that the settings name with what they read and keep. */
export function openSuggestions({ settings, installation, config, drafts, clock }: Parts): SuggestionDesk {
  const { brands, cards, turns, habits, writerSpend: spend } = installation;
  const { frequencies } = config;
  const model =
    settings.writer &&
    createModelWriter({ ...settings.writer, clock, spend, frequencies, fits, brands: () => brands.list() });
  const template = createTemplateWriter(config.writer, fits);
  return createSuggestionDesk({ clock, brands, cards, drafts, turns, habits, template, model });
}
