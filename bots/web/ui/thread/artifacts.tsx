import { useEffect, useState } from 'preact/hooks';
import type { Artifact } from '../../../../src/debate/event.ts';
import { formatBytes } from '../../../../src/i18n/format.ts';
import { Icon } from '../parts/icons.tsx';
import { DataTable } from '../parts/table.tsx';
import { Terminal } from '../parts/terminal.tsx';
import { enlarged } from '../state/panels.ts';
import { locale, words } from '../state/preferences.ts';

const previewBytes = 1_000_000;
const openAtOnce = 2;

type Kind = 'image' | 'table' | 'json' | 'text' | 'other';

/** Files that came of the work: a look at each, and the download. */
export function Artifacts({ items, open }: { items: readonly Artifact[]; open: boolean }) {
  return (
    <ul class="artifacts">
      {items.map((item, at) => (
        <li key={item.path}>
          <File item={item} startOpen={open && at < openAtOnce} />
        </li>
      ))}
    </ul>
  );
}

function File({ item, startOpen }: { item: Artifact; startOpen: boolean }) {
  const t = words.value;
  const kind = kindOf(item);
  const name = item.path.split('/').at(-1) ?? item.path;
  const address = item.blob && `/api/blobs/${item.blob}?name=${encodeURIComponent(name)}`;
  const canShow = address !== undefined && kind !== 'other' && item.bytes <= previewBytes * (kind === 'image' ? 20 : 1);
  const [shown, setShown] = useState(startOpen && canShow);
  return (
    <div class="artifact">
      <div class="artifact-head">
        <span class="artifact-name">
          <Icon name="file" />
          <span>{item.path}</span>
        </span>
        <span class={`badge change-${item.change}`}>{t(`change.${item.change}`)}</span>
        <span class="note">{item.change !== 'removed' && formatBytes(item.bytes, locale.value)}</span>
        {canShow && (
          <button type="button" class="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'files.close' : 'files.open')}
          </button>
        )}
        {address && (
          <a class="small" href={address} download={name} aria-label={`${t('files.download')}: ${name}`}>
            <Icon name="download" size={15} /> {t('files.download')}
          </a>
        )}
      </div>
      {!address && item.change !== 'removed' && <p class="note">{t('files.tooLarge')}</p>}
      {shown && address && <Preview kind={kind} name={name} address={`${address}&inline=1`} />}
    </div>
  );
}

function Preview({ kind, name, address }: { kind: Kind; name: string; address: string }) {
  const t = words.value;
  const text = useText(kind === 'image' ? null : address);
  if (kind === 'image')
    return (
      <button
        type="button"
        class="picture"
        aria-label={t('files.enlarge', { name })}
        onClick={() => {
          enlarged.value = { src: address, name };
        }}
      >
        <img src={address} alt={name} loading="lazy" />
      </button>
    );
  if (text === undefined) return <p class="spinner" aria-hidden="true" />;
  if (text === null) return <p class="note">{t('files.gone')}</p>;
  if (kind === 'table') return <DataTable text={text} tabs={/\.tsv$/i.test(name)} />;
  return <Terminal text={kind === 'json' ? pretty(text) : text} />;
}

/** Undefined while it loads, null when it is gone. */
function useText(address: string | null): string | null | undefined {
  const [text, setText] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    if (address === null) return;
    let wanted = true;
    const take = (value: string | null) => wanted && setText(value);
    fetch(address)
      .then(async (response) => take(response.ok ? await response.text() : null))
      .catch(() => take(null));
    return () => {
      wanted = false;
    };
  }, [address]);
  return text;
}

function kindOf({ path, mime }: Artifact): Kind {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (/^(png|jpe?g|gif|webp|avif|bmp|svg)$/.test(extension)) return 'image';
  if (/^(csv|tsv)$/.test(extension)) return 'table';
  if (extension === 'json') return 'json';
  const textual = mime.startsWith('text/') || /json|xml|yaml|javascript|x-sh/.test(mime);
  return textual || extension === '' || /^(txt|md|log|ya?ml|sh|py|js|ts|sql|diff)$/.test(extension) ? 'text' : 'other';
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
