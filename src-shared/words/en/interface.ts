/** What only the interface says. */
export const interfaceWords = {
  'app.name': 'Crypto Price Alarm',
} as const;
