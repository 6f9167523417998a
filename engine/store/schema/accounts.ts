import type { Generated } from 'kysely';

import type { Role } from '../../core/model';

export interface AccountsTable {
  id: string;
  name: string;
  time_zone: string;
  created_at: Date;
}

export interface FirmSettingsTable {
  account_id: string;
  version: number;
  /** The document as applied; parsed with `firmSettings` when read. */
  document: unknown;
  effective_at: Date;
  note: string | null;
  applied_by: string;
  applied_at: Date;
}

export interface UsersTable {
  account_id: string;
  id: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
  profile: unknown;
  settings_version: Generated<number>;
  /** null = not paused. */
  paused_from: Date | null;
  /** null = until resumed. */
  paused_until: Date | null;
  paused_reason: string | null;
}
