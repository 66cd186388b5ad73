import * as z from 'zod/mini';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const smallest = { width: 360, height: 480 } as const;
const usual = { width: 1120, height: 800 } as const;

const rectangle = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most));

function fitting(size: { width: number; height: number }, screen: Rectangle | undefined) {
  const { width: most, height: highest } = screen ?? size;
  return {
    width: clamp(size.width, smallest.width, Math.max(smallest.width, most)),
    height: clamp(size.height, smallest.height, Math.max(smallest.height, highest)),
  };
}

/**
 * Where the window opens: where it was, moved onto a screen that is there now; in the middle where it was nowhere.
 * @param remembered what an earlier run has put away, unchecked
 * @param screens the work areas of all screens, the usual one first
 */
export function openingBounds(
  remembered: unknown,
  screens: readonly Rectangle[],
): { width: number; height: number; x?: number; y?: number } {
  const parsed = rectangle.safeParse(remembered);
  if (!parsed.success) return fitting(usual, screens[0]);
  const before = parsed.data;
  const screen = screens.toSorted((a, b) => overlap(b, before) - overlap(a, before))[0];
  if (screen === undefined) return { ...usual };
  const { width, height } = fitting(before, screen);
  if (overlap(screen, before) === 0) return { width, height };
  return {
    width,
    height,
    x: clamp(before.x, screen.x, screen.x + screen.width - width),
    y: clamp(before.y, screen.y, screen.y + screen.height - height),
  };
}
