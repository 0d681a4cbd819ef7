import {
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core';

/** Ink blue: what can be pressed. */
const accent: MantineColorsTuple = [
  '#f0f4f9',
  '#dfe7f0',
  '#bccbdf',
  '#95adcc',
  '#7392bb',
  '#5a7ead',
  '#48699a',
  '#35547f',
  '#1f3a5f',
  '#172d4b',
];
/** Red of loss: what removes something, and the red button. */
const danger: MantineColorsTuple = [
  '#fbf0f1',
  '#f2dcdf',
  '#e4b6bb',
  '#d58d95',
  '#c86a75',
  '#bc4f5c',
  '#ab3f4c',
  '#9a333f',
  '#8a2b36',
  '#6d212a',
];

/** The colours of shade 8 are those of the documents. */
export const theme = createTheme({
  colors: { accent, danger },
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-code)',
  headings: { fontFamily: 'var(--font)', fontWeight: '700' },
  defaultRadius: 'xs',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});

/** Mantine on our paper: the colours themselves stand in theme.css, for light and dark. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--card)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--sub)',
    '--mantine-color-placeholder': 'var(--sub)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-line-height': '1.6',
  };
  return { variables: {}, light: shared, dark: shared };
};

/** Light unless somebody chose dark on this device. */
export const colourScheme = localStorageColorSchemeManager({ key: 'sonae-colours' });
