import { Fragment } from 'react';
import { useWords } from '../words';

const isApple = /mac|iphone|ipad/i.test(navigator.platform);
const SIGNS: Record<string, string> = {
  mod: isApple ? '⌘' : 'Ctrl',
  shift: '⇧',
  alt: isApple ? '⌥' : 'Alt',
  space: '␣',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  enter: '⏎',
  delete: 'Del',
};

/** Keys as they are written on a keyboard. */
export function Keys({ keys }: { keys: string }) {
  const words = useWords();
  return (
    <span>
      {keys.split(' ').map((chord, index) => (
        <Fragment key={index}>
          {index > 0 && <span className="dim"> {words.help.then} </span>}
          {chord.split('+').map((key) => (
            <Fragment key={key}>
              <kbd>{SIGNS[key] ?? key.toUpperCase()}</kbd>{' '}
            </Fragment>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
