import { useCallback, useState } from 'react';

/** A text that survives when the page is left before it was sent. */
export function useKept(
  name: string,
  given: string | null,
): [string, (text: string) => void, () => void] {
  const key = `reelwright.new.${name}`;
  const [text, setText] = useState(() => given ?? localStorage.getItem(key) ?? '');
  const keep = useCallback(
    (next: string) => {
      setText(next);
      localStorage.setItem(key, next);
    },
    [key],
  );
  const forget = useCallback(() => localStorage.removeItem(key), [key]);
  return [text, keep, forget];
}
