/** Which opportunity is before the person, and in which draft they write: the page says it, the line tells the server. */
export interface Attention {
  get(): string | null;
  writing(): string | null;
  look(opportunity: string | null): void;
  write(draft: string | null): void;
  subscribe(listener: () => void): () => void;
}

export function createAttention(): Attention {
  const listeners = new Set<() => void>();
  let at: string | null = null;
  let draft: string | null = null;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    get: () => at,
    writing: () => draft,
    look(opportunity) {
      if (opportunity === at) return;
      at = opportunity;
      tell();
    },
    write(next) {
      if (next === draft) return;
      draft = next;
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
