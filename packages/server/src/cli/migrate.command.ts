import { Command } from 'commander'
import { withDatabase } from './with-database.ts'

/** `vigie migrate` */
export const migrateCommand = () =>
  new Command('migrate')
    .description('Brings the database’s schema up to date; `pnpm start` does the same.')
    .addHelpText(
      'after',
      '\nSafe while Vigie runs and when several start at once: one migrates, the others wait.',
    )
    .action(async () => {
      await withDatabase(async () => console.log('The schema is up to date.'))
    })
