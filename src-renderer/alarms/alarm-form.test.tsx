// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { btc, cannedAlarm, cannedSnapshot, now, target } from '../testing/canned.ts';
import { done, previewOf, refused } from '../testing/fake-host.ts';
import { besideField, check, choose, fill, press, rest } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const form = () => screen.getByRole('region', { name: 'New alarm' });
/** What waits until nobody types. */
const counted = () => rest(1_000);
const added = () => app.host.calledWith('alarm.add');
const already = () =>
  previewOf(cannedAlarm(btc, target(57_000, 'down'), { reason: { code: 'already true', level: 57_000 } }));

it('adds a channel and steps', async () => {
  app = await renderApp(cannedSnapshot());
  await check('Channel');
  await choose('What it does', 'enters the channel');
  await fill('Lower end in USDT', '57k');
  await fill('Upper end in USDT', '57,500');
  expect(form().textContent).toContain('Rings when BTC/USDT enters 57,000 to 57,500.');
  await press('Add alarm');
  await check('Steps');
  await choose('Unit of the step', 'USDT');
  await fill('Every', '1k');
  expect(form().textContent).toContain('again and again · loud until dismissed');
  await press('Add alarm');
  expect(added()).toEqual([
    { pairId: btc.id, condition: { kind: 'channel', low: 57_000, high: 57_500, when: 'enters' } },
    {
      pairId: btc.id,
      condition: { kind: 'step', every: 1_000, unit: 'quote' },
      mode: 'repeat',
      cooldownMs: 60_000,
    },
  ]);
});

it('says beside the upper end that it is below the lower one', async () => {
  app = await renderApp(cannedSnapshot());
  await check('Channel');
  await fill('Lower end in USDT', '60k');
  await fill('Upper end in USDT', '58k');
  await press('Add alarm');
  const upper = screen.getByLabelText('Upper end in USDT');
  expect(besideField(upper)).toBe('The upper end has to be above the lower one.');
  expect(added()).toEqual([]);
});

it('sends the options that were set, and starts over with the note', async () => {
  app = await renderApp(cannedSnapshot());
  await fill('Price in USDT', '60k');
  await press(/^More options/);
  await choose('How it rings', 'one chime');
  await choose('After a ring', 'go on');
  await fill('Silent after a ring for', '5');
  await fill('Way back', '0,5');
  await fill('Ends at (optional)', '2099-01-01T00:00');
  await fill('Note (optional)', 'Look twice.');
  expect(form().textContent).toContain('11 of 500 characters');
  await press('Add alarm');
  expect(added()).toEqual([
    {
      pairId: btc.id,
      condition: target(60_000),
      mode: 'repeat',
      cooldownMs: 300_000,
      wayBack: 0.005,
      urgency: 'normal',
      note: 'Look twice.',
      expiresAt: Date.UTC(2099, 0, 1),
    },
  ]);
  expect(screen.getByLabelText<HTMLTextAreaElement>('Note (optional)').value).toBe('');
  expect(screen.getByLabelText<HTMLInputElement>('Ends at (optional)').value).toBe('');
});

it('shows the way back that the host proposes, and sends none where it is left alone', async () => {
  app = await renderApp(cannedSnapshot(), {
    'alarm.preview': ({ condition }) => previewOf({ ...cannedAlarm(btc, condition), wayBack: 0.007_458_123 }),
  });
  await fill('Price in USDT', '60k');
  await press(/^More options/);
  await rest();
  const field = await screen.findByLabelText<HTMLInputElement>('Way back');
  expect(field.placeholder).toBe('0.746');
  expect(besideField(field)).toContain('Proposed from how much the pair moves in a day: 0.746 %.');
  await press('Add alarm');
  expect(added()).toEqual([{ pairId: btc.id, condition: target(60_000) }]);
});

it('asks for no way back where the condition has none', async () => {
  app = await renderApp(cannedSnapshot());
  await check('Move in time');
  await press(/^More options/);
  await screen.findByLabelText('How it rings');
  expect(screen.queryByLabelText('Way back')).toBeNull();
  await choose('Measured from', 'price at the start');
  expect(form().textContent).toContain('This one always goes on after a ring.');
  expect(screen.queryByLabelText('After a ring')).toBeNull();
});

it('opens the options when something in them is wrong, and says it there', async () => {
  app = await renderApp(cannedSnapshot());
  await fill('Price in USDT', '60k');
  await press(/^More options/);
  await fill('Ends at (optional)', '2001-01-01T00:00');
  const field = screen.getByLabelText('Ends at (optional)');
  expect(besideField(field)).toContain('That time is over.');
  await press('Add alarm');
  expect(added()).toEqual([]);
  await press('Never ends');
  await press('Add alarm');
  expect(added()).toHaveLength(1);
});

it('puts a refusal about the expiry beside it, also where the options are closed', async () => {
  const message = 'That time is over. Let the alarm expire at a time that lies ahead.';
  app = await renderApp(cannedSnapshot(), { 'alarm.add': () => refused('bad-input', message) });
  await fill('Price in USDT', '60k');
  await press(/^More options/);
  await fill('Ends at (optional)', '2099-01-01T00:00');
  await press('Add alarm');
  expect(besideField(await screen.findByLabelText('Ends at (optional)'))).toContain(message);
});

it('counts a note that is too long, and does not cut it', async () => {
  app = await renderApp(cannedSnapshot());
  await fill('Price in USDT', '60k');
  await press(/^More options/);
  await fill('Note (optional)', 'x'.repeat(510));
  const note = screen.getByLabelText<HTMLTextAreaElement>('Note (optional)');
  expect(note.value).toHaveLength(510);
  expect(besideField(note)).toContain('Leave out 10.');
  expect(besideField(note)).toContain('510 of 500 characters');
  await press('Add alarm');
  expect(added()).toEqual([]);
});

it('offers to ring now where the condition holds already; the next crossing is the default', async () => {
  app = await renderApp(cannedSnapshot(), {
    'alarm.preview': already,
    'alarm.add': ({ condition }) => done({ alarm: cannedAlarm(btc, condition), alreadyTrue: true }),
  });
  await fill('Price in USDT', '57k');
  expect(screen.queryByRole('radio', { name: 'Ring now' })).toBeNull();
  await rest();
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Ring on the next crossing' }).checked).toBe(
    true,
  );
  await press('Add alarm');
  expect(form().textContent).toContain('It is there already, so it rings on the next crossing.');
  await fill('Price in USDT', '57k');
  await rest();
  await check('Ring now');
  expect(form().textContent).toContain(
    'Rings now: BTC/USDT reaches 57,000 from above, and that is so already.',
  );
  await press('Add alarm');
  expect(form().textContent).toContain('It is there already, so it rings now.');
  expect(added()).toEqual([
    { pairId: btc.id, condition: target(57_000, 'down') },
    { pairId: btc.id, condition: target(57_000, 'down'), ringNow: true },
  ]);
});

const replayed = {
  from: now - 30 * 86_400_000,
  to: now,
  intervalMs: 60_000,
  complete: true,
  count: 3,
  firings: [3, 2, 1].map((days) => ({
    t: now - days * 86_400_000,
    direction: 'up' as const,
    level: 60_000,
    price: 60_000 + days,
  })),
};

it('says how often it would have rung, newest first, and no more of it once the form says something else', async () => {
  app = await renderApp(cannedSnapshot(), { 'alarm.replay': () => done(replayed) });
  await fill('Price in USDT', '60k');
  await rest();
  expect(app.host.calledWith('alarm.replay')).toEqual([]);
  await counted();
  expect(form().textContent).toContain('It would have rung 3 times in the last 30 days.');
  const times = [...form().querySelectorAll('details li')].map((each) => each.textContent);
  expect(times.map((each) => each?.split(' ▲ ')[1])).toEqual(['60,001.00', '60,002.00', '60,003.00']);
  expect(form().textContent).not.toMatch(/Prices could be had only|candles of/);
  expect(app.host.calledWith('alarm.replay')).toEqual([
    { pairId: btc.id, condition: target(60_000), wayBack: 0.003, days: 30 },
  ]);
  await fill('Price in USDT', '61k');
  expect(form().textContent).not.toContain('would have rung');
});

it('tells the chart when it would have rung, as long as the form says so', async () => {
  app = await renderApp(cannedSnapshot(), { 'alarm.replay': () => done(replayed) });
  await fill('Price in USDT', '60k');
  await counted();
  const marks = () => app.store.getState().previewMarks;
  expect(marks()).toEqual(replayed.firings.map(({ t, direction }) => ({ t, direction })));
  await fill('Price in USDT', '61k');
  expect(marks()).toEqual([]);
  await counted();
  expect(marks()).toHaveLength(3);
  await act(async () => app.store.getState().show('history'));
  expect(marks()).toEqual([]);
});

it('asks once typing rests, and an answer that comes too late says nothing', async () => {
  const answers: (() => void)[] = [];
  app = await renderApp(cannedSnapshot(), {
    'alarm.replay': () =>
      new Promise((resolve) => {
        const count = answers.length + 1;
        answers.push(() => resolve(done({ ...replayed, count })));
      }),
  });
  for (const text of ['6', '60', '60k']) await fill('Price in USDT', text);
  await counted();
  await fill('Price in USDT', '61k');
  await counted();
  expect(app.host.calledWith('alarm.replay')).toHaveLength(2);
  await act(async () => answers[1]?.());
  await act(async () => answers[0]?.());
  expect(form().textContent).toContain('It would have rung 2 times');
});

it.each([
  [
    { complete: false, from: now - 86_400_000 },
    /Prices could be had only from .* on, so it may have been more\./,
  ],
  [{ complete: false, from: now, count: 0, firings: [] }, /No past prices could be had/],
  [{ intervalMs: 3_600_000 }, /Worked out from candles of 1 h: the exact times can differ\./],
  [{ count: 1, firings: replayed.firings.slice(2) }, /It would have rung 1 time in the last 30 days\./],
  [{ count: 0, firings: [] }, /It would have rung 0 times in the last 30 days\./],
] satisfies [Partial<typeof replayed>, RegExp][])(
  'says what the answer is worth: %#',
  async (more, words) => {
    app = await renderApp(cannedSnapshot(), {
      'alarm.replay': () => done({ ...replayed, ...more }),
    });
    await fill('Price in USDT', '60k');
    await counted();
    expect(form().textContent).toMatch(words);
  },
);

it('says why past prices could not be counted, and asks nothing of a form that is not whole', async () => {
  app = await renderApp(cannedSnapshot(), {
    'alarm.replay': () => refused('source-unavailable', 'Binance cannot be asked now.'),
  });
  await counted();
  expect(app.host.calledWith('alarm.replay')).toEqual([]);
  await fill('Price in USDT', '60k');
  await counted();
  expect(form().textContent).toContain('Binance cannot be asked now.');
});

it('offers usual distances, on both sides of the price, and guesses the direction', async () => {
  app = await renderApp(cannedSnapshot());
  const price = () => screen.getByLabelText<HTMLInputElement>('Price in USDT').value;
  const direction = () => screen.getByLabelText<HTMLSelectElement>('Direction').value;
  await press('Use 10 % above the price');
  expect([price(), direction()]).toEqual(['64,250', 'up']);
  await press('Use 5 % below the price');
  expect([price(), direction()]).toEqual(['55,490', 'down']);
  await check('Channel');
  await press('Use 25 % around the price');
  expect(screen.getByLabelText<HTMLInputElement>('Lower end in USDT').value).toBe('43,810');
  expect(screen.getByLabelText<HTMLInputElement>('Upper end in USDT').value).toBe('73,020');
  await check('Move in time');
  await press('Use 25 %');
  expect(screen.getByLabelText<HTMLInputElement>('By percent').value).toBe('25');
  await check('Steps');
  await press('Use 10 %');
  expect(screen.getByLabelText<HTMLInputElement>('Every').value).toBe('10');
  await choose('Unit of the step', 'USDT');
  expect(screen.queryByRole('button', { name: /^Use / })).toBeNull();
});

it('says in the form that a move was made already, and lets it ring now', async () => {
  app = await renderApp(cannedSnapshot(), {
    'alarm.preview': ({ condition }) => previewOf(cannedAlarm(btc, condition), { alreadyTrue: true }),
  });
  await check('Move in time');
  await rest();
  expect(form().textContent).toContain('counted from here: it has moved that far already.');
  await check('Ring now');
  await press('Add alarm');
  expect(added()).toMatchObject([{ condition: { kind: 'move' }, ringNow: true }]);
});

it('names the alarm that does the same, before it is sent and where it is refused', async () => {
  const twin = cannedAlarm(btc, target(60_000), { id: 'twin' });
  app = await renderApp(cannedSnapshot({ alarms: [twin] }), {
    'alarm.preview': ({ condition }) => previewOf(cannedAlarm(btc, condition), { twin: 'twin' }),
    'alarm.add': () => refused('duplicate-alarm', 'There is one like it.', { alarmId: 'twin' }),
  });
  await fill('Price in USDT', '60k');
  expect(within(form()).queryByRole('button', { name: 'Show it' })).toBeNull();
  await rest();
  expect(form().textContent).toContain('There is one already that does the same.');
  await press('Add alarm');
  expect(form().textContent).toContain('There is one like it.');
  await press('Show it');
  expect(document.activeElement?.getAttribute('data-alarm')).toBe('twin');
});

it('says nothing of the alarm that was added just now', async () => {
  app = await renderApp(cannedSnapshot(), {
    'alarm.preview': ({ condition }) => previewOf(cannedAlarm(btc, condition), { twin: 'a1' }),
  });
  await check('Move in time');
  await press('Add alarm');
  await rest();
  expect(form().textContent).not.toContain('There is one already');
});
