/** Words that strangers wrote: text only, in their own language and direction, cut off from ours. */
export function ForeignText({ text, lang }: { text: string; lang?: string }) {
  return (
    <bdi dir="auto" lang={lang && lang !== 'und' ? lang : undefined}>
      {text}
    </bdi>
  );
}
