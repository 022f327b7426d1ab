import { render } from 'preact';
import { App } from './app.tsx';
import { start } from './state/store.ts';

const root = document.getElementById('app');
if (root) {
  start();
  render(<App />, root);
}
