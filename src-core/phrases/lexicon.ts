/** What a word means in a phrase. */
export type Meaning =
  | 'below'
  | 'above'
  | 'at'
  | 'cross'
  | 'between'
  | 'outside'
  | 'up'
  | 'down'
  | 'either'
  | 'high'
  | 'low'
  | 'every'
  | 'now'
  | 'ago'
  | 'lasting'
  | 'range'
  | 'repeat'
  | 'once'
  | 'cooldown'
  | 'silent'
  | 'normal'
  | 'loud'
  | 'one'
  | 'half'
  | 'noise';

const words: Readonly<Record<Meaning, string>> = {
  below: 'below under beneath less lower < <= ниже под меньше менее дешевле',
  above: 'above over more higher greater exceeds beyond > >= выше над больше более дороже',
  at: 'at reaches reach hits hit touches touch gets get = @ to достигнет достигает дойдет коснется станет до',
  cross: 'crosses cross crossing breaks break through пересечет пересекает пробьет пробивает',
  between: 'between inside enters enter into between: между внутри войдет входит диапазоне диапазон',
  outside: 'outside leaves leave exits exit out вне выйдет выходит покинет покидает пределы пределами',
  up:
    'up rises rise rising rose gains gain pumps pump jumps jump climbs climb grows grow increases increase surges ' +
    'surge upward upwards рост растет вырастет вырос вверх поднимется подорожает взлетит плюс прибавит',
  down:
    'down falls fall falling fell drops drop dumps dump sinks sink loses lose declines decline decreases decrease ' +
    'crashes crash dips dip slides downward downwards падение падает упадет упал вниз снизится опустится просядет ' +
    'подешевеет рухнет минус потеряет',
  either:
    'either both any moves move moving changes change swings swing ± +- +/- движение изменение изменится сдвинется любую',
  high: 'high highs peak top ath maximum max highest максимума максимум максимуму пика пик хая хай вершины',
  low: 'low lows bottom minimum min lowest минимума минимум минимуму дна лоя',
  every: 'every each step steps каждые каждый каждую каждое шаг шагом шаги',
  now: 'now here start current today сейчас старта текущей начала',
  ago: 'ago earlier назад',
  lasting: 'in within during per last past for за в течение последние последний последнюю',
  range: '..',
  repeat: 'repeat repeats repeating repeated repeatedly always повтор повторять повторно постоянно всегда',
  once: 'once однажды разово',
  cooldown: 'cooldown перерыв',
  silent: 'silent silently quiet quietly тихо молча',
  normal: 'chime normal normally обычно',
  loud: 'loud loudly громко',
  one: 'a an one один одну одни',
  half: 'half',
  noise:
    'alert alarm me tell notify ring when if goes go is it its the of by from since price than and or please set ' +
    'create add new will be ever way direction time times sides side $ usd dollar dollars about around then and/or ' +
    'будильник когда если цена цены цену и от с со на его ее по мне сообщи скажи звони сторону стороны раз долларов ' +
    'доллара доллар или за как будет чем',
};

const meanings = new Map<string, Meaning>();
for (const [meaning, list] of Object.entries(words)) {
  // The first one that claims a word has it.
  for (const word of list.split(' ')) if (!meanings.has(word)) meanings.set(word, meaning as Meaning);
}

/** What a word means, null for one that names something: a pair. */
export function meaningOf(word: string): Meaning | null {
  return meanings.get(word) ?? null;
}

const units = {
  second: 's sec secs second seconds с сек секунд секунды секунду',
  minute: 'min mins minute minutes мин минут минуты минуту',
  hour: 'h hr hrs hour hours ч час часа часов',
  day: 'd day days д дн день дня дней сутки суток',
  week: 'w wk week weeks нед неделя недели неделю недель',
  million_or_minute: 'm м',
  thousand: 'k к тыс тысяч тысячи',
  million: 'mln mio million миллион миллиона миллионов млн кк',
  billion: 'b bn billion млрд',
  percent: '% pct percent проц процент процента процентов',
} as const;

export type Unit = keyof typeof units;

const unitOf = new Map(
  Object.entries(units).flatMap(([unit, list]) =>
    list.split(' ').map((word) => [word, unit as Unit] as const),
  ),
);

/** What is counted, null for a word that counts nothing. */
export function readUnit(word: string): Unit | null {
  return unitOf.get(word.replace(/\.$/, '')) ?? null;
}

/** Assets that a price is counted in; said behind it, they belong to the pair. */
export const quoteWords: ReadonlySet<string> = new Set(
  'usdt usdc fdusd busd tusd dai eur btc eth bnb gbp try brl jpy rub'.split(' '),
);

/** Words of ours that are also tickers: at the beginning they name a pair where a condition follows. */
export const alsoTickers: ReadonlySet<string> = new Set(
  'high low top now step max one any move ring go me min peak once up it is'.split(' '),
);
