/** One request may carry several notices, and a notice may only point to its lead (IN-02, IN-03, IN-05). */
export const notices = {
  id: '0011-notices',
  sql: `
alter table salesos.raw_deliveries
  -- The row that holds the bytes when one request carried several notices; this row's own body is empty then.
  add column bytes_in uuid,
  -- The page, account or number at the source that it came by.
  add column feed text,
  -- The vendor's answer to a notice that only points to its lead, byte for byte until it is masked.
  add column fetched_body bytea,
  add column fetched_at timestamptz,
  add foreign key (account_id, bytes_in) references salesos.raw_deliveries (account_id, id);
create index raw_deliveries_bytes_in on salesos.raw_deliveries (account_id, bytes_in) where bytes_in is not null;
create index raw_deliveries_source on salesos.raw_deliveries (account_id, source, received_at);
`,
};
