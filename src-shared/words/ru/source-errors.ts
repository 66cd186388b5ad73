import type { sourceErrors as en } from '../en/source-errors.ts';

/** Why a source cannot be tested, or takes no key, in Russian. */
export const sourceErrors: Record<keyof typeof en, string> = {
  'error.source-not-at-work': '{{source}} сейчас не опрашивается. Сначала нужно выбрать этот источник.',
  'error.source-without-key': '{{source}} работает без ключа.',
  'error.key-fixed':
    'Ключ {{source}} задан при запуске приложения (CRYPTO_ALARM_COINGECKO_KEY), поэтому менять его нужно там.',
};
