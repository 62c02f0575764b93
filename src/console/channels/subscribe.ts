import { PushSubscription } from '../../contract/channel.ts';

/** Why this browser takes no pushes. */
export type NoPush = 'unsupported' | 'denied' | 'failed';

const WORKER = '/push.js';

/** Subscribes this browser to pushes from here; asks the person, so only ever after a click. */
export async function subscribe(pushKey: string): Promise<PushSubscription | NoPush> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return 'unsupported';
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  try {
    await navigator.serviceWorker.register(WORKER);
    const registration = await navigator.serviceWorker.ready;
    const known = await registration.pushManager.getSubscription();
    const wanted = { userVisibleOnly: true, applicationServerKey: pushKey };
    const subscription = known ?? (await registration.pushManager.subscribe(wanted));
    return PushSubscription.parse(subscription.toJSON());
  } catch {
    return 'failed';
  }
}
