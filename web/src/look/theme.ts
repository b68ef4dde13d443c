import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** The light of a studio lamp. */
const tungsten: MantineColorsTuple = [
  '#fff6e5',
  '#ffe9c2',
  '#ffd68a',
  '#fdc152',
  '#f8ad2a',
  '#f09c12',
  '#d98507',
  '#a86204',
  '#8a4f05',
  '#6f4009',
];

/** Greys with a little warmth; pictures look true beside them. */
const dark: MantineColorsTuple = [
  '#ece9e4',
  '#c9c5be',
  '#aaa69f',
  '#8b8780',
  '#45423d',
  '#34312d',
  '#262421',
  '#1b1917',
  '#141311',
  '#0d0c0b',
];

/** What is filled with the lamp's light is dark text on bright ground in the dark, and the reverse. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  const isPrimary = !input.color || input.color === input.theme.primaryColor;
  return input.variant === 'filled' && isPrimary
    ? { ...colours, color: 'var(--mantine-primary-color-contrast)' }
    : colours;
};

export const theme = createTheme({
  variantColorResolver,
  colors: { tungsten, dark },
  primaryColor: 'tungsten',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif',
  headings: { fontWeight: '650' },
  components: {
    Tooltip: {
      defaultProps: { openDelay: 400, events: { hover: true, focus: true, touch: false } },
    },
    Modal: { defaultProps: { centered: true, overlayProps: { blur: 3 } } },
  },
});
