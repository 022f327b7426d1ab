import { signal } from '@preact/signals';
import type { Attachment } from '../../../../src/debate/event.ts';
import { locale } from './preferences.ts';
import { limits } from './store.ts';

/** A file that goes up, or lies ready to be sent with the next message. */
export type Upload = {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  /** 0 to 1. */
  readonly progress: number;
  readonly done?: Attachment;
  readonly problem?: string;
};

export const uploads = signal<readonly Upload[]>([]);
const calls = new Map<number, XMLHttpRequest>();
let last = 0;

/** Starts to upload; `tooLarge` and `failed` say in words what went wrong. */
export function addFiles(
  files: Iterable<File>,
  words: { tooLarge(name: string): string; failed(name: string): string },
): void {
  for (const file of files) {
    last += 1;
    const id = last;
    const tooLarge = file.size > limits.value.uploadMb * 1024 * 1024;
    const upload: Upload = { id, name: file.name, bytes: file.size, progress: 0 };
    uploads.value = [...uploads.value, tooLarge ? { ...upload, problem: words.tooLarge(file.name) } : upload];
    if (!tooLarge) send(id, file, () => words.failed(file.name));
  }
}

export function removeUpload(id: number): void {
  calls.get(id)?.abort();
  calls.delete(id);
  uploads.value = uploads.value.filter((it) => it.id !== id);
}

/** Hands over what is ready and empties the list. */
export function takeUploads(): Attachment[] {
  const ready = uploads.value.flatMap((it) => (it.done ? [it.done] : []));
  uploads.value = [];
  return ready;
}

// XMLHttpRequest, because fetch tells nothing of an upload's progress.
function send(id: number, file: File, failed: () => string): void {
  const call = new XMLHttpRequest();
  calls.set(id, call);
  call.open('POST', `/api/upload?lang=${locale.value}&name=${encodeURIComponent(file.name)}`);
  call.responseType = 'json';
  call.upload.onprogress = (event) => {
    if (event.lengthComputable) change(id, { progress: event.loaded / event.total });
  };
  call.onload = () => {
    calls.delete(id);
    const answer = call.response as (Attachment & { message?: string }) | null;
    if (call.status === 200 && answer) change(id, { progress: 1, done: answer });
    else change(id, { problem: answer?.message ?? failed() });
  };
  call.onerror = () => change(id, { problem: failed() });
  call.send(file);
}

function change(id: number, what: Partial<Upload>): void {
  uploads.value = uploads.value.map((it) => (it.id === id ? { ...it, ...what } : it));
}
