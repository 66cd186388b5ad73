import { appSettings } from '../../src-shared/contract/app-settings.ts';
import { alarmRule, pair as pairSchema } from '../../src-shared/contract/schemas.ts';
import { currentVersion, isRecord, type Loose, migrateRules } from '../storage/rules-migrations.ts';
import { appMark } from './export.ts';
import { isFirstApp, readFirstApp } from './import-first-app.ts';
import {
  fieldOf,
  type ImportedAlarm,
  type ImportedFile,
  type ImportedPair,
  type ImportHelp,
  shown,
} from './imported.ts';
import { readAlarm, readPair } from './readable.ts';

export type ReadImport =
  | { readonly ok: true; readonly file: ImportedFile }
  /** `unreadable`: no JSON, or nothing of ours or of the first app. */
  | { readonly ok: false; readonly why: 'unreadable' | 'newer' };

const unreadable: ReadImport = { ok: false, why: 'unreadable' };

/**
 * JSON, also as Python writes it: `NaN` and `Infinity` are none of it, and were saved by the first app where a user had
 * typed them. What they stand in is refused by itself.
 */
function parseJson(text: string): unknown {
  const json = text.replace(/^\ufeff/, '');
  try {
    return JSON.parse(json);
  } catch {
    try {
      const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g;
      return JSON.parse(json.replaceAll(token, (found) => (found.startsWith('"') ? found : 'null')));
    } catch {
      return undefined;
    }
  }
}

function importedPair(value: unknown, index: number, { say }: ImportHelp): ImportedPair {
  const parsed = pairSchema.safeParse(value);
  const key = isRecord(value) && typeof value['id'] === 'string' ? value['id'] : '';
  const refuse = (field: string): ImportedPair => {
    const what = shown(key) || say('import.what.pair', { number: index + 1 });
    return { kind: 'refused', key, refused: { what, why: say('import.refused.pair', { field }) } };
  };
  if (!parsed.success) return refuse(fieldOf(parsed.error.issues));
  return parsed.data.id.startsWith(`${parsed.data.source}:`)
    ? { kind: 'whole', pair: parsed.data }
    : refuse('id');
}

function importedAlarm(value: unknown, index: number, { say, newId }: ImportHelp): ImportedAlarm {
  const parsed = alarmRule.safeParse(value);
  if (!parsed.success) {
    const pair = shown(isRecord(value) ? value['pairId'] : '') || '?';
    const why = say('import.refused.alarm', { field: fieldOf(parsed.error.issues) });
    return {
      kind: 'refused',
      refused: { what: say('import.what.alarm', { number: index + 1, pair }), why },
    };
  }
  const spareId = newId();
  // Firings are numbered behind this mark.
  const id = parsed.data.id.includes('#') ? spareId : parsed.data.id;
  return { kind: 'whole', alarm: { ...parsed.data, id }, spareId };
}

function importedSettings(value: unknown, { say }: ImportHelp): ImportedFile['settings'] {
  if (value === undefined) return { given: {}, refused: [] };
  const refusal = (what: string) => ({ what, why: say('import.refused.setting') });
  if (!isRecord(value)) return { given: {}, refused: [refusal('settings')] };
  const forms: Readonly<Record<string, { safeParse: (value: unknown) => { success: boolean } }>> =
    appSettings.shape;
  // It is no wish, and stands in settings files only.
  const names = Object.keys(value).filter((name) => name !== 'welcomed');
  const isGood = (name: string) =>
    Object.hasOwn(forms, name) && forms[name]?.safeParse(value[name]).success === true;
  return {
    given: Object.fromEntries(names.filter(isGood).map((name) => [name, value[name]])),
    refused: names.filter((name) => !isGood(name)).map((name) => refusal(shown(name))),
  };
}

/** The lists and the version of an exported file, or of a settings file and its backups. */
function ownParts(content: Loose): { version: unknown; pairs: unknown[]; alarms: unknown[] } | null {
  const isExport = content['app'] === appMark;
  const version = isExport ? content['version'] : (content['schemaVersion'] ?? 0);
  const { pairs = [], alarms = [] } = content;
  const isOurs = isExport || 'schemaVersion' in content || Array.isArray(content['pairs']);
  if (!isOurs || !Number.isInteger(version) || !Array.isArray(pairs) || !Array.isArray(alarms)) return null;
  return isExport && version === 0 ? null : { version, pairs, alarms };
}

function readOwn(content: Loose, help: ImportHelp): ReadImport {
  const parts = ownParts(content);
  if (parts === null) return unreadable;
  const version = Number(parts.version);
  if (version > currentVersion) return { ok: false, why: 'newer' };
  if (version < 0) return unreadable;
  const { pairs, alarms, settings } = migrateRules({
    settings: content['settings'],
    schemaVersion: version,
    pairs: parts.pairs.map(readPair),
    alarms: parts.alarms.map(readAlarm),
  }) as { pairs: unknown[]; alarms: unknown[]; settings: unknown };
  const exportedAt = Date.parse(shown(content['exportedAt']));
  const file: ImportedFile = {
    from: 'this app',
    exportedAt: Number.isNaN(exportedAt) ? null : exportedAt,
    pairs: pairs.map((value, index) => importedPair(value, index, help)),
    alarms: alarms.map((value, index) => importedAlarm(value, index, help)),
    settings: importedSettings(settings, help),
    notes: [],
  };
  return { ok: true, file };
}

/** Reads a file that somebody wants to import: an export or a settings file of this app, or data of the first app. */
export function readImport(text: string, help: ImportHelp): ReadImport {
  const content = parseJson(text);
  if (!isRecord(content)) return unreadable;
  if (!('app' in content) && isFirstApp(content)) return { ok: true, file: readFirstApp(content, help) };
  return readOwn(content, help);
}
