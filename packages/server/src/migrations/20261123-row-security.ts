import { Migration } from '@mikro-orm/migrations'
import { townPolicy } from '../platform/town-policy.ts'

/** Tables of towns, with the column that names the town. */
const TABLES = {
  town: 'id',
  neighbourhood: 'town_id',
  person: 'town_id',
  alert: 'town_id',
  photo: 'town_id',
  comment: 'town_id',
  handling_step: 'town_id',
  alert_event: 'town_id',
  push_subscription: 'town_id',
  delivery: 'town_id',
}

/** The second wall: a connection sees and writes the rows of the town that it claims, and none without a claim. */
export class RowSecurity extends Migration {
  override up(): void {
    this.addSql(CLAIM)
    for (const [table, column] of Object.entries(TABLES)) this.addSql(townPolicy(table, column))
  }
}

const CLAIM = `
create function claimed_town() returns uuid language sql stable parallel safe
  return nullif(nullif(current_setting('vigie.town', true), ''), '*')::uuid;
create function claims_every_town() returns boolean language sql stable parallel safe
  return coalesce(current_setting('vigie.town', true) = '*', false);`
