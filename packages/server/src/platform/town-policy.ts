/**
 * What a table of towns gets in the migration that makes it. Without WITH CHECK the same holds for writing. The
 * sub-selects are evaluated once per statement, not per row. FORCE: the tables' owner is confined as well.
 */
export const townPolicy = (table: string, column = 'town_id') => `
alter table "${table}" enable row level security, force row level security;
create policy town_claimed on "${table}"
  using (${column} = (select claimed_town()) or (select claims_every_town()));`
