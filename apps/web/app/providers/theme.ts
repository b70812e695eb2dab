import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { Pressable } from '../../ui/pressable.js';

const jade: MantineColorsTuple = [
  '#edf8f4',
  '#d8efe8',
  '#b2dfd2',
  '#84ccb9',
  '#57b8a1',
  '#349f88',
  '#178872',
  '#0f7465',
  '#0c5e53',
  '#094840',
];
const stone: MantineColorsTuple = [
  '#f8f7f3',
  '#f1f0eb',
  '#e6e4dd',
  '#d7d4cb',
  '#bbb7ad',
  '#8f8b81',
  '#6a675e',
  '#524f48',
  '#393732',
  '#23221f',
];
const ink: MantineColorsTuple = [
  '#dde3e0',
  '#bac4bf',
  '#97a39d',
  '#6b7671',
  '#3e4845',
  '#2e3634',
  '#222927',
  '#1a201e',
  '#131817',
  '#0d1110',
];

export const theme = createTheme({
  primaryColor: 'jade',
  primaryShade: { light: 7, dark: 7 },
  colors: { jade, gray: stone, dark: ink },
  black: '#20211e',
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '18px' },
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.84375rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.6', lg: '1.6', xl: '1.5' },
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { component: Pressable } },
    ActionIcon: { defaultProps: { component: Pressable } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 200, multiline: true, maw: 320 } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45, blur: 2 } } },
    Select: { defaultProps: { checkIconPosition: 'right' } },
  },
});

/** White on Mantine's own red has too little contrast. */
const danger = {
  '--mantine-color-red-filled': '#b3261e',
  '--mantine-color-red-filled-hover': '#98201a',
};

/** Mantine's own dimmed and placeholder greys are too faint on our paper to be read with ease. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...danger,
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#64625a',
    '--mantine-color-placeholder': '#75726a',
    '--mantine-color-default-border': '#d7d4cb',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#0c665a',
  },
  dark: {
    ...danger,
    '--mantine-color-body': '#1a201e',
    '--mantine-color-dimmed': '#a4b0aa',
    '--mantine-color-placeholder': '#8d9993',
    '--mantine-color-error': '#ff8f85',
    '--mantine-color-anchor': '#6fcdb7',
  },
});
