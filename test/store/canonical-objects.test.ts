import { sql } from 'kysely';

import { newId, type Store } from '../../engine/store';
import { TABLE_NOTES } from '../../scripts/generate/data-model/table-notes';
import { type Catalogue, readCatalogue } from '../../scripts/generate/schema/catalogue';
import { type EveryRow, seedEveryTable } from '../support/every-table';
import { describeStores } from '../support/stores';

const ACCOUNT = 'acme';
/** Minimum fields that are not known from the start: the guess may find nothing, owners come by routing, money and time by events. */
const LATER = ['intent_guess', 'language', 'geo', 'setter_id', 'closer_id', 'value_estimate_minor', 'currency', 'paid_at', 'opened_at'];

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await readCatalogue();
});

const canonical = () => Object.entries(TABLE_NOTES).flatMap(([table, note]) => (note.canonical ? [{ table, ...note.canonical }] : []));

describe('the canonical objects', () => {
  it('DM-01: are the ten of the playbook, each a table', () => {
    expect(canonical().map(({ name }) => name)).toEqual(['Account', 'User', 'Lead', 'Prospect', 'Opportunity', 'Activity', 'Appointment', 'Offer', 'Payment', 'CaseOpen']);
    const tables = catalogue.tables.map(({ name }) => name);
    expect(canonical().filter(({ table }) => !tables.includes(table))).toEqual([]);
  });

  it('DM-01: have a column for each minimum field, required unless it can only be known later', () => {
    const columns = new Map(catalogue.tables.flatMap(({ name, columns: all }) => all.map((column) => [`${name}.${column.name}`, column])));
    const wrong = canonical().flatMap(({ table, minimum }) =>
      Object.values(minimum).flat().filter((name) => {
        const column = columns.get(`${table}.${name}`);
        return !column || (!column.required && !LATER.includes(name));
      }),
    );
    expect(wrong).toEqual([]);
  });
});

describeStores('what the database refuses of the canonical objects', (open) => {
  let store: Store;
  let rows: EveryRow;
  beforeAll(async () => {
    store = await open();
    rows = await seedEveryTable(store, catalogue, ACCOUNT);
  });

  /** A second row like the one that is there, with these columns changed. */
  const another = (table: string, changed: Record<string, unknown>) =>
    store.transaction(ACCOUNT, async ({ db }) => {
      const target = sql.table(`salesos.${table}`);
      await sql`insert into ${target} select (jsonb_populate_record(t, ${JSON.stringify(changed)}::jsonb)).* from ${target} t`.execute(db);
    });
  const change = (table: string, changed: Record<string, unknown>) =>
    store.transaction(ACCOUNT, async ({ db }) => {
      const sets = Object.entries(changed).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
      await sql`update ${sql.table(`salesos.${table}`)} set ${sql.join(sets)}`.execute(db);
    });

  it('DM-01: a second open opportunity of one person, until the first is closed', async () => {
    const lead_id = newId();
    await another('leads', { id: lead_id, delivery_id: null, platform_lead_id: null });
    const second = { id: newId(), lead_id };
    await expect(another('opportunities', second)).rejects.toThrow('opportunities_one_open');
    await change('opportunities', { stage: 'CLOSED_LOST' });
    await another('opportunities', { ...second, stage: 'SQL_ASSIGNED' });
    const { rows: all } = await store.transaction(ACCOUNT, ({ db }) => sql`select id from salesos.opportunities`.execute(db));
    expect(all).toHaveLength(2);
  });

  it('DM-01: a second opportunity of one lead', async () => {
    await expect(another('opportunities', { id: newId(), stage: 'CLOSED_LOST' })).rejects.toThrow('opportunities_account_id_lead_id_key');
  });

  it('DM-01: a second booked appointment of one opportunity', async () => {
    await expect(another('appointments', { id: newId(), provider_ref: 'other' })).rejects.toThrow('appointments_one_active');
    await another('appointments', { id: newId(), provider_ref: 'other', status: 'cancelled' });
  });

  it('DM-01: a second active payment link of one opportunity', async () => {
    await change('payments', { link_active: true });
    await expect(another('payments', { id: newId(), link_id: 'other' })).rejects.toThrow('payments_one_active_link');
    await another('payments', { id: newId(), link_id: 'other', link_active: false });
  });

  it('DM-01: a second case of one opportunity', async () => {
    await expect(another('case_opens', { id: newId() })).rejects.toThrow('case_opens_account_id_opportunity_id_key');
  });

  it.each([
    ['leads', { spam_score: 101 }],
    ['opportunities', { probability: 1.1 }],
    ['offers', { price_minor: 0 }],
    ['payments', { amount_minor: -1 }],
    ['payments', { status: 'PAID', paid_at: null }],
    ['payments', { status: 'PAID', verified_by: null }],
    ['opportunities', { stage: 'WON' }],
    ['opportunities', { payment_state: 'paid' }],
    ['payments', { status: 'maybe' }],
    ['appointments', { status: 'maybe' }],
    ['users', { role: 'boss' }],
  ] as const)('DM-01: %s with %j', async (table, changed) => {
    await expect(change(table, changed)).rejects.toThrow(/violates check constraint/);
  });

  it.each([
    ['leads', 'source_channel'],
    ['leads', 'utms'],
    ['leads', 'consent'],
    ['prospects', 'engagement_level'],
    ['opportunities', 'stage'],
    ['appointments', 'scheduled_at'],
    ['offers', 'terms_version'],
    ['offers', 'expires_at'],
    ['payments', 'provider'],
    ['case_opens', 'handoff_payload_ref'],
  ])('DM-01: %s without %s', async (table, column) => {
    expect(rows[table]?.[column]).not.toBeNull();
    await expect(change(table, { [column]: null })).rejects.toThrow(/violates not-null constraint/);
  });
});
