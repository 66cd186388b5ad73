/** The tokens that a canvas cannot read by itself. */
export interface Theme {
  readonly text: string;
  readonly grid: string;
  readonly strong: string;
  readonly line: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly ring: string;
  readonly font: string;
}

export function readTheme(element: HTMLElement): Theme {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: token('--ink3'),
    grid: token('--line'),
    strong: token('--line-strong'),
    line: token('--ink2'),
    accent: token('--accent'),
    onAccent: token('--accent-ink'),
    ring: token('--ring'),
    font: style.fontFamily,
  };
}
