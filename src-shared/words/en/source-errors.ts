/** Why a source cannot be tested, or takes no key. */
export const sourceErrors = {
  'error.source-not-at-work': '{{source}} is not asked for prices now. Choose it as the source first.',
  'error.source-without-key': '{{source}} is asked without a key.',
  'error.key-fixed':
    'The key of {{source}} comes from the start of the app (CRYPTO_ALARM_COINGECKO_KEY), so it is changed there.',
} as const;
