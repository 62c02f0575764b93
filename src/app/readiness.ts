/** One thing that must work, and what to say of it. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Readiness {
  /** Sets what is said of a part that is starting or broken; null once it works. */
  waitFor(name: string, why: string | null): void;
  /** Adds something that is asked each time. */
  ask(name: string, check: () => Promise<string | null> | string | null): void;
  ready(): Promise<{ ready: boolean; checks: Check[] }>;
}

/** Whether the installation can do its work: green only when every part says so. */
export function createReadiness(): Readiness {
  const waits = new Map<string, string | null>();
  const questions = new Map<string, () => Promise<string | null> | string | null>();

  async function answer(name: string): Promise<Check> {
    const waiting = waits.get(name) ?? null;
    const asked = waiting === null ? await questions.get(name)?.() : null;
    const wrong = waiting ?? asked ?? null;
    return { name, ok: wrong === null, detail: wrong ?? 'works' };
  }

  return {
    waitFor: (name, why) => void waits.set(name, why),
    ask: (name, check) => void questions.set(name, check),
    ready: async () => {
      const names = new Set([...waits.keys(), ...questions.keys()]);
      const checks = await Promise.all([...names].map(answer));
      return { ready: checks.every(({ ok }) => ok), checks };
    },
  };
}
