/** The tokens that a canvas cannot read by itself. */
export interface Theme {
  readonly panel: string;
  readonly text: string;
  readonly grid: string;
  readonly strong: string;
  readonly label: string;
  readonly line: string;
  readonly up: string;
  readonly down: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly band: string;
  readonly edge: string;
  readonly ring: string;
  readonly font: string;
}

export function readTheme(element: HTMLElement): Theme {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    panel: token('--panel'),
    text: token('--ink3'),
    grid: token('--line'),
    strong: token('--line-strong'),
    label: token('--ink2'),
    line: token('--ink2'),
    up: token('--up'),
    down: token('--down'),
    accent: token('--accent'),
    onAccent: token('--accent-ink'),
    band: token('--accent-soft'),
    edge: token('--edge'),
    ring: token('--ring'),
    font: style.fontFamily,
  };
}

/** Calls when the colours may have changed: with the system, or where the page is told a theme of its own. */
export function onThemeChange(changed: () => void): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', changed);
  const told = new MutationObserver(changed);
  told.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    dark.removeEventListener('change', changed);
    told.disconnect();
  };
}
