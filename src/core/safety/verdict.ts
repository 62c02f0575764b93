import type { Verdict, VerdictLevel, VerdictReason } from '../../contract/opportunity.ts';
import type { NoGoTopic } from '../../contract/territory.ts';
import type { DelicateNow } from '../moment/delicate-days.ts';
import { MOST_KEPT, RANK, strictest, type Evidence, type GateState, type Sayers } from './gate.ts';
import type { Weather } from './climate.ts';
import type { TextSetting } from './events.ts';
import type { Under } from './read-out.ts';

const MINUTE = 60_000;

/** From when on the gate closes. Shares are of the story's items; weights count a sure word 1, an unsure one ½. */
export const GATE = {
  /** Grave words in the news: this weight and this share of the news items block. */
  blockNewsWeight: 2,
  blockNewsShare: 0.15,
  /** Grave words anywhere: this weight, by so many voices, and this share of all items or of the latest block. */
  blockWeight: 2.5,
  blockVoices: 3,
  blockShare: 0.12,
  /** So many who speak of their own loss or were there block, where grave words stand as well. */
  blockFirstPersons: 2,
  /** The same where hardly any grave word stands: so many, and their share. */
  toldVoices: 4,
  toldShare: 0.2,
  /** Of those so many must use a sure word. */
  blockSure: 2,
  /** A grave word at all this often asks for a person. */
  reviewWeight: 1,
  reviewVoices: 2,
  reviewShare: 0.03,
  /** The same of the latest items. */
  latelyReviewShare: 0.08,
  /** Where nobody uses a sure word: hints by so many voices, and in this share of the items. */
  hintVoices: 4,
  hintShare: 0.3,
  /** For delicate but not grave subjects (severity 2 and 1): so many voices, and a share of the items. */
  delicateVoices: { 2: 2, 1: 3 },
  delicateShare: { 2: 0.12, 1: 0.4 },
  /** So many must claim something, and so many doubt it, before it is a rumour. */
  claimVoices: 2,
  /** Items that tell of a film, a series or a game, and their share. */
  fictionItems: 3,
  fictionShare: 0.2,
  /** Grief without a grave word: so many voices, and a share of the items. */
  griefVoices: 3,
  griefShare: 0.3,
  /** Posts that insult or hate. */
  offensiveVoices: 3,
  offensiveShare: 0.2,
  /** Items that name the brand, and of all items those that say at once that something is wrong. */
  namedShare: 1 / 3,
  troubleVoices: 3,
  troubleShare: 0.15,
  /** Who speaks of a delicate day, and their share. */
  dayVoices: 2,
  dayShare: 0.1,
  /** Grave words under a tag or name of the story, wherever it stands: so many voices, and shares of what is said there. */
  underVoices: 3,
  underReviewShare: 0.06,
  underBlockShare: 0.15,
  /** Share of items in a no-go topic. */
  noGoShare: 0.1,
  /** Items in languages without a lexicon, from which nobody can say that it is harmless, and their share. */
  unreadableItems: 2,
  unreadableShare: 0.5,
  /** So many who say that nobody was hurt, and as many as say otherwise. */
  reassuringVoices: 2,
  /** Minutes without a new grave word after which review may open again. */
  openAfterMinutes: 30,
} as const;

/** Types of which no "nobody was hurt" takes anything back. */
const IRREVOCABLE = new Set(['death', 'suicide', 'violence', 'war']);

/** What there is to know besides the story itself. */
export interface Circumstances {
  readonly noGo: readonly NoGoTopic[];
  /** Memorial and religious dates on this day. */
  readonly days: readonly DelicateNow[];
  /** What is said anywhere under the story's tags and names. */
  readonly under: readonly Under[];
  /** What the story's own tags are about, where that makes grave words harmless. */
  readonly setting: TextSetting | null;
  /** What hangs over the topics that carry it. */
  readonly climate: readonly Weather[];
  label(topic: string): string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * The verdict on a story for a brand: the strictest of its reasons. Closing is immediate; a review opens again only
 * after a while without grave words, a block never by itself.
 */
export function judge(gate: GateState, { noGo, days, under, setting, climate, label, at }: Circumstances): Verdict {
  const isMadeUp = setting === 'fiction' || isFiction(gate);
  const own = [
    ...eventReasons(gate, isMadeUp),
    ...(isMadeUp ? [] : under.flatMap(underReason)),
    ...noGo.flatMap((topic) => noGoReason(gate, topic)),
    ...days.flatMap((day) => dayReason(gate, day)),
    ...(isMadeUp ? [] : testimonyReason(gate)),
    ...(isMadeUp ? [] : rumourReason(gate)),
    ...(isMadeUp ? [] : griefReason(gate)),
    ...offenceReason(gate),
    ...ownReason(gate),
    ...(isMadeUp ? [] : nameReason(gate)),
    ...unreadableReason(gate),
  ];
  // What the topic goes through holds while it does; what the story itself says is kept.
  // So does what one voice alone says.
  const kept = isOneVoice(gate) ? 'go' : strictest(own.map(({ level }) => level));
  const around = isMadeUp ? [] : climate;
  const reasons = [...own, ...around.map((weather) => climateReason(weather, label(weather.topic)))];
  const now = strictest(reasons.map(({ level }) => level));
  const isQuiet = at - gate.lastGraveAt >= GATE.openAfterMinutes * MINUTE;
  gate.strictest = strictest([kept, gate.strictest === 'block' || !isQuiet ? gate.strictest : 'go']);
  const level = strictest([now, gate.strictest]);
  if (reasons.length === 0) reasons.push(reason('nothing-grave', 'go', { items: gate.items }));
  reasons.sort((a, b) => RANK[b.level] - RANK[a.level] || (a.code < b.code ? -1 : 1));
  if (RANK[level] > RANK[now]) reasons.unshift(reason('held', level, {}));
  return { level, reasons };
}

function eventReasons(gate: GateState, isMadeUp: boolean): VerdictReason[] {
  const graveLevel = isMadeUp ? 'go' : levelOfGrave(gate);
  const said = [...gate.events.values()];
  const grave = said.filter(({ severity }) => severity === 3);
  // Where many hints of several types add up, the strongest speak for all of them.
  const most = Math.max(...grave.map(weightOf), 0);
  const told = grave.filter((evidence) => weightOf(evidence) >= Math.min(GATE.reviewWeight, most));
  const toldTypes = new Set(graveLevel === 'go' ? [] : told.map(({ type }) => type));
  const delicate = said.filter((evidence) => evidence.severity < 3 && !toldTypes.has(evidence.type));
  return [
    ...(graveLevel === 'go' ? [] : told.map((evidence) => eventReason(gate, evidence, graveLevel))),
    ...delicate.filter((one) => isDelicate(gate, one)).map((one) => eventReason(gate, one, 'review')),
  ];
}

const weightOf = ({ news, posts }: Pick<Evidence, 'news' | 'posts'>): number => news + posts;

/** All grave words together: an accident's posts speak of the crash, the injured and the dead. */
function levelOfGrave(gate: GateState): VerdictLevel {
  const { grave, lately } = gate;
  const weight = weightOf(grave);
  const [share, latelyShare] = [grave.items / gate.items, lately.grave / lately.items];
  const isLived =
    (gate.firstPersons.voices.length >= GATE.blockFirstPersons && weight >= GATE.reviewWeight) ||
    (isSaidBy(gate.told, gate, GATE.toldVoices, GATE.toldShare) && weight > 0);
  const isReassuring = isReassured(gate);
  if (isLived && !isReassuring) return 'block';
  if (grave.sure.length === 0) {
    const isHinted = grave.voices.length >= GATE.hintVoices && share >= GATE.hintShare;
    return isHinted && !isReassuring ? 'review' : 'go';
  }
  const inNews = grave.news >= GATE.blockNewsWeight && grave.news / gate.newsItems >= GATE.blockNewsShare;
  const byMany =
    weight >= GATE.blockWeight &&
    grave.voices.length >= GATE.blockVoices &&
    Math.max(share, latelyShare) >= GATE.blockShare;
  const mourners = grave.news >= 1 ? GATE.griefVoices - 1 : GATE.griefVoices;
  const isMourned = gate.grieving.voices.length >= mourners && share >= GATE.reviewShare;
  if ((((inNews || byMany) && grave.sure.length >= GATE.blockSure) || isMourned) && !isReassuring) return 'block';
  // One post alone says nothing about a story of many.
  const isTold = grave.voices.length >= GATE.reviewVoices || gate.items <= GATE.reviewVoices;
  const isSeen = isTold && (share >= GATE.reviewShare || latelyShare >= GATE.latelyReviewShare);
  return weight >= GATE.reviewWeight && (isSeen || grave.news >= 1) ? 'review' : 'go';
}

/** Hardly anything was said yet, and that by one voice. */
const isOneVoice = ({ grave, newsItems, noGo, days }: GateState): boolean =>
  grave.voices.length === 1 && newsItems === 0 && noGo.size === 0 && days.size === 0;

/** Most who speak of deaths here speak of a series, and the news do not. */
const isFiction = ({ fiction, grave, items }: GateState): boolean =>
  fiction >= GATE.fictionItems &&
  fiction >= GATE.fictionShare * items &&
  fiction > grave.sure.length &&
  grave.news < GATE.blockNewsWeight;

/** As many say that nobody was hurt as say what happened, and hardly anybody speaks of the dead. */
function isReassured(gate: GateState): boolean {
  const calm = gate.reassuring.voices.length;
  if (calm < GATE.reassuringVoices || calm < Math.min(weightOf(gate.grave), gate.grave.voices.length)) return false;
  return ![...gate.events.values()].some(
    (evidence) => evidence.severity === 3 && IRREVOCABLE.has(evidence.type) && weightOf(evidence) > calm / 2,
  );
}

function isDelicate(gate: GateState, evidence: Evidence): boolean {
  const severity = evidence.severity as 1 | 2;
  return (
    weightOf(evidence) >= GATE.reviewWeight &&
    evidence.voices.length >= GATE.delicateVoices[severity] &&
    evidence.items / gate.items >= GATE.delicateShare[severity]
  );
}

function eventReason(gate: GateState, { type, items, words, signals }: Evidence, level: VerdictLevel): VerdictReason {
  const share = Math.round((100 * items) / gate.items);
  const told = [...words].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([word]) => word);
  return reason(`event.${type}`, level, { posts: items, share }, told.slice(0, 6), signals);
}

/** The hashtag read out: what others say under the story's own tags and names. */
function underReason({ term, share, voices, sure, words, signals }: Under): VerdictReason[] {
  if (voices < GATE.underVoices || sure === 0 || share < GATE.underReviewShare) return [];
  const isGrave = term.startsWith('#') && sure >= GATE.blockSure && share >= GATE.underBlockShare;
  const data = { term, posts: voices, share: Math.round(100 * share) };
  return [reason('under', isGrave ? 'block' : 'review', data, words, signals)];
}

/** While a topic is full of grave news there is nothing light to say about any story in it. */
const climateReason = ({ level, voices, words, signals }: Weather, label: string): VerdictReason =>
  reason('climate', level, { label, posts: voices }, words, signals);

function noGoReason(gate: GateState, topic: NoGoTopic): VerdictReason[] {
  const tally = gate.noGo.get(topic.id);
  if (!tally || tally.items / gate.items < GATE.noGoShare) return [];
  return [reason('no-go', topic.action, { label: topic.label, posts: tally.items }, tally.words, tally.signals)];
}

/** On a day of remembrance a person looks first; a story about what is remembered is no occasion at all. */
function dayReason(gate: GateState, { id, name, care, isOurs }: DelicateNow): VerdictReason[] {
  const said = gate.days.get(id);
  const data = { en: name.en, fr: name.fr };
  if (isSaidBy(said, gate, GATE.dayVoices, GATE.dayShare)) {
    return [reason('day.spoken', care, { ...data, posts: said!.voices.length }, [], said!.signals)];
  }
  return isOurs && care === 'block' ? [reason('day.today', 'review', data)] : [];
}

function testimonyReason(gate: GateState): VerdictReason[] {
  const { told, firstPersons } = gate;
  const isHeard = firstPersons.voices.length >= GATE.blockFirstPersons;
  if (!isHeard && !isSaidBy(told, gate, GATE.toldVoices, GATE.toldShare)) return [];
  const { voices, signals } = isHeard ? firstPersons : told;
  return [reason('first-person', 'review', { posts: voices.length }, [], signals)];
}

/** A grave or delicate claim that hardly anybody vouches for. */
function rumourReason(gate: GateState): VerdictReason[] {
  const { voices, signals } = gate.unconfirmed;
  if (levelOfGrave(gate) !== 'go' && gate.grave.voices.length === 1) return [reason('single-source', 'review', {})];
  const claims = [...gate.events.values()].filter(({ severity }) => severity > 1);
  const claimed = claims.reduce((sum, claim) => sum + claim.voices.length, 0);
  if (claimed < GATE.claimVoices || voices.length < GATE.claimVoices || gate.newsOutlets.length >= 2) return [];
  return [reason('unconfirmed', 'review', { posts: voices.length }, [], signals)];
}

/** People's mood, a hint: they mourn, and the words of why are not known here. */
function griefReason(gate: GateState): VerdictReason[] {
  const { grieving } = gate;
  if (!isSaidBy(grieving, gate, GATE.griefVoices, GATE.griefShare)) return [];
  return [reason('grief', 'review', { posts: grieving.voices.length }, [], grieving.signals)];
}

function offenceReason(gate: GateState): VerdictReason[] {
  const { offensive } = gate;
  if (!isSaidBy(offensive, gate, GATE.offensiveVoices, GATE.offensiveShare)) return [];
  return [reason('offensive', 'review', { posts: offensive.voices.length }, [], offensive.signals)];
}

/** A crisis of the brand's own is another path than a joke about the news. */
function ownReason(gate: GateState): VerdictReason[] {
  const { troubled } = gate;
  if (gate.named / gate.items < GATE.namedShare) return [];
  if (!isSaidBy(troubled, gate, GATE.troubleVoices, GATE.troubleShare)) return [];
  return [reason('own-crisis', 'review', { posts: troubled.voices.length }, [], troubled.signals)];
}

/** The brand's name stands in grave posts: its own trouble, or a town, a storm, a victim called the same. */
function nameReason(gate: GateState): VerdictReason[] {
  if (gate.named / gate.items < GATE.namedShare || levelOfGrave(gate) === 'go') return [];
  return [reason('named', 'review', { posts: gate.named })];
}

function unreadableReason(gate: GateState): VerdictReason[] {
  if (gate.unreadable < GATE.unreadableItems || gate.unreadable / gate.items < GATE.unreadableShare) return [];
  return [reason('unreadable', 'review', { posts: gate.unreadable })];
}

const isSaidBy = (sayers: Sayers | undefined, { items }: GateState, voices: number, share: number): boolean =>
  sayers !== undefined && sayers.voices.length >= voices && sayers.voices.length >= share * Math.min(items, MOST_KEPT);

function reason(
  code: string,
  level: VerdictLevel,
  data: VerdictReason['data'],
  words: readonly string[] = [],
  signals: readonly string[] = [],
): VerdictReason {
  return { code, level, data, words: [...words], signals: [...signals] };
}
