import { act, fireEvent, screen, within } from '@testing-library/react';

type Where = HTMLElement | undefined;
const at = (where: Where) => (where === undefined ? screen : within(where));

/** What a person does on the page, by the names they read there. */
export async function press(name: string | RegExp, where?: HTMLElement): Promise<void> {
  const button = await at(where).findByRole('button', { name });
  await act(async () => {
    fireEvent.click(button);
  });
}

export async function fill(label: string | RegExp, text: string, where?: HTMLElement): Promise<void> {
  const field = await at(where).findByLabelText(label);
  await act(async () => {
    fireEvent.change(field, { target: { value: text } });
  });
}

/** Chooses in a list by what is read there. */
export async function choose(label: string, option: string, where?: HTMLElement): Promise<void> {
  const field = await at(where).findByLabelText<HTMLSelectElement>(label);
  const value = [...field.options].find((each) => each.textContent === option)?.value;
  if (value === undefined) throw new Error(`no ${option} in ${label}`);
  await fill(label, value, where);
}

export async function check(name: string | RegExp, where?: HTMLElement): Promise<void> {
  const box = at(where).queryByRole('radio', { name }) ?? at(where).getByRole('checkbox', { name });
  await act(async () => {
    fireEvent.click(box);
  });
}

/** Opens a menu with the keyboard: jsdom has no pointer that a menu would listen to. */
export async function openMenu(name: string | RegExp, where?: HTMLElement): Promise<void> {
  const button = await at(where).findByRole('button', { name });
  await act(async () => {
    button.focus();
    fireEvent.keyDown(button, { key: 'Enter' });
  });
}

/** Chooses in the menu that is open. */
export async function chooseItem(name: string | RegExp): Promise<void> {
  const item = await screen.findByRole('menuitem', { name });
  await act(async () => {
    fireEvent.click(item);
  });
}

/** Opens what stands behind a summary line. */
export async function unfold(name: string, where?: HTMLElement): Promise<void> {
  const details = at(where).getByText(name).closest('details');
  if (!details) throw new Error(`nothing unfolds at ${name}`);
  await act(async () => {
    details.open = true;
    // jsdom opens without telling.
    fireEvent(details, new Event('toggle'));
  });
}

/** Long enough for what waits until typing rests. */
export async function rest(ms = 350): Promise<void> {
  await act(() => new Promise((resolve) => setTimeout(resolve, ms)));
}

/** What is said of a field, beside it. */
export function besideField(field: HTMLElement): string {
  const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}
