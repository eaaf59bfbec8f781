import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconPaths } from './icons.ts';
import './banner.css';

export type BannerProps = {
  tone?: 'info' | 'heed' | 'danger' | 'lamp' | 'done' | 'quiet';
  icon?: IconPaths;
  title: ComponentChildren;
  children?: ComponentChildren;
  /** Read aloud when it appears. */
  isNews?: boolean;
};

/** One on a page. Its first line says it, its second says what now. */
export function Banner({ tone = 'info', icon, title, children, isNews }: BannerProps) {
  return (
    <div class={`banner ${tone}`} {...(isNews && { role: 'status' })}>
      {icon && <Icon of={icon} />}
      <div>
        <b class="head">{title}</b>
        {children}
      </div>
    </div>
  );
}
