import type { AlertLevel } from '../../contract/opportunity.ts';
import type { Mode } from './profile.ts';

/** Tones of a level: Hz, and when they begin, seconds. Short and soft; urgent goes up twice. */
const TONES: Record<AlertLevel, readonly (readonly [hertz: number, at: number])[]> = {
  quiet: [[520, 0]],
  alert: [
    [587, 0],
    [784, 0.14],
  ],
  urgent: [
    [587, 0],
    [784, 0.12],
    [587, 0.36],
    [988, 0.48],
  ],
};
const TONE_SECONDS = 0.16;
const VOLUME = 0.12;

let audio: AudioContext | undefined;

/** Makes the sound of a level; nothing where the browser allows none before the first click. */
export async function ring(level: AlertLevel): Promise<void> {
  audio ??= new AudioContext();
  if (audio.state === 'suspended')
    await Promise.race([audio.resume(), new Promise((resolve) => setTimeout(resolve, 300))]);
  if (audio.state !== 'running') return;
  for (const [hertz, at] of TONES[level]) tone(audio, hertz, audio.currentTime + at);
}

function tone(context: AudioContext, hertz: number, at: number): void {
  const [source, volume] = [context.createOscillator(), context.createGain()];
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(VOLUME, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, at + TONE_SECONDS);
  source.connect(volume).connect(context.destination);
  source.start(at);
  source.stop(at + TONE_SECONDS);
}

export interface Disturbance {
  readonly id: string;
  readonly level: AlertLevel;
  readonly title: string;
  readonly body: string;
  onClick(): void;
}

export const mayNotify = (): boolean => 'Notification' in window && Notification.permission === 'granted';

/** Asks the browser; only ever after a click. Answers what it said. */
export async function askToNotify(): Promise<'granted' | 'denied' | 'unsupported'> {
  if (!('Notification' in window)) return 'unsupported';
  return (await Notification.requestPermission()) === 'granted' ? 'granted' : 'denied';
}

/** Disturbs in one way; a desktop that may not be used leaves the sound. */
export function disturb(mode: Mode, { id, level, title, body, onClick }: Disturbance): void {
  if (mode === 'none') return;
  if (mode === 'sound' || !mayNotify() || !show()) void ring(level).catch(() => undefined);

  function show(): boolean {
    try {
      const shown = new Notification(title, { body, tag: id, icon: '/icon.svg', silent: level !== 'urgent' });
      shown.onclick = () => (window.focus(), shown.close(), onClick());
      return true;
    } catch {
      // Telephones know them from service workers only.
      return false;
    }
  }
}
