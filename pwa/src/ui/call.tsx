import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { phone, phoneRinging } from './icons.ts';
import './call.css';

export type CallProps = {
  /** As people write it, `0800-1205`; dialled without signs. */
  number: string;
  /** What it is for, in bold. */
  title: ComponentChildren;
  hint?: ComponentChildren;
  /** Shows the number itself in large type under the words. */
  showNumber?: boolean;
  look?: 'plain' | 'danger' | 'outline' | 'giant' | 'slim' | 'outline slim';
};

/** `tel:08001205` */
export function dial(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, '')}`;
}

/** The whole block calls, also offline. */
export function Call({ number, title, hint, showNumber, look = 'plain' }: CallProps) {
  const slim = look.includes('slim');
  return (
    <a class={`call ${look === 'outline' ? 'outline' : look}`} href={dial(number)}>
      {!slim && <Icon of={look === 'giant' ? phoneRinging : phone} />}
      <span>
        <b>{title}</b>
        {hint && <small>{hint}</small>}
        {showNumber && (
          <span class="number" dir="ltr">
            {number}
          </span>
        )}
      </span>
    </a>
  );
}
