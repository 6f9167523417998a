import { readCatalogue } from '../../scripts/generate/schema/catalogue';
import { classOf } from '../../scripts/generate/data-classes/data-classes';

describe('data classes', () => {
  it('GV-07: know every column that holds a name, an address or a text of a person', async () => {
    const { tables } = await readCatalogue();
    const columns = tables.flatMap((table) => table.columns.map((column) => ({ place: `${table.name}.${column.name}`, of: classOf(table.name, column) })));
    const classes = new Map(columns.map(({ place, of }) => [place, of]));
    for (const place of ['leads.full_name', 'leads.email', 'leads.phone', 'leads.message', 'leads.answers', 'leads.originals', 'raw_deliveries.body', 'prospects.email', 'consents.proof', 'prospect_identifiers.value']) expect([place, classes.get(place)]).toEqual([place, 'PII']);
    for (const place of ['payments.amount_minor', 'offers.price_minor', 'payments.link_url']) expect([place, classes.get(place)]).toEqual([place, 'Financial']);
    for (const place of ['leads.id', 'campaigns.name', 'events.data', 'opportunities.stage']) expect([place, classes.get(place)]).toEqual([place, 'Internal']);
  });

  it('GV-07: take a document that nobody has named for personal', () => {
    expect(classOf('new_table', { name: 'notes_of_the_call', type: 'jsonb' })).toBe('PII');
    expect(classOf('new_table', { name: 'started_at', type: 'timestamptz' })).toBe('Internal');
  });
});
