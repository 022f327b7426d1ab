import type { ComponentChildren } from 'preact';

const hues: Record<string, number> = { parley: 176, aiin: 238, manual: 28, warden: 150, manus: 290 };

/** A persona's colour, as a hue: its own, or one made from its id. */
export function hueOf(id: string): number {
  return hues[id] ?? hash(id) % 360;
}

/** A persona's picture: one of Parley's own faces, or one drawn from its id. Never loaded from elsewhere. */
export function Face({ id, size = 36 }: { id: string; size?: number }) {
  const draw = faces[id] ?? (() => <Stranger seed={hash(id)} />);
  return (
    <svg
      class="face"
      style={{ '--hue': String(hueOf(id)) }}
      width={size}
      height={size}
      viewBox="0 0 40 40"
      aria-hidden="true"
    >
      {draw()}
    </svg>
  );
}

const faces: Record<string, () => ComponentChildren> = {
  parley: () => (
    <>
      <rect class="ground" width="40" height="40" rx="12" />
      <path class="body" d="M11 9h14a5 5 0 0 1 5 5v6a5 5 0 0 1-5 5h-8l-6 5v-5a5 5 0 0 1-5-5v-6a5 5 0 0 1 5-5z" />
      <circle class="ink" cx="14" cy="17" r="1.9" />
      <circle class="ink" cx="22" cy="17" r="1.9" />
      <path class="line" d="M28 29.5a4 4 0 0 0 4-4v-3" />
    </>
  ),
  aiin: () => (
    <>
      <rect class="ground" width="40" height="40" rx="12" />
      <path class="line" d="M20 11V6.5" />
      <circle class="spark" cx="20" cy="6" r="2" />
      <rect class="body" x="8" y="11" width="24" height="20" rx="7" />
      <rect class="ink" x="11.5" y="16.5" width="17" height="8" rx="4" />
      <circle class="light" cx="16" cy="20.5" r="1.9" />
      <circle class="light" cx="24" cy="20.5" r="1.9" />
      <path class="line" d="M16.5 28h7" />
    </>
  ),
  manual: () => (
    <>
      <rect class="ground" width="40" height="40" rx="12" />
      <path
        class="body"
        d="M20 11.5c-3-2.4-7-3.1-12-2.7v20.4c5-.4 9 .4 12 2.8 3-2.4 7-3.2 12-2.8V8.8c-5-.4-9 .3-12 2.7z"
      />
      <path class="crease" d="M20 11.5V32" />
      <circle class="ink" cx="14.4" cy="18.2" r="1.9" />
      <circle class="ink" cx="25.6" cy="18.2" r="1.9" />
      <path class="line" d="M16.4 24.2c2.2 1.8 5 1.8 7.2 0" />
    </>
  ),
  warden: () => (
    <>
      <rect class="ground" width="40" height="40" rx="12" />
      <path class="body" d="M20 6l12 4.500v9c0 7-5 11.5-12 14.500C13 31 8 26.5 8 19.500v-9z" />
      <path class="line" d="M12.5 15.500l5 1.600M27.5 15.500l-5 1.6" />
      <circle class="ink" cx="15.5" cy="19.5" r="1.8" />
      <circle class="ink" cx="24.5" cy="19.5" r="1.8" />
      <path class="line" d="M16.8 26h6.4" />
    </>
  ),
  manus: () => (
    <>
      <rect class="ground" width="40" height="40" rx="12" />
      <path
        class="body"
        d="M11 20v-6a2.3 2.3 0 0 1 4.6 0v-4a2.3 2.3 0 0 1 4.6 0v-.500a2.3 2.3 0 0 1 4.6 0V13a2.3 2.3 0 0 1 4.6 0v11c0 6-4 9-9.4 9S11 30 8.6 25.500l-1.4-2.700a2.2 2.2 0 0 1 3.8-2.200z"
      />
      <circle class="ink" cx="16.8" cy="22" r="1.7" />
      <circle class="ink" cx="24" cy="22" r="1.7" />
      <path class="line" d="M17.8 27c1.8 1.4 3.6 1.4 5.4 0" />
    </>
  ),
};

function Stranger({ seed }: { seed: number }) {
  const pick = (shift: number, count: number) => (seed >>> shift) % count;
  const heads = [
    <circle key="h" class="body" cx="20" cy="20" r="13" />,
    <rect key="h" class="body" x="8" y="8" width="24" height="24" rx="9" />,
    <path key="h" class="body" d="M20 6.500l12 7v13l-12 7-12-7v-13z" />,
    <path key="h" class="body" d="M20 7c9 0 13 6 13 13s-4 13-13 13S7 27 7 20 11 7 20 7z" />,
  ];
  const mouths = ['M16 26h8', 'M15.5 25c3 2.6 6 2.6 9 0', 'M17 26c2-1.4 4-1.4 6 0', 'M17.5 25.500h3'];
  const apart = 4 + pick(9, 3) * 0.8;
  const height = 17.5 + pick(12, 3);
  return (
    <>
      <rect class="ground" width="40" height="40" rx="12" />
      {heads[pick(0, heads.length)]}
      <circle class="ink" cx={20 - apart} cy={height} r={1.5 + pick(15, 3) * 0.4} />
      <circle class="ink" cx={20 + apart} cy={height} r={1.5 + pick(15, 3) * 0.4} />
      <path class="line" d={mouths[pick(5, mouths.length)] ?? ''} />
    </>
  );
}

function hash(text: string): number {
  let value = 2166136261;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16777619);
  return (value ^ (value >>> 15)) >>> 0;
}
