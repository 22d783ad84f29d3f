import { demoAccounts } from './demo/demo-accounts.ts'
import type { Config } from './platform/config.ts'
import type { Secrets } from './platform/secrets.ts'

/** Says where it runs and who can sign in. */
export function announce(config: Config, secrets: Secrets, tookMs: number): void {
  const lines = ['', `Vigie runs at ${config.publicUrl} (ready after ${(tookMs / 1000).toFixed(1)} s)`]
  if (config.demo) {
    lines.push('', 'Demo: everything in it is invented. The sign-in page offers these accounts:')
    for (const account of demoAccounts(secrets)) {
      const who = `${account.name}, ${account.role.toLowerCase().replaceAll('_', ' ')}`
      lines.push(`  ${account.email.padEnd(26)} ${account.password}   ${who}`)
    }
  }
  lines.push('', 'Ctrl-C stops everything.', '')
  console.log(lines.join('\n'))
}
