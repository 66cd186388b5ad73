const everyMs = 1_000;

export interface TitleBlinker {
  /** Shows a text in turn with the title, or with '' the title alone. */
  readonly show: (text: string) => void;
}

/** Alternates the window's title while something rings. One timer, however many ring and however often the text changes. */
export function createTitleBlinker(target: { title: string }, calm: string): TitleBlinker {
  let text = '';
  let timer: ReturnType<typeof setInterval> | undefined;
  const turn = () => {
    target.title = target.title === text ? calm : text;
  };
  return {
    show(next) {
      if (next === text) return;
      text = next;
      target.title = next === '' ? calm : next;
      if (next === '') {
        clearInterval(timer);
        timer = undefined;
      } else {
        timer ??= setInterval(turn, everyMs);
      }
    },
  };
}
