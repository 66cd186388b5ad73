import type { Page } from 'playwright-core';

/** What a person does on the page, by the names they read there. */
export async function addPair(page: Page, text: string): Promise<void> {
  await page.getByLabel('Add a pair').fill(text);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
}

type Fields = Readonly<Record<string, string>>;

/** Fills the form of one kind of alarm and adds it; fields are named by their labels. */
export async function addAlarm(
  page: Page,
  kind: 'Price' | 'From high or low' | 'Move in time',
  fields: Fields,
): Promise<void> {
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Add alarm' }) });
  await form.getByRole('radio', { name: kind, exact: true }).check();
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label, { exact: true });
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT')
      await field.selectOption({ label: value });
    else await field.fill(value);
  }
  await form.getByRole('button', { name: 'Add alarm' }).click();
  await form.getByRole('status').filter({ hasText: 'Alarm added' }).waitFor();
}
