import { WebSocket } from 'ws';

/** A console's socket, and every frame as it came. */
export interface Frames {
  texts(): readonly string[];
  say(frame: object): void;
  close(): void;
}

/** Opens a console's socket; `hello` is the first that it says. */
export async function openFrames(origin: string, cookie: string, hello: object): Promise<Frames> {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/api/live`, { headers: { cookie }, origin });
  const came: string[] = [];
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    came.push(text);
    if (text.startsWith('{"type":"ping"')) socket.send('{"type":"pong"}');
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.on('error', () => undefined);
  const say = (frame: object): void => socket.send(JSON.stringify(frame));
  say(hello);
  return { texts: () => came, say, close: () => socket.close() };
}
