export type { Backend, StoreConfig, TlsMode } from './backend';
export { type DeliveryDraft, type NoticeDraft, type RequestDraft, type StoredDelivery, storeDelivery, storeNotices, SWEEP_AFTER_MS } from './deliveries';
export { appendEvents, toEnvelope } from './events';
export { type Alongside, type Records, writeRecords } from './records';
export type * from './schema';
export { type CurrentSettings, currentSettings, settingsVersion } from './settings';
export { openStore, type Store, type Tx } from './store';
export { closeStores, storeOf } from './registry';
export { type AuditDraft, json, lockKeys, newId, type ReceiptDraft, saveReceipts, writeAudit } from './write';
