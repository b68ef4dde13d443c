import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';

/** Something that can be done from here: found in the palette, and by its keys where it has some. */
export type Command = {
  id: string;
  label: string;
  group: string;
  run: () => void;
  /** `c`, `shift+d`, `g p` (one after the other); single keys work outside of fields only. */
  keys?: string;
  icon?: ReactNode;
  hidden?: boolean;
};

let offers: readonly { owner: object; commands: Command[] }[] = [];
let flat: readonly Command[] = [];
const listeners = new Set<() => void>();

function change(next: typeof offers) {
  offers = next;
  flat = next.flatMap((offer) => offer.commands);
  listeners.forEach((listener) => listener());
}

/** Offers commands as long as the component is on screen. */
export function useCommands(commands: Command[]) {
  const owner = useRef({});
  const newest = useRef(commands);
  newest.current = commands;
  // What they do may change with each drawing; what they are called seldom does.
  const names = commands.map((each) => `${each.id}|${each.label}|${each.keys ?? ''}`).join('\n');
  useEffect(() => {
    const mine = owner.current;
    const lasting = newest.current.map((each) => ({
      ...each,
      run: () => newest.current.find((other) => other.id === each.id)?.run(),
    }));
    change([...offers.filter((offer) => offer.owner !== mine), { owner: mine, commands: lasting }]);
    return () => change(offers.filter((offer) => offer.owner !== mine));
  }, [names]);
}

export const useOffered = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => flat,
  );

const STORED = 'reelwright.singleKeys';
const SEQUENCE_MILLIS = 1200;

/** Whether single letters are commands; some people dictate, and then they must not be. */
export const singleKeys = {
  areOn: () => localStorage.getItem(STORED) !== 'off',
  set: (on: boolean) => localStorage.setItem(STORED, on ? 'on' : 'off'),
};

/** Runs commands by their keys. Once, in the shell. */
export function useCommandKeys() {
  useEffect(() => {
    let before = '';
    let at = 0;
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      const key = spelled(event);
      const sequence = event.timeStamp - at < SEQUENCE_MILLIS ? `${before} ${key}` : key;
      before = key;
      at = event.timeStamp;
      const isPlain = !event.ctrlKey && !event.metaKey;
      if (isPlain && (isField(event.target) || !singleKeys.areOn())) return;
      if (document.querySelector('[aria-modal="true"]')) return;
      const fits = (command: Command) => command.keys?.split(',').some((k) => k === sequence);
      const fitsOne = (command: Command) => command.keys?.split(',').some((k) => k === key);
      const found = [...flat].reverse().find(fits) ?? [...flat].reverse().find(fitsOne);
      if (!found || belongsToControl(event, key)) return;
      event.preventDefault();
      before = '';
      found.run();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function spelled(event: KeyboardEvent): string {
  const marks = [];
  if (event.ctrlKey || event.metaKey) marks.push('mod');
  if (event.altKey) marks.push('alt');
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  if (event.shiftKey && (key.length > 1 || /[a-z]/.test(key))) marks.push('shift');
  return [...marks, key].join('+');
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.tagName === 'TEXTAREA' ||
      target.tagName === 'SELECT' ||
      (target instanceof HTMLInputElement &&
        !['button', 'checkbox', 'radio', 'submit'].includes(target.type)))
  );
}

/** Space and arrows belong to a button, slider or list that has the focus. */
function belongsToControl(event: KeyboardEvent, key: string): boolean {
  if (!(event.target instanceof HTMLElement) || event.target === document.body) return false;
  const isOperating = /^(space|enter|home|end|arrow\w+|shift\+arrow\w+)$/.test(key);
  return (
    isOperating &&
    event.target.closest(
      'button, a, input, summary, [role="slider"], [role="tab"], [role="radio"], [role="menuitem"], [role="listbox"], [role="option"], [role="switch"]',
    ) !== null
  );
}
