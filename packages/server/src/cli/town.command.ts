import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { readTowns } from '../communities/communities.reads.ts'
import { UnusableFile } from '../communities/geojson-file.ts'
import { importTown } from '../communities/import-town.ts'
import { EXIT } from './exit.ts'
import { printImport } from './print-import.ts'
import { parseEmail, parseInseeCode, parseName, parsePhone } from './town-options.ts'
import { withDatabase } from './with-database.ts'

/** `vigie town …` */
export const townCommand = () =>
  new Command('town')
    .description('Towns and their neighbourhoods.')
    .addCommand(importCommand())
    .addCommand(listCommand())

const importCommand = () =>
  new Command('import')
    .description('Brings a town and its neighbourhoods in from GeoJSON, or up to date. May be repeated.')
    .requiredOption('--insee <code>', 'code of the commune by INSEE, e.g. 93010 or 2A004', parseInseeCode)
    .requiredOption('--name <name>', 'name of the town', parseName)
    .requiredOption('--neighbourhoods <file>', 'GeoJSON: one Polygon or MultiPolygon per neighbourhood')
    .option('--name-property <property>', 'property that holds the names; guessed when it is not given')
    .option(
      '--boundary <file>',
      'GeoJSON: the town’s boundary, one feature; kept from the last time otherwise',
    )
    .option('--police-phone <number>', 'telephone of the municipal police', parsePhone)
    .option('--town-hall-phone <number>', 'telephone of the town hall', parsePhone)
    .option('--contact-email <address>', 'where the town hall reads e-mail', parseEmail)
    .option('--dry-run', 'tell what would happen, and keep nothing')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Neighbourhoods are recognised by name, whatever its case and accents: an import that is repeated changes nothing,
a changed polygon is updated, a neighbourhood that the file does not name is kept. Residents are then placed anew.
A feature is refused, and named, when it has no name or one that is given twice, crosses itself, lies outside
the boundary (or France), has latitude and longitude swapped, or is no polygon. The others are imported.

Exit codes: ${EXIT.done} all imported · ${EXIT.nothingChanged} nothing changed · ${EXIT.usage} wrong command line · ${EXIT.partly} imported without the refused ones

Examples:
  pnpm vigie town import --insee 93010 --name Bondy --neighbourhoods quartiers.geojson \\
    --boundary bondy.geojson --police-phone "01 99 00 12 34" --dry-run
  pnpm vigie town import --insee 75056 --name Paris --neighbourhoods paris.geojson --name-property l_qu --json`,
    )
    .action(runImport)

interface ImportOptions {
  insee: string
  name: string
  neighbourhoods: string
  nameProperty?: string
  boundary?: string
  policePhone?: string
  townHallPhone?: string
  contactEmail?: string
  dryRun?: boolean
  json?: boolean
}

async function runImport({ insee, neighbourhoods, boundary, json, ...rest }: ImportOptions): Promise<void> {
  const input = {
    ...rest,
    inseeCode: insee,
    neighbourhoods: await readText(neighbourhoods),
    boundary: boundary === undefined ? undefined : await readText(boundary),
  }
  const report = await withDatabase((orm) => importTown(orm, input))
  console.log(json ? JSON.stringify(report, null, 2) : printImport(report))
  if (report.imported.length === 0) process.exitCode = EXIT.nothingChanged
  else if (report.refused.length > 0) process.exitCode = EXIT.partly
}

const listCommand = () =>
  new Command('list')
    .description('Lists the towns of this installation.')
    .option('--json', 'print the list as JSON')
    .addHelpText('after', '\nExample:\n  pnpm vigie town list')
    .action(async ({ json }: { json?: boolean }) => {
      const towns = await withDatabase((orm) => readTowns(orm.em.fork()))
      if (json) return console.log(JSON.stringify(towns, null, 2))
      if (towns.length === 0) return console.log('There is no town yet: pnpm vigie town import --help')
      for (const { insee_code, name, neighbourhoods } of towns) {
        console.log(`${insee_code}  ${name}, neighbourhoods: ${neighbourhoods}`)
      }
    })

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path))
  } catch (error) {
    const reason =
      error instanceof TypeError ? 'it is not UTF-8' : error instanceof Error ? error.message : error
    throw new UnusableFile(`${path} cannot be read: ${reason}.`)
  }
}
