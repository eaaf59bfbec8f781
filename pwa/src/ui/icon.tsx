import type { IconPaths } from './icons.ts';

export type IconProps = {
  of: IconPaths;
  /** 20 instead of 24 px. */
  small?: boolean | undefined;
  /** Arrows turn round in right-to-left languages; phones, numbers and clocks do not. */
  turns?: boolean | undefined;
};

/** A line icon. Always stands with a word, so it is hidden from a screen reader. */
export function Icon({ of, small, turns }: IconProps) {
  return (
    <svg
      class={`${small ? 'icon-s' : 'icon'}${turns ? ' turns' : ''}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {of.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
