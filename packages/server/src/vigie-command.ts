import { Command, CommanderError } from 'commander'
import { EXIT, explain } from './cli/exit.ts'
import { migrateCommand } from './cli/migrate.command.ts'
import { townCommand } from './cli/town.command.ts'

/** `pnpm vigie …`: what the operator of an installation does from a shell. */
const program = new Command('vigie')
  .description('Looks after an installation of Vigie.')
  .addCommand(townCommand())
  .addCommand(migrateCommand())
  .addHelpText(
    'after',
    `
Database:
  DATABASE_URL when it is set; otherwise the one that Vigie keeps under DATA_DIR (.vigie), which is started
  for the command unless it already runs. Every command brings the schema up to date first.

Exit codes:
  ${EXIT.done}  done
  ${EXIT.nothingChanged}  nothing was changed; the message says why
  ${EXIT.usage}  the command line was wrong
  ${EXIT.partly}  imported, but without the features that were refused and named

Examples:
  pnpm vigie town list
  pnpm vigie town import --help`,
  )

for (const command of [program, ...program.commands, ...program.commands.flatMap((it) => it.commands)]) {
  command.exitOverride()
  command.showHelpAfterError('(--help lists what it takes)')
}

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage
  else {
    console.error(explain(error))
    process.exitCode = EXIT.nothingChanged
  }
}
