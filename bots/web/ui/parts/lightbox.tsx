import { useEffect, useRef } from 'preact/hooks';
import { enlarged } from '../state/panels.ts';
import { words } from '../state/preferences.ts';
import { Icon } from './icons.tsx';

/** A picture over everything else, until Escape, a click beside it, or the button. */
export function Lightbox() {
  const dialog = useRef<HTMLDialogElement>(null);
  const image = enlarged.value;
  useEffect(() => {
    if (image && !dialog.current?.open) dialog.current?.showModal();
  }, [image]);
  if (!image) return null;
  const close = () => {
    enlarged.value = null;
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog already
    <dialog
      ref={dialog}
      class="lightbox"
      aria-label={image.name}
      onClose={close}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <img src={image.src} alt={image.name} />
      <button type="button" class="quiet" aria-label={words.value('app.closePanel')} onClick={close}>
        <Icon name="close" />
      </button>
    </dialog>
  );
}
