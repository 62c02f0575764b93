import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked of the endpoint. */
export interface Asked {
  readonly system: string;
  readonly data: string;
  readonly headers: IncomingMessage['headers'];
}

/** An endpoint of the `/chat/completions` kind that answers whatever `answer` says. */
export async function startEndpoint(answer: (asked: Asked, response: ServerResponse) => void) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { messages } = JSON.parse(Buffer.concat(parts).toString()) as {
        messages: { role: string; content: string }[];
      };
      const of = (role: string) => messages.find((message) => message.role === role)?.content ?? '';
      const one = { system: of('system'), data: of('user'), headers: request.headers };
      asked.push(one);
      answer(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`,
    asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A proper answer with these texts. */
export function say(response: ServerResponse, texts: readonly string[], tokens = 300): void {
  const content = JSON.stringify({ suggestions: texts.map((text) => ({ text, angle: 'humour' })) });
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ choices: [{ message: { content } }], usage: { total_tokens: tokens } }));
}
