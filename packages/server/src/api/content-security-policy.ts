import { createHash } from 'node:crypto'
import type { FastifyHelmetOptions } from '@fastify/helmet'

/**
 * Nothing from anywhere else, ever; pictures also from the device's own memory. No text becomes markup or code: the
 * one trusted-types policy is the app's, which admits its two workers (packages/web/src/app/admit-own-scripts.ts).
 */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ['default'],
}

/**
 * The policy of a page that the build made: it admits what the page itself holds, word for word (its first styles, the
 * chosen theme), and no other text that comes to stand in it.
 */
export function policyOfPage(page: string): string {
  const own = { ...CONTENT_SECURITY_POLICY }
  own.styleSrc = [...own.styleSrc, ...hashesOf(page.matchAll(/<style>(.*?)<\/style>/gs))]
  own.scriptSrc = [...own.scriptSrc, ...hashesOf(page.matchAll(/<script>(.*?)<\/script>/gs))]
  const nameOf = (directive: string) => directive.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return Object.entries(own)
    .map(([directive, sources]) => [nameOf(directive), ...sources].join(' '))
    .join(';')
}

const hashesOf = (elements: Iterable<RegExpExecArray>) =>
  [...elements].map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)

/** Seconds a browser keeps to HTTPS after its last visit: a year. */
const HTTPS_ONLY_SECONDS = 31_536_000

/**
 * The security headers of every answer, for helmet. `publicUrl` is the address people use: only where it
 * is HTTPS is the browser told to stay there (RFC 6797), and only for this host: a town's other sites are
 * not ours to bind.
 */
export const securityHeaders = (publicUrl: string): FastifyHelmetOptions => ({
  contentSecurityPolicy: { directives: CONTENT_SECURITY_POLICY, useDefaults: false },
  hsts: publicUrl.startsWith('https:') && { maxAge: HTTPS_ONLY_SECONDS, includeSubDomains: false },
})
