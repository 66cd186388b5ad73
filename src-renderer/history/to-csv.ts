import { pairLabel } from '../../src-core/pair.ts';
import { proofWords } from '../../src-shared/words/proof.ts';
import type { DeliveryView } from '../../src-shared/contract/schemas.ts';
import { say } from '../words/say.ts';
import type { PastFiring } from './use-firings.ts';

/** Names of columns, for people and their programs: the same in every language. */
const columns = [
  'id',
  'time',
  'pair',
  'rule',
  'direction',
  'level',
  'price_before',
  'price_before_time',
  'price',
  'price_is',
  'source',
  'served_by',
  'urgency',
  'note',
  'late',
  'told',
  'received',
  'acknowledged',
  'acknowledged_by',
  'deliveries',
] as const;

const time = (t: number | null) => (t === null ? '' : new Date(t).toISOString());

function sayDelivery({ channel, outcome, at, cause }: DeliveryView): string {
  return [channel, outcome, time(at), cause ?? ''].filter((part) => part !== '').join(' ');
}

function cellsOf({ firing, pair }: PastFiring): readonly (string | number)[] {
  const { proof } = firing;
  return [
    firing.id,
    time(firing.t),
    pairLabel(pair),
    proofWords(say, pair, firing).rule,
    proof.direction,
    proof.level,
    proof.reference.price,
    time(proof.reference.t),
    proof.proving.price,
    proof.proving.by,
    proof.source,
    proof.via?.source ?? '',
    firing.urgency,
    firing.note,
    String(firing.late),
    firing.told,
    time(firing.receivedAt),
    time(firing.acknowledgedAt),
    firing.acknowledgedBy ?? '',
    firing.deliveries.map(sayDelivery).join('; '),
  ];
}

/**
 * A cell by RFC 4180. A text that a spreadsheet would take for a formula begins with an apostrophe, which shows it as text:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(value: string | number): string {
  const text = typeof value === 'number' || !/^[=+\-@\t\r\n]/.test(value) ? String(value) : `'${value}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Past firings as CSV, in the order in which they are given; times in UTC, prices as the source gave them. */
export function toCsv(firings: readonly PastFiring[]): string {
  const lines = [columns, ...firings.map(cellsOf)].map((cells) => cells.map(cell).join(','));
  // The mark tells spreadsheets that it is UTF-8.
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** The same as JSON, with everything that is known of each. */
export function toJson(firings: readonly PastFiring[]): string {
  return `${JSON.stringify({ app: 'crypto-price-alarm', kind: 'history', firings }, null, 2)}\n`;
}
