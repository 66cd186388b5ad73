import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { marketDataFolder } from '../tests/market-replay/market-data.ts';
import { startMarketReplay } from '../tests/market-replay/market-replay.ts';
import { lastOpenedAt } from '../tests/market-replay/quote-steps.ts';

const help = `Replays real prices of 2021 through local servers in Binance's and CoinGecko's formats.

npm run replay [-- flags]
  --from <time>     where it starts, default 2021-05-19T12:30Z, half an hour before the crash to 30,000
  --speed <number>  how much faster than real time, 0.1 to 1000, default 1
  --pairs <list>    any of BTCUSDT, ETHUSDT, DOGEUSDT, ETHBTC; default all
  --port <number>   where it listens on 127.0.0.1, default any free port
  --help`;

const files: Readonly<Record<string, string>> = {
  BTCUSDT: 'binance-spot-BTCUSDT-1m-2021-04-02_2021-05-20.csv.gz',
  ETHUSDT: 'binance-spot-ETHUSDT-1m-2021-04-02_2021-05-20.csv.gz',
  DOGEUSDT: 'binance-spot-DOGEUSDT-1m-2021-04-02_2021-05-20.csv.gz',
  ETHBTC: 'binance-spot-ETHBTC-1m-2021-04-10_2021-05-20.csv.gz',
};

/** A wish that cannot be met; its message is the sentence for the person who typed it. */
class Refused extends Error {}

interface Wishes {
  readonly from: number;
  readonly speed: number;
  readonly pairs: readonly string[];
  readonly port: number;
}

function readFlags(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const options = { from: text, speed: text, pairs: text, port: text, help: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Refused(`${message.replace(/\.$/, '')}. npm run replay -- --help lists the flags.`);
  }
}

function readWishes(flags: ReturnType<typeof readFlags>): Wishes {
  const speed = Number(flags.speed ?? 1);
  if (!(speed >= 0.1 && speed <= 1_000)) throw new Refused('--speed must be a number from 0.1 to 1000.');
  const port = Number(flags.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Refused('--port must be from 0 to 65535.');
  const pairs = (flags.pairs?.toUpperCase().split(',') ?? Object.keys(files)).map((pair) => pair.trim());
  const strange = pairs.find((pair) => !Object.hasOwn(files, pair));
  if (strange !== undefined) {
    throw new Refused(`--pairs: “${strange}” is not recorded. There are ${Object.keys(files).join(', ')}.`);
  }
  return { from: readTime(flags.from ?? '2021-05-19T12:30Z'), speed, pairs, port };
}

/** Times without a zone are UTC, as all recorded ones are. */
function readTime(text: string): number {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.includes('T') ? text : `${text}T00:00`}Z`;
  const time = Date.parse(zoned);
  if (Number.isNaN(time))
    throw new Refused(`--from: “${text}” is not a time. Write it like 2021-05-19T12:30Z.`);
  return time;
}

function shown(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

async function replay({ from, speed, pairs, port }: Wishes): Promise<void> {
  const startedAt = performance.now();
  const now = () => from + (performance.now() - startedAt) * speed;
  const chosen = Object.fromEntries(pairs.map((pair) => [pair, files[pair] ?? '']));
  const market = await startMarketReplay({ files: chosen, now, port });
  for (const pair of pairs) {
    const candles = market.candles[pair] ?? [];
    const last = candles.at(-1);
    if (last === undefined || lastOpenedAt(candles, from) === -1 || from > last.openTime) {
      await market.close();
      throw new Refused(
        `--from: ${pair} is recorded from ${shown(candles[0]?.openTime ?? 0)} to ${shown(last?.openTime ?? 0)}.`,
      );
    }
  }
  const variables = `CRYPTO_ALARM_BINANCE_REST=${market.url} CRYPTO_ALARM_COINGECKO_REST=${market.url}`;
  console.log(`Replaying ${pairs.join(', ')} from ${shown(from)} at ${speed}x. Ctrl+C stops it.

  CRYPTO_ALARM_BINANCE_REST=${market.url}
  CRYPTO_ALARM_COINGECKO_REST=${market.url}

In a second terminal:

  ${variables} npm run headless -- --data-dir ${path.join(tmpdir(), 'crypto-price-alarm-replay')}

The folder is one of its own: prices of 2021 do not belong among yours.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void market.close().then(() => process.exit(0)));
  }
}

async function main(args: readonly string[]): Promise<void> {
  const flags = readFlags(args);
  if (flags.help) {
    console.log(help);
    return;
  }
  const wishes = readWishes(flags);
  if (marketDataFolder() === null) {
    const folder = path.resolve(import.meta.dirname, '../../shared/market-data');
    throw new Refused(`The recorded prices are not here: they belong in ${folder}.`);
  }
  await replay(wishes);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const taken = code === 'EADDRINUSE' ? 'That port is taken. Choose another with --port.' : null;
  if (!(error instanceof Refused) && taken === null) throw error;
  console.error(taken ?? (error as Refused).message);
  process.exitCode = 2;
}
