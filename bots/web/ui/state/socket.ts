import { signal } from '@preact/signals';
import type { Outgoing } from '../../messages.ts';

export type Link = 'connecting' | 'open' | 'lost';

/** How the connection stands. */
export const link = signal<Link>('connecting');

type Handlers = {
  readonly language: () => string;
  /** The socket is open; say what is wanted of it. */
  readonly opened: () => void;
  readonly heard: (message: Outgoing) => void;
};

const firstWaitMs = 300;
const longestWaitMs = 5000;

/** A socket that comes back by itself. Whoever uses it asks for what was missed when `opened` is called. */
export function createSocket(handlers: Handlers) {
  let socket: WebSocket | undefined;
  let waitMs = firstWaitMs;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    clearTimeout(timer);
    const address = new URL('/multi-ai-chat', location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    address.search = `?view=posts&lang=${handlers.language()}`;
    const current = new WebSocket(address);
    socket = current;
    current.onopen = () => {
      waitMs = firstWaitMs;
      link.value = 'open';
      handlers.opened();
    };
    current.onmessage = (event) => {
      if (socket === current) handlers.heard(JSON.parse(String(event.data)) as Outgoing);
    };
    current.onclose = () => {
      if (socket !== current) return;
      link.value = 'lost';
      timer = setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    };
  }

  // A laptop that wakes up, or a network that is back, should not wait for the timer.
  const hurry = () => {
    if (link.value === 'lost') open();
  };
  addEventListener('online', hurry);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) hurry();
  });

  return {
    open,
    /** False when there is no connection to send on. */
    send(message: object): boolean {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    /** Connects anew, for instance in another language. */
    reopen(): void {
      const old = socket;
      socket = undefined;
      old?.close();
      open();
    },
  };
}
