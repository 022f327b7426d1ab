import { posix } from 'node:path';
import type { Inquiry } from './inquiry.ts';
import { entersFolder, moves, placeOf } from './paths.ts';
import type { Argument } from './words.ts';

/** Also the home folder itself: what is laid in there may be a settings file. */
const SETTINGS_FILE =
  /^\/home\/agent(\/\.|\/?$)|(^|\/)\.(git|ssh|config|local|npmrc|yarnrc|bashrc|profile|bash_\w+|netrc|gitconfig|sqliterc|inputrc|vimrc)(\/|$)/;

/** Judges a way into what other programs obey: a settings file, or the folder where such files lie. */
export function checkSettings(path: Argument, inquiry: Inquiry): void {
  if (path.values.some((value) => SETTINGS_FILE.test(straight(value)))) inquiry.report('path.settings-file', path.text);
}

/** Judges that a file is written (made, changed, moved or removed) at a path. */
export function checkWrite(path: Argument, inquiry: Inquiry): void {
  checkSettings(path, inquiry);
  const moved = moves(inquiry.scope);
  for (const value of path.values) {
    const place = placeOf(value, moved);
    if (place === 'network') inquiry.report('path.network', path.text);
    else if (place === 'outside' || place === 'system') inquiry.report('path.outside-write', path.text);
    else if (place === 'whole' && /^\/(home)?\/*$/.test(value)) inquiry.report('path.outside-write', path.text);
    else if (place === 'unknown') inquiry.report('path.unknown', path.text);
    if (/(^|\/)-[^/]*$/.test(value) && value !== '-') inquiry.report('path.dash-name', path.text);
  }
}

/** A path without detours: `../home/agent/./x` is `/home/agent/x`. Folder changes are not looked at. */
function straight(value: string): string {
  const path = posix.normalize(value);
  return path.startsWith('../') ? posix.join('/workspace', path) : path;
}

/** Judges that a file or folder is read. What is not known lies inside the container in any case. */
export function checkRead(path: Argument, inquiry: Inquiry): void {
  const moved = moves(inquiry.scope);
  for (const value of path.values) {
    const place = placeOf(value, moved);
    if (place === 'network') inquiry.report('path.network', path.text);
    else if (place === 'outside') inquiry.report('path.outside-read', path.text);
  }
}

/** Judges a change of folder: commands after it work where it leads. */
export function checkFolder(path: Argument, inquiry: Inquiry): void {
  // What is written there under a bare name is read by programs as their settings.
  checkSettings(path, inquiry);
  for (const value of path.values) {
    if (value === '-' || value === '') continue;
    const place = placeOf(value, false);
    const climbs = !value.startsWith('/') && /(^|\/)\.\.(\/|$)/.test(value);
    if (
      climbs &&
      entersFolder(inquiry.scope) &&
      !['outside', 'network'].includes(placeOf(value.replace(/^(\.\.\/?)+/, ''), false))
    )
      continue;
    if (place === 'unknown') inquiry.report('path.unknown', path.text);
    else if (place !== 'inside' && !(place === 'whole' && !/^\/*(home\/*)?$/.test(value) && !climbs))
      inquiry.report('path.outside-write', path.text);
  }
}

/** Judges that a path is deleted. */
export function checkDelete(path: Argument, recursive: boolean, inquiry: Inquiry): void {
  checkWrite(path, inquiry);
  const moved = moves(inquiry.scope);
  for (const value of path.values) {
    const place = placeOf(value, false);
    const relative = !value.startsWith('/');
    if (
      recursive &&
      place === 'whole' &&
      (!relative || !moved || !entersFolder(inquiry.scope)) &&
      !value.startsWith('/tmp/')
    )
      inquiry.report('delete.everything', path.text);
  }
}
