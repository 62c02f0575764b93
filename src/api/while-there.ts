import type { IncomingMessage } from 'node:http';
import { outOfReach } from './errors.ts';

/** Work that ends when whoever asked for it goes. */
export async function whileThere<T>(
  { socket }: IncomingMessage,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  socket.once('close', leave);
  try {
    return await work(gone.signal);
  } catch (error) {
    if (gone.signal.aborted) throw outOfReach('Whoever asked has gone.');
    throw error;
  } finally {
    socket.off('close', leave);
  }
}
