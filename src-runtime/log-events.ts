import type { DeliveryView } from '../src-shared/contract/schemas.ts';

/** Every line that the log knows, by the name in its `event`; those of deliveries are made of channel and outcome. */
export const logEvents = [
  'alarm.added',
  'alarm.fired',
  'alarm.rearmed',
  'alarm.removed',
  'command.bug',
  'history.failed',
  'host.bug',
  'host.started',
  'host.stopped',
  'ipc.refused',
  'monitoring.on',
  'monitoring.paused',
  'monitoring.poll-now',
  'pair.added',
  'pair.removed',
  'pair.started-anew',
  'pair.vanished',
  'ring.dismissed',
  'rules.not-stored',
  'sample.refused',
  'source.bug',
  'source.failing',
  'source.recovered',
  'storage.failed',
  'storage.recovered',
  'storage.rules-moved-aside',
  'storage.state-moved-aside',
  'symbols.not-stored',
  'window.not-loaded',
  'window.page-stopped',
] as const;

export type LogEvent =
  | (typeof logEvents)[number]
  | `delivery.${DeliveryView['channel']}.${DeliveryView['outcome']}`;
