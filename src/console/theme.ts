import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

/** The one accent. Shade 6 carries white text in light, shade 3 is text on dark. */
const accent: MantineColorsTuple = [
  '#eef0fc',
  '#dbe0f7',
  '#b9c2ef',
  '#97a6ea',
  '#6f82dd',
  '#5064cf',
  '#3a4bc4',
  '#3240a8',
  '#2b388c',
  '#232d70',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  colors: { accent },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // Inside the page's landmark and with nothing but its items, an open menu is whole to a screen reader.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, portalProps: { target: '#content' } } },
  },
});

/** Hands Mantine's own variables to the tokens of `styles.css`, so that each colour is said once. */
export const cssVariables: CSSVariablesResolver = () => {
  const tokens = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--raised)',
    '--mantine-color-default-border': 'var(--edge)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-error': 'var(--block)',
    '--mantine-color-accent-light': 'var(--accent-wash)',
    '--mantine-color-accent-light-hover': 'var(--accent-wash)',
    '--mantine-color-accent-light-color': 'var(--accent)',
    '--mantine-color-anchor': 'var(--accent)',
  };
  // What Mantine takes for the edge and the ground of fields; an edge must stand out 3 : 1.
  const light = { '--mantine-color-gray-4': 'var(--edge)' };
  const dark = { '--mantine-color-dark-4': 'var(--edge)', '--mantine-color-dark-6': 'var(--raised)' };
  return { variables: {}, light: { ...tokens, ...light }, dark: { ...tokens, ...dark } };
};
