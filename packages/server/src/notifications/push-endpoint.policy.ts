/**
 * Whether an endpoint belongs to a push service that the configuration knows: HTTPS, no credentials, the
 * default port, and a host of the list (`*.` stands for any subdomain). An entry `host:port` admits just that.
 */
export function isKnownPushEndpoint(endpoint: string, services: string[]): boolean {
  if (endpoint.length > 1000 || !URL.canParse(endpoint)) return false
  const url = new URL(endpoint)
  if (url.protocol !== 'https:' || url.username || url.password) return false
  return services.some((service) => {
    if (service.includes(':')) return url.host === service
    if (url.port !== '') return false
    return service.startsWith('*.') ? url.hostname.endsWith(service.slice(1)) : url.hostname === service
  })
}
