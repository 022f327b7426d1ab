import { signal } from '@preact/signals';

/** Which side panel lies open over the conversation on a narrow screen. */
export const panel = signal<'threads' | 'status' | null>(null);

/** An image shown large, or null. */
export const enlarged = signal<{ readonly src: string; readonly name: string } | null>(null);

addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    panel.value = null;
    enlarged.value = null;
  }
});
