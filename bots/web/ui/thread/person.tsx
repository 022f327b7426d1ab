import type { Attachment, Person } from '../../../../src/debate/event.ts';
import { formatBytes, formatTime } from '../../../../src/i18n/format.ts';
import { Icon } from '../parts/icons.tsx';
import { locale, words } from '../state/preferences.ts';
import { you } from '../state/store.ts';

export function PersonMessage({
  by,
  text,
  files,
  at,
}: {
  by: Person;
  text: string;
  files: readonly Attachment[];
  at: number;
}) {
  const mine = by.id === you.value?.id;
  return (
    <article class={mine ? 'person mine' : 'person'}>
      <p class="by">
        <strong>{mine ? words.value('app.you') : by.name}</strong>
        <time dateTime={new Date(at).toISOString()}>{formatTime(at, locale.value)}</time>
      </p>
      <div class="bubble">
        <p class="said">{text}</p>
        <FileList files={files} />
      </div>
    </article>
  );
}

export function FileList({ files }: { files: readonly Attachment[] }) {
  if (files.length === 0) return null;
  return (
    <ul class="chips">
      {files.map((file) => (
        <li key={file.blob + file.name} class="chip">
          <Icon name="file" size={15} />
          <a
            class="chip-name"
            href={`/api/blobs/${file.blob}?name=${encodeURIComponent(file.name)}`}
            download={file.name}
          >
            {file.name}
          </a>
          <span class="chip-note">{formatBytes(file.bytes, locale.value)}</span>
        </li>
      ))}
    </ul>
  );
}
