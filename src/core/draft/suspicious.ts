import { fold } from '../text/fold.ts';

/**
 * Whether a post talks to a machine rather than to people: orders to ignore something, roles of a conversation, a wish to
 * see what it was told. Such a post is not passed on to a model. Folded; stems, so that inflections count. What is not
 * found here is caught by what is asked of the answer, see `guard-suggestion.ts`.
 */
const TALKS_TO_A_MACHINE = [
  /\b(?:ignor\w*|disregard\w*|forget\w*|override\w*|bypass\w*)\b.{0,40}\b(?:instruct\w*|prompt\w*|rule\w*|above|previous|prior|everything|guideline\w*|direct\w*)/,
  /\b(?:ignor\w*|oubli\w*|neglig\w*|contourn\w*)\b.{0,40}\b(?:instruct\w*|consigne\w*|regle\w*|precedent\w*|ci-dessus|prompt\w*|tout ce qui)/,
  /\b(?:ignor\w*|olvid\w*|vergiss|vergess\w*|dimentic\w*|esque[cç]\w*|negeer\w*)\b.{0,40}\b(?:instruc\w*|instruktion\w*|anweisung\w*|istruzion\w*|regel\w*|anterior\w*|bisherig\w*|precedent\w*|regole|reglas|vorherig\w*|instructies)/,
  /\b(?:system|developer|hidden|initial|secret|original)\s*(?:prompt|message|instruction\w*|text)\b/,
  /\b(?:prompt|message|instructions?|consignes?|texte)\s+(?:systeme|system|initial\w*|secret\w*|cache\w*)\b/,
  /\b(?:you are|act as|behave as|pretend to be|tu es|vous etes|agis comme|eres|du bist|sei)\b.{0,30}\b(?:ai|ia|ki|assistant\w*|asistente|assistente|language model|modele|modelo|chatbot|llm|gpt|dan)\b/,
  /\b(?:note|attention|message|hint|hinweis|nota|instructions?|consigne)\s+(?:to|for|a|au|aux|pour|an|fur|para)\s+(?:the\s+|l'|les?\s+|la\s+|el\s+|die\s+|den\s+)?(?:ai|ia|ki|llm|model\w*|modele\w*|modell\w*|assistant\w*|bot\w*|machine\w*|writer|redacteur)/,
  /<\|?\/?(?:im_start|im_end|system|assistant|user|endoftext|inst)\b|\[\/?inst\]|^\s*(?:system|assistant|user|developer)\s*:/m,
  /"(?:role|content|suggestions?|text|angle)"\s*:/,
  /\bcanary\b|\bjailbreak\w*|\bprompt injection\b|\bdo anything now\b/,
  /(?:忽略|无视|系统提示|指令|игнорируй|инструкци|システム|プロンプト|指示|تجاهل|التعليمات|निर्देश)/,
];

/** Zero-width and direction characters, and tags that nobody sees. */
const HIDDEN = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

export function talksToAMachine(text: string): boolean {
  if (HIDDEN.test(text)) return true;
  const plain = fold(text).slice(0, 4_000);
  return TALKS_TO_A_MACHINE.some((pattern) => pattern.test(plain));
}
