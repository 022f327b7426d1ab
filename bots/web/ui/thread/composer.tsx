import { signal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { formatBytes, formatPercent } from '../../../../src/i18n/format.ts';
import { Icon } from '../parts/icons.tsx';
import { locale, words } from '../state/preferences.ts';
import { current, limits, sendMessage, thread } from '../state/store.ts';
import { addFiles, removeUpload, takeUploads, type Upload, uploads } from '../state/uploads.ts';

/** What is being written; examples put their words here. */
export const draft = signal('');
export const draggingFiles = signal(false);

export function takeFiles(files: Iterable<File>): void {
  const t = words.value;
  addFiles(files, {
    tooLarge: (name) => t('composer.tooLarge', { name, limit: String(limits.value.uploadMb) }),
    failed: (name) => t('composer.uploadFailed', { name }),
  });
}

/** Where a person writes: several lines, files by choice, drop or paste. */
export function Composer() {
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const t = words.value;
  useSignalEffect(() => {
    draft.value;
    const it = area.current;
    if (!it) return;
    it.style.height = 'auto';
    it.style.height = `${Math.min(it.scrollHeight, 220)}px`;
  });
  useSignalEffect(() => {
    thread.value;
    if (matchMedia('(hover: hover)').matches) area.current?.focus();
  });
  const text = draft.value.trim();
  const tooLong = new TextEncoder().encode(draft.value).length > limits.value.messageKb * 1024 - 2048;
  const waiting = uploads.value.some((it) => !it.done && !it.problem);
  const ready = text !== '' && !tooLong && !waiting;
  const send = () => {
    if (!ready) return;
    sendMessage(text, takeUploads());
    draft.value = '';
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {uploads.value.length > 0 && (
        <ul class="chips">
          {uploads.value.map((it) => (
            <Chip key={it.id} upload={it} />
          ))}
        </ul>
      )}
      {tooLong && (
        <p class="problem-note" role="alert">
          {t('composer.tooLong')}
        </p>
      )}
      <div class="composer-row">
        <button
          type="button"
          class="quiet"
          aria-label={t('composer.attach')}
          title={t('composer.attach')}
          onClick={() => picker.current?.click()}
        >
          <Icon name="clip" />
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            takeFiles(event.currentTarget.files ?? []);
            event.currentTarget.value = '';
          }}
        />
        <textarea
          ref={area}
          rows={1}
          value={draft.value}
          aria-label={t('composer.label')}
          placeholder={t(current.value ? 'composer.reply' : 'composer.placeholder')}
          onInput={(event) => {
            draft.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            // Enter that ends the composition of a Hangul syllable is not meant for the form.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const files = event.clipboardData?.files;
            if (!files?.length) return;
            event.preventDefault();
            takeFiles(files);
          }}
        />
        <button type="submit" class="send" aria-label={t('composer.send')} disabled={!ready}>
          <Icon name="send" />
        </button>
      </div>
      <p class="hint">{t('composer.hint')}</p>
    </form>
  );
}

function Chip({ upload }: { upload: Upload }) {
  const t = words.value;
  const { name, problem, done, progress } = upload;
  const percent = formatPercent(progress, locale.value);
  return (
    <li class={problem ? 'chip bad' : 'chip'}>
      <Icon name="file" size={15} />
      <span class="chip-name">{name}</span>
      <span class="chip-note">{problem ?? (done ? formatBytes(upload.bytes, locale.value) : percent)}</span>
      {!done && !problem && <progress value={progress} aria-label={t('composer.uploading', { name, percent })} />}
      <button
        type="button"
        class="quiet"
        aria-label={t('composer.remove', { name })}
        onClick={() => removeUpload(upload.id)}
      >
        <Icon name="close" size={14} />
      </button>
    </li>
  );
}
