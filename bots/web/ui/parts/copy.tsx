import { useState } from 'preact/hooks';
import { words } from '../state/preferences.ts';
import { Icon } from './icons.tsx';

export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const t = words.value;
  const label = copied ? t('steps.copied') : t('steps.copy');
  const copy = () => {
    copyText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button type="button" class="quiet copy" aria-label={label} title={label} onClick={copy}>
      <Icon name={copied ? 'check' : 'copy'} size={15} />
    </button>
  );
}

// The clipboard is closed to pages that are neither local nor on HTTPS; an old command still works there.
function copyText(text: string): void {
  if (navigator.clipboard) {
    navigator.clipboard.writeText(text).catch(() => undefined);
    return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
