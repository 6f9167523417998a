import { dedupeBase, type DedupeBaseInput } from '../../engine/commands/dedupe-base';
import { estimateIdentity } from '../../engine/commands/estimate-identity';
import { markNotDuplicates } from '../../engine/commands/mark-not-duplicates';
import { unmergeProspects } from '../../engine/commands/unmerge-prospects';
import type { Store, Tx } from '../../engine/store';
import { importBase } from '../support/imported-base';
import { makeLeads } from '../support/people';
import { seedFirm } from '../support/pipeline-rows';
import { describeStores } from '../support/stores';

const AT = new Date('2026-01-15T10:00:00Z');
const LATER = new Date('2026-01-15T11:00:00Z');
const actor = { kind: 'workflow' as const, id: 'wf-1' };
const PEOPLE = makeLeads(600, 5);
let accounts = 0;

describeStores('dedupeBase', (open) => {
  let store: Store;
  let account: string;
  let truth: Map<string, number>;
  beforeEach(async () => {
    store = await open();
    account = `base-${++accounts}`;
    await seedFirm(store, account);
    truth = await importBase(store, account, PEOPLE, AT);
  });

  const run = (more: Partial<DedupeBaseInput> = {}) => dedupeBase(store, account, { dry_run: false, samples: 10, most_reviews: 100, at: LATER, actor, ...more });
  const read = <T>(work: (tx: Tx) => Promise<T>) => store.transaction(account, work);
  const merges = () => read((tx) => tx.db.selectFrom('prospects').select(['id', 'merged_into']).where('merged_into', 'is not', null).orderBy('id').execute());

  it('ID-06: a dry run reports clusters, confidence and samples, and changes nothing', async () => {
    const said: string[] = [];
    const report = await run({ dry_run: true, onProgress: (text) => said.push(text) });
    expect(report).toMatchObject({ dry_run: true, prospects: 600, merged: 0, reviews_opened: 0, model_version: 0 });
    expect(report.duplicates).toBeGreaterThan(50);
    expect(report.sample_clusters).toHaveLength(10);
    expect(report.confidence.reduce((sum, { clusters }) => sum + clusters, 0)).toBe(report.clusters);
    expect(said.join('\n')).toMatch(/600 prospects read/);
    expect(await merges()).toEqual([]);
  });

  it('ID-06: merges what is sure, asks about what is not, each question once, and merges next to nothing more the second time', async () => {
    const report = await run();
    expect(report.merged).toBe(report.duplicates);
    const merged = await merges();
    const wrong = merged.filter(({ id, merged_into }) => truth.get(id) !== truth.get(merged_into ?? ''));
    expect(merged.length).toBe(report.merged);
    expect(wrong.length / merged.length).toBeLessThan(0.02);
    const reviews = await read((tx) => tx.db.selectFrom('identity_reviews').select(['kind', 'candidate_ids']).execute());
    expect(reviews).toHaveLength(report.reviews_opened);
    expect(await run({ dry_run: true })).toMatchObject({ prospects: 600 - report.merged });
    // A joined record knows more than either did.
    expect((await run()).merged).toBeLessThan(report.merged * 0.1);
    const asked = await read((tx) => tx.db.selectFrom('identity_reviews').select('candidate_ids').execute());
    expect(new Set(asked.map(({ candidate_ids }) => [...candidate_ids].sort().join(' '))).size).toBe(asked.length);
  });

  it('ID-04: a merge of the bulk run can be undone, and is then not made again', async () => {
    await run();
    const [one] = await merges();
    await unmergeProspects(store, account, { items: [{ merged_id: one!.id, acting_user_id: 'olga', reason: null }], at: LATER, actor });
    await run();
    expect((await merges()).map(({ id }) => id)).not.toContain(one!.id);
  });

  it('ID-04: two of whom a person said that they are not one are never joined', async () => {
    const { sample_clusters } = await run({ dry_run: true });
    const [first, second] = sample_clusters[0]!.members as [string, string];
    await markNotDuplicates(store, account, { items: [{ prospect_id: first, other_id: second, acting_user_id: 'ana', reason: null }], at: LATER, actor });
    await run();
    const rows = await read((tx) => tx.db.selectFrom('prospects').select('merged_into').where('id', 'in', [first, second]).execute());
    expect(rows).toEqual([{ merged_into: null }, { merged_into: null }]);
  });

  it('ID-04: estimated parameters are frozen as a version, which decisions name', async () => {
    const estimated = await estimateIdentity(store, account, { at: LATER, actor });
    expect(estimated).toMatchObject({ version: 1, prospects: 600 });
    expect(await run({ dry_run: true })).toMatchObject({ model_version: 1 });
    expect(await estimateIdentity(store, account, { at: LATER, actor })).toEqual({ ...estimated, version: 2 });
  });

  it('ID-06: too small a base keeps the standard parameters, and an empty one is no obstacle', async () => {
    await expect(estimateIdentity(store, `${account}-new`, { at: LATER, actor })).rejects.toMatchObject({ code: 'BASE_TOO_SMALL' });
    expect(await dedupeBase(store, `${account}-new`, { dry_run: false, samples: 5, most_reviews: 5, at: LATER, actor })).toMatchObject({ prospects: 0, clusters: 0, merged: 0 });
  });
});
