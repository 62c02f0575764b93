/** A part of a text that is more than its letters, by UTF-8 byte offsets as the AT Protocol counts. */
export interface Facet {
  readonly index: { readonly byteStart: number; readonly byteEnd: number };
  readonly features: readonly Feature[];
}

type Feature =
  | { readonly $type: 'app.bsky.richtext.facet#link'; readonly uri: string }
  | { readonly $type: 'app.bsky.richtext.facet#mention'; readonly did: string }
  | { readonly $type: 'app.bsky.richtext.facet#tag'; readonly tag: string };

const URL_PATTERN = /(?<=^|[\s(«"'“])https?:\/\/[^\s<>"«»“”]+/gu;
const MENTION_PATTERN =
  /(?<=^|[\s(«"'“])@([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+)/giu;
const TAG_PATTERN = /(?<=^|\s)[#＃]([^\s\u00AD\u2060\u200A-\u200D\u20E2#＃]+)/gu;
/** What ends a sentence or a bracket, not an address or a tag. */
const TRAILING = /[\p{P}\p{S}]+$/u;
const MOST_TAG = 64;

/**
 * Links, tags and mentions of a text. `resolve`: the DID of a handle; a mention of nobody known stays plain text.
 * In the order of the text, and none over another.
 */
export async function facetsOf(text: string, resolve: (handle: string) => Promise<string | null>): Promise<Facet[]> {
  const links = [...text.matchAll(URL_PATTERN)].flatMap((found) => linkIn(text, found));
  const mentions = await Promise.all(
    [...text.matchAll(MENTION_PATTERN)].map((found) => mentionIn(text, found, resolve)),
  );
  const tags = [...text.matchAll(TAG_PATTERN)].flatMap((found) => tagIn(text, found));
  const all = [...links, ...mentions.flat(), ...tags].sort((a, b) => a.index.byteStart - b.index.byteStart);
  return all.filter((one, i) => i === 0 || all[i - 1]!.index.byteEnd <= one.index.byteStart);
}

function linkIn(text: string, { 0: found, index }: RegExpExecArray): Facet[] {
  const uri = withoutTail(found);
  return URL.canParse(uri) ? [facet(text, index, uri, { $type: 'app.bsky.richtext.facet#link', uri })] : [];
}

async function mentionIn(
  text: string,
  { 0: found, 1: handle, index }: RegExpExecArray,
  resolve: (handle: string) => Promise<string | null>,
): Promise<Facet[]> {
  const did = await resolve(handle!.toLowerCase());
  return did === null ? [] : [facet(text, index, found, { $type: 'app.bsky.richtext.facet#mention', did })];
}

/** A tag is no number, and no longer than the protocol allows. */
function tagIn(text: string, { 0: found, 1: body, index }: RegExpExecArray): Facet[] {
  const tag = body!.replace(TRAILING, '');
  if (tag === '' || tag.length > MOST_TAG || /^\d+$/.test(tag)) return [];
  const written = found.slice(0, found.length - body!.length + tag.length);
  return [facet(text, index, written, { $type: 'app.bsky.richtext.facet#tag', tag })];
}

/** Full stops, and a closing bracket that was not opened inside. */
function withoutTail(found: string): string {
  const bare = found.replace(/[.,;:!?…'’]+$/u, '');
  const isOver = bare.endsWith(')') && bare.split(')').length > bare.split('(').length;
  return isOver ? withoutTail(bare.slice(0, -1)) : bare;
}

function facet(text: string, at: number, part: string, feature: Feature): Facet {
  const byteStart = Buffer.byteLength(text.slice(0, at));
  return { index: { byteStart, byteEnd: byteStart + Buffer.byteLength(part) }, features: [feature] };
}
