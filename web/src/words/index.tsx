import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en, type Catalogue } from './en';
import { zh } from './zh';
import type { Money } from '../api/types';

export type Language = 'en' | 'zh';
const CATALOGUES: Record<Language, Catalogue> = { en, zh };
const STORED = 'reelwright.language';

export type Words = Catalogue & {
  language: Language;
  /** An amount as the language writes it; as many digits as it takes to be more than nothing. */
  money: (money: Money) => string;
  sums: (money: Money[]) => string;
  ago: (iso: string) => string;
  day: (iso: string) => string;
  moment: (iso: string) => string;
  seconds: (millis: number) => string;
  number: (value: number) => string;
};

type Speech = { words: Words; setLanguage: (language: Language) => void };
const Spoken = createContext<Speech | null>(null);

export function WordsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(STORED, language);
  }, [language]);
  const speech = useMemo(() => ({ words: wordsOf(language), setLanguage }), [language]);
  return <Spoken.Provider value={speech}>{children}</Spoken.Provider>;
}

export function useSpeech(): Speech {
  const speech = useContext(Spoken);
  if (!speech) throw new Error('words are spoken inside of WordsProvider only');
  return speech;
}

export const useWords = () => useSpeech().words;

function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === 'en' || stored === 'zh') return stored;
  return navigator.languages.some((each) => each.toLowerCase().startsWith('zh')) ? 'zh' : 'en';
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

function wordsOf(language: Language): Words {
  const locale = language === 'zh' ? 'zh-CN' : 'en';
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const money = (amount: Money) => {
    const value = Number(amount.amount);
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: amount.currency,
      maximumFractionDigits: value !== 0 && Math.abs(value) < 0.1 ? 4 : 2,
    }).format(value);
  };
  const catalogue = CATALOGUES[language];
  return {
    ...catalogue,
    language,
    money,
    sums: (amounts) => {
      const paid = amounts.filter((each) => Number(each.amount) !== 0);
      return paid.length === 0 ? catalogue.common.free : paid.map(money).join(' + ');
    },
    ago: (iso) => {
      const seconds = (Date.parse(iso) - Date.now()) / 1000;
      const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
      return unit
        ? relative.format(Math.round(seconds / unit[1]), unit[0])
        : catalogue.common.justNow;
    },
    day: (iso) => new Date(iso).toLocaleDateString(locale, { dateStyle: 'medium' }),
    moment: (iso) =>
      new Date(iso).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'medium' }),
    seconds: (millis) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: 'second',
        unitDisplay: 'narrow',
        maximumFractionDigits: 1,
      }).format(millis / 1000),
    number: (value) => number.format(value),
  };
}
