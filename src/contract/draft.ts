import { z } from 'zod';
import { Instant, Language } from './common.ts';
import { VerdictLevel } from './opportunity.ts';
import { Platform } from './platform.ts';
import { Publication } from './publication.ts';
import { PERMISSIONS, Role } from './user.ts';

const Person = z.object({ id: z.string(), name: z.string() });
const Text = z.string().trim().min(1, 'write something').max(20_000);
const Reason = z.string().trim().min(3, 'say why in a few words').max(1_000);
/** The version of the text that the person had before them. */
const Version = z.number().int().positive();

/**
 * writing → waiting (sent for approval) → approved → published. `changes-asked` and `rejected` come back from an approver;
 * `withdrawn` is what its writers gave up.
 */
export const DraftState = z.enum([
  'writing',
  'waiting',
  'changes-asked',
  'rejected',
  'approved',
  'published',
  'withdrawn',
]);
export type DraftState = z.infer<typeof DraftState>;

export const Approval = z.object({
  by: Person,
  at: Instant,
  /** Roles for the brand that the approver held then. */
  roles: z.array(Role),
  version: Version,
  /** What the gate said then. */
  verdict: VerdictLevel,
  /** Somebody without an account, asked by the approver in whose name this stands. */
  outside: z.string().optional(),
  /** The pre-cleared angle by which it stands: approved in advance. */
  angle: z.string().optional(),
});
export type Approval = z.infer<typeof Approval>;

/** Where the draft is meant to go, and what it says there if not its common text. */
export const Variant = z.strictObject({ platform: Platform, text: Text.optional() });
export type Variant = z.infer<typeof Variant>;

/** A picture that goes along; the words for those who do not see it are wanted before it goes out. */
export const Attachment = z.strictObject({ media: z.string().max(100), alt: z.string().trim().max(1_500).default('') });
export type Attachment = z.infer<typeof Attachment>;

const Variants = z
  .array(Variant)
  .max(Platform.options.length)
  .refine((all) => new Set(all.map(({ platform }) => platform)).size === all.length, 'name each platform once');
const Attachments = z.array(Attachment).max(4, 'at most 4 pictures');

/** What a draft says, of which each change is a version; what a request leaves out stays as it was. */
const contentShape = {
  text: Text,
  lang: Language.optional(),
  variants: Variants.optional(),
  media: Attachments.optional(),
};

/** Words that answer an opportunity, on their way out. */
export const Draft = z.object({
  id: z.string(),
  brand: z.string(),
  opportunity: z.string(),
  /** What it says wherever no variant says otherwise. */
  text: z.string(),
  lang: Language.or(z.literal('und')),
  variants: z.array(Variant),
  media: z.array(Attachment),
  /** Id of the pre-cleared angle that the text was taken from; unchanged, and under its conditions, it is approved already. */
  angle: z.string().optional(),
  /** Grows by one with every change of what it says. */
  version: Version,
  state: DraftState,
  author: Person,
  createdAt: Instant,
  updatedAt: Instant,
  /** When it was sent for approval last, and by when it must be approved to be out in time. */
  sentAt: Instant.optional(),
  deadline: Instant.optional(),
  /** Set once half of the time for approving has gone by. */
  escalatedAt: Instant.optional(),
  /** Of the text and the verdict as they are: either changes, and they are gone. */
  approvals: z.array(Approval),
  /**
   * Why it came back: what the approver, or the gate (`verdict.<level>`), said last; or why its angle did not do
   * (`angle.<obstacle>`).
   */
  remark: z.object({ by: Person.nullable(), at: Instant, text: z.string() }).optional(),
  /** When it was out first, and where. */
  publishedAt: Instant.optional(),
  link: z.url().optional(),
  publications: z.array(Publication),
});
export type Draft = z.infer<typeof Draft>;

/** What a person asks for. A version that is no longer the draft's is refused: nobody overwrites or approves unread. */
export const DraftMoveRequest = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('write'), version: Version, ...contentShape }),
  z.strictObject({ move: z.literal('send'), version: Version }),
  /** `text`: approve with an edit; it becomes a version of its own, approved by the same act. */
  z.strictObject({
    move: z.literal('approve'),
    version: Version,
    text: Text.optional(),
    variants: Variants.optional(),
  }),
  z.strictObject({ move: z.literal('ask-change'), version: Version, reason: Reason }),
  z.strictObject({ move: z.literal('reject'), version: Version, reason: Reason }),
  z.strictObject({ move: z.literal('withdraw'), version: Version }),
  /** It is out: somebody posted it by hand. */
  z.strictObject({
    move: z.literal('publish'),
    version: Version,
    platform: Platform.optional(),
    link: z.url({ protocol: /^https?$/ }).optional(),
  }),
]);
export type DraftMoveRequest = z.infer<typeof DraftMoveRequest>;

export const DraftMove = z.enum(['write', 'send', 'approve', 'ask-change', 'reject', 'withdraw', 'publish']);
export type DraftMove = z.infer<typeof DraftMove>;

/** `angle`: the pre-cleared one that the text was taken from. */
export const NewDraftRequest = z.strictObject({ ...contentShape, angle: z.string().max(100).optional() });
export type NewDraftRequest = z.infer<typeof NewDraftRequest>;

/** Who must approve what is said under a verdict. */
export const ApprovalPolicy = z.strictObject({
  /** nobody: sending is approving; any: one of the roles; all: one person of each role. */
  of: z.enum(['nobody', 'any', 'all']),
  roles: z
    .array(
      Role.refine((role) => PERMISSIONS[role].includes('approve'), 'this role does not approve: name editor or admin'),
    )
    .min(1)
    .default(['editor', 'admin']),
  /** Not the person who wrote it last. */
  secondPerson: z.boolean().default(false),
});
export type ApprovalPolicy = z.infer<typeof ApprovalPolicy>;
