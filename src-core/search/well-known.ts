/** A coin that people know by name, where no list tells names or sizes. */
export interface WellKnown {
  readonly ticker: string;
  /** CoinGecko's id: a ticker alone is shared by several coins. */
  readonly coin: string;
  readonly name: string;
  /** Other words that people use. */
  readonly also: readonly string[];
}

const rows: readonly (readonly [ticker: string, coin: string, name: string, ...also: string[]])[] = [
  ['BTC', 'bitcoin', 'Bitcoin', 'биткоин', 'биткойн', 'биток'],
  ['ETH', 'ethereum', 'Ethereum', 'эфир', 'эфириум', 'этериум'],
  ['USDT', 'tether', 'Tether', 'тезер'],
  ['XRP', 'ripple', 'XRP', 'ripple', 'рипл', 'риппл'],
  ['BNB', 'binancecoin', 'BNB', 'бнб'],
  ['SOL', 'solana', 'Solana', 'солана'],
  ['USDC', 'usd-coin', 'USDC'],
  ['DOGE', 'dogecoin', 'Dogecoin', 'додж', 'догикоин', 'доги'],
  ['ADA', 'cardano', 'Cardano', 'кардано'],
  ['TRX', 'tron', 'TRON', 'трон'],
  ['LINK', 'chainlink', 'Chainlink', 'чейнлинк'],
  ['AVAX', 'avalanche-2', 'Avalanche', 'аваланч'],
  ['XLM', 'stellar', 'Stellar', 'стеллар'],
  ['SUI', 'sui', 'Sui'],
  ['TON', 'the-open-network', 'Toncoin', 'тон', 'тонкоин'],
  ['BCH', 'bitcoin-cash', 'Bitcoin Cash'],
  ['LTC', 'litecoin', 'Litecoin', 'лайткоин'],
  ['SHIB', 'shiba-inu', 'Shiba Inu', 'шиба'],
  ['HBAR', 'hedera-hashgraph', 'Hedera'],
  ['DOT', 'polkadot', 'Polkadot', 'полкадот'],
  ['UNI', 'uniswap', 'Uniswap', 'юнисвап'],
  ['PEPE', 'pepe', 'Pepe', 'пепе'],
  ['AAVE', 'aave', 'Aave'],
  ['DAI', 'dai', 'Dai'],
  ['XMR', 'monero', 'Monero', 'монеро'],
  ['NEAR', 'near', 'NEAR Protocol'],
  ['APT', 'aptos', 'Aptos'],
  ['ETC', 'ethereum-classic', 'Ethereum Classic'],
  ['ICP', 'internet-computer', 'Internet Computer'],
  ['POL', 'polygon-ecosystem-token', 'POL'],
  ['MATIC', 'matic-network', 'Polygon', 'полигон'],
  ['VET', 'vechain', 'VeChain'],
  ['FIL', 'filecoin', 'Filecoin'],
  ['ATOM', 'cosmos', 'Cosmos Hub', 'космос'],
  ['ARB', 'arbitrum', 'Arbitrum'],
  ['OP', 'optimism', 'Optimism'],
  ['ALGO', 'algorand', 'Algorand'],
  ['INJ', 'injective-protocol', 'Injective'],
  ['ZEC', 'zcash', 'Zcash'],
  ['EOS', 'eos', 'EOS'],
  ['XTZ', 'tezos', 'Tezos'],
  ['DASH', 'dash', 'Dash'],
  ['NEO', 'neo', 'NEO'],
  ['BNT', 'bancor', 'Bancor Network'],
  ['MKR', 'maker', 'Maker'],
  ['WLD', 'worldcoin-wld', 'Worldcoin'],
];

/** Largest first, as of 2025; an order to fall back to, never told as a rank. */
export const wellKnown: readonly WellKnown[] = rows.map(([ticker, coin, name, ...also]) => ({
  ticker,
  coin,
  name,
  also,
}));
