import type { Locator, Page } from 'playwright-core';

/** Past the first start, which may be put off, to the page that watches nothing yet. */
export async function startEmpty(page: Page, timeout = 20_000): Promise<void> {
  const later = page.getByRole('button', { name: 'Set up later' });
  const empty = page.getByRole('heading', { name: 'Watch your first pair' });
  await later.or(empty).waitFor({ timeout });
  if (await later.isVisible()) await later.click();
  await empty.waitFor();
}

/** Opens the settings and rings as an alarm would. */
export async function ringTest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Test alarm' }).click();
}

/** What a person does on the page, by the names they read there. */
export async function addPair(page: Page, text: string): Promise<void> {
  await page.getByLabel('Add a pair').fill(text);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
}

type Fields = Readonly<Record<string, string>>;

type Kind = 'Price' | 'Channel' | 'From high or low' | 'Move in time' | 'Steps';

/** Fills in fields by their labels; a list is chosen from by what is read there. */
export async function fillIn(form: Locator, fields: Fields): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label, { exact: true });
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT')
      await field.selectOption({ label: value });
    else await field.fill(value);
  }
}

/** Opens what stands behind the head of the form for a new alarm. */
export async function openOptions(page: Page): Promise<void> {
  const head = page.getByRole('region', { name: 'New alarm' }).getByRole('button', { name: /^More options/ });
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
}

/** Fills the form of one kind of alarm and adds it; what stands in `more` is behind the head of the form. */
export async function addAlarm(page: Page, kind: Kind, fields: Fields, more: Fields = {}): Promise<void> {
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Add alarm' }) });
  await form.getByRole('radio', { name: kind, exact: true }).check();
  await fillIn(form, fields);
  if (Object.keys(more).length > 0) {
    await openOptions(page);
    await fillIn(form, more);
  }
  await form.getByRole('button', { name: 'Add alarm' }).click();
  await form.getByRole('status').filter({ hasText: 'Alarm added' }).waitFor();
}
