import type { File } from '../../chat/enclose.ts';
import { limits } from './message.ts';

/** Files in groups that one message can carry each. */
export function groupFiles(files: readonly File[]): File[][] {
  const groups: File[][] = [];
  let bytes = 0;
  for (const file of files) {
    const group = groups.at(-1);
    if (group && group.length < limits.files && bytes + file.bytes.byteLength <= limits.requestBytes) {
      group.push(file);
      bytes += file.bytes.byteLength;
    } else {
      groups.push([file]);
      bytes = file.bytes.byteLength;
    }
  }
  return groups;
}
