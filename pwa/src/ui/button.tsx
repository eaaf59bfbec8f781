import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconPaths } from './icons.ts';
import './button.css';

export type ButtonProps = {
  children: ComponentChildren;
  /** `filled` at most once a view. */
  look?: 'filled' | 'second-choice' | 'plain';
  fit?: boolean;
  icon?: IconPaths;
  /** With an address it is a link, so that it also works without the script. */
  href?: string;
  type?: 'button' | 'submit';
  /** Names the button in a plain form. */
  name?: string;
  value?: string;
  onClick?: () => void;
};

/** A verb and what: "Verstuur mijn bericht". Never disabled: a refusal explains itself. */
export function Button({
  children,
  look = 'filled',
  fit,
  icon,
  href,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  const kind = `btn ${look}${fit ? ' fit' : ''}`;
  const inside = (
    <>
      {icon && <Icon of={icon} small />}
      {children}
    </>
  );
  if (href !== undefined) {
    return (
      <a class={kind} href={href} {...(onClick && { onClick })}>
        {inside}
      </a>
    );
  }
  return (
    <button class={kind} type={type} {...rest} {...(onClick && { onClick })}>
      {inside}
    </button>
  );
}

/** A small action in the run of a page; looks like a link, is a button. */
export function LinkButton({ children, onClick }: { children: ComponentChildren; onClick: () => void }) {
  return (
    <button class="link" type="button" onClick={onClick}>
      {children}
    </button>
  );
}
