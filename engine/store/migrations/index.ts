import { accounts } from './0001-accounts';
import { intake } from './0002-intake';
import { people } from './0003-people';
import { sales } from './0004-sales';
import { events } from './0005-events';
import { rowSecurity } from './0006-row-security';
import { notices } from './0011-notices';
import { sourceCursors } from './0011-source-cursors';
import { messaging } from './0012-messaging';
import { identity } from './0014-identity';
import { campaigns } from './0013-campaigns';
import { classification } from './0015-classification';
import { learning } from './0016-learning';
import { routing } from './0017-routing';
import { slaLadder } from './0017-sla-ladder';
import { money } from './0018-money';

export interface Migration {
  readonly id: string;
  readonly sql: string;
}

/** Forward only, in this order (PK-08). The list is by hand: folder scans and builds do not mix. */
export const MIGRATIONS: readonly Migration[] = [accounts, intake, people, sales, events, rowSecurity, notices, sourceCursors, messaging, campaigns, identity, classification, learning, routing, slaLadder, money];
