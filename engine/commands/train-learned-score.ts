import { createHash } from 'node:crypto';

import type { EventDraft } from '../core/events';
import { type BandMonth, driftOf, type LabelledTable, type LearnedModel, type LearnedScoreReport, type SignalDrift, signalColumns, trainLearnedScore, type TrainedScore, watchBands } from '../core/learning';
import type { Actor } from '../core/model';
import { appendEvents, currentSettings, json, newId, type Store, type Tx } from '../store';
import { loadBandMonths } from './learning/load-band-months';
import { loadOutcomes, loadRecentSignals } from './learning/load-outcomes';

export interface TrainScoreInput {
  readonly at: Date;
  readonly actor: Actor;
}

export interface ScoreAlarm {
  readonly kind: string;
  readonly sentence: string;
}

export interface TrainedVersion {
  readonly version: number;
  /** false = the same leads and outcomes as before: the version stays. */
  readonly new_version: boolean;
  readonly shown: boolean;
  readonly why: string;
  readonly report: LearnedScoreReport;
  /** How far the opportunities of the last 30 days are from those the version before had learned from. */
  readonly drift: readonly SignalDrift[];
  readonly bands_by_month: readonly BandMonth[];
  readonly alarms: readonly ScoreAlarm[];
}

const RECENT_MS = 30 * 86_400_000;
/** Fewer recent leads drift by chance. */
const FEWEST_RECENT = 30;
const SEED = 1;

/**
 * SC-09: learns the score anew from the firm's own outcomes, stores it as the next version with its report, and raises an
 * alarm when leads or conversions have moved. Learning happens outside the transaction; the same outcomes change nothing.
 */
export async function trainLearnedScoreVersion(store: Store, accountId: string, { at, actor }: TrainScoreInput): Promise<TrainedVersion> {
  const known = await store.transaction(accountId, (tx) => load(tx, at));
  const trained = trainLearnedScore(known.table, { seed: SEED, ...known.settings.learning });
  const drift = known.model && known.recent.length >= FEWEST_RECENT ? driftOf(known.model, signalColumns(known.recent, known.settings.learning.custom_signals)) : [];
  const alarms = alarmsOf(drift, known.bands);
  const stored = await store.transaction(accountId, async (tx) => {
    const version = await storeVersion(tx, known, trained, at);
    await appendEvents(tx, alarms.length > 0 ? [alarmEvent(version, alarms, at, actor)] : [], at);
    return version;
  }, ['learned-model']);
  const { report } = trained;
  return { version: stored.version, new_version: stored.isNew, shown: report.shown, why: report.why, report, drift, bands_by_month: known.bands, alarms };
}

async function load(tx: Tx, at: Date) {
  const { settings, version } = await currentSettings(tx, at);
  const table = await loadOutcomes(tx, settings, at);
  const latest = await tx.db.selectFrom('learned_models').select('model').where('shown', '=', true).orderBy('version', 'desc').limit(1).executeTakeFirst();
  const recent = await loadRecentSignals(tx, settings, new Date(at.getTime() - RECENT_MS), at);
  return { settings, settings_version: version, table, model: latest?.model ?? null, recent, bands: await loadBandMonths(tx, settings, at) };
}

interface StoredVersion {
  readonly id: string;
  readonly version: number;
  readonly isNew: boolean;
}

async function storeVersion(tx: Tx, { table, settings_version }: { table: LabelledTable; settings_version: number }, { model, report }: TrainedScore, at: Date): Promise<StoredVersion> {
  const fingerprint = fingerprintOf(table, report);
  const latest = await tx.db.selectFrom('learned_models').select(['id', 'version', 'fingerprint']).orderBy('version', 'desc').limit(1).executeTakeFirst();
  if (latest?.fingerprint === fingerprint) return { id: latest.id, version: latest.version, isNew: false };
  const row = { id: newId(), version: (latest?.version ?? 0) + 1 };
  await tx.db
    .insertInto('learned_models')
    .values({ ...row, account_id: tx.accountId, trained_at: at, fingerprint, leads: report.leads, won: report.won, shown: report.shown, model: model && json<LearnedModel>(model), report: json(report), settings_version })
    .execute();
  return { ...row, isNew: true };
}

/** With the verdict: other limits in the settings make another version of the same leads. */
function fingerprintOf({ columns, labels, times }: LabelledTable, { why }: LearnedScoreReport): string {
  const text = JSON.stringify([columns, [...labels], [...(times ?? [])], why]);
  return createHash('sha256').update(text).digest('hex');
}

function alarmsOf(drift: readonly SignalDrift[], bands: readonly BandMonth[]): ScoreAlarm[] {
  const drifted = drift.filter(({ verdict }) => verdict === 'drifted').map(({ signal, index, most_changed }): ScoreAlarm => {
    const change = most_changed ? `; '${most_changed.value}' from ${percent(most_changed.before)} to ${percent(most_changed.now)}` : '';
    return { kind: 'signal_drifted', sentence: `${signal} is no longer what the score learned from (stability index ${index.toFixed(2)}${change})` };
  });
  return [...drifted, ...watchBands(bands).map(({ kind, sentence }) => ({ kind, sentence }))];
}

/** Once a month and finding: training again on the same day must not ring twice. */
function alarmEvent({ id, version }: StoredVersion, alarms: readonly ScoreAlarm[], at: Date, actor: Actor): EventDraft {
  const finding = createHash('sha256').update(JSON.stringify(alarms.map(({ kind, sentence }) => [kind, sentence.split(' ', 1)]))).digest('hex').slice(0, 16);
  return { type: 'ScoreAlarmRaised', subject: { kind: 'learned_model', id }, occurred_at: at, actor, key: `score-alarm:${at.toISOString().slice(0, 7)}:${finding}`, data: { model_version: version, alarms: [...alarms] } };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
