import { MIGRATIONS } from '../../../engine/store/migrations';

/** The comments that stand above columns in the migrations, by `table.column`: the database does not keep them. */
export function columnComments(): Map<string, string> {
  const comments = new Map<string, string>();
  for (const { sql } of MIGRATIONS) readTables(sql, comments);
  return comments;
}

function readTables(sql: string, comments: Map<string, string>): void {
  let table: string | undefined;
  let pending: string[] = [];
  for (const line of sql.split('\n')) {
    const opened = /^create table salesos\.(\w+) \(/.exec(line)?.[1];
    const added = /^alter table salesos\.(\w+) add column (\w+)/.exec(line);
    const comment = /^\s*-- (.*)$/.exec(line)?.[1];
    const column = /^ {2}(\w+) /.exec(line)?.[1];
    if (opened) table = opened;
    else if (line.startsWith(')')) table = undefined;
    if (comment !== undefined) pending.push(comment);
    else {
      const key = added ? `${added[1]}.${added[2]}` : table && column ? `${table}.${column}` : undefined;
      if (key && pending.length > 0) comments.set(key, pending.join(' '));
      pending = [];
    }
  }
}
