/** The operations that tests send, as a partner or a phone would. */
export const REPORT = /* GraphQL */ `
  mutation Report($input: ReportAlertInput!) {
    reportAlert(input: $input) {
      __typename
      ... on ReportAlertSuccess {
        repeated
        alert { id status mine neighbourhood { id } position { latitude longitude exact radius } cap { severity urgency certainty } }
      }
      ... on InvalidInput { code field message permanent }
      ... on Refused { code message permanent }
    }
  }
`

export const STREAM = /* GraphQL */ `
  subscription Stream($after: String) {
    alertStream(after: $after) {
      cursor
      reload
      event { id kind alert { id mine description status position { latitude longitude exact } } comment { id text } }
    }
  }
`

export const FEED = /* GraphQL */ `
  query Feed($first: Int!, $after: String, $filter: AlertFilter) {
    alerts(first: $first, after: $after, filter: $filter) {
      streamCursor
      pageInfo { hasNextPage endCursor }
      edges { node { id description mine position { latitude longitude exact radius } } }
    }
  }
`

export const HANDLE = /* GraphQL */ `
  mutation Handle($input: AcknowledgeAlertInput!) {
    acknowledgeAlert(input: $input) {
      ... on HandleAlertSuccess { repeated alert { id status } }
      ... on Refused { code message permanent }
    }
  }
`

export const SAVE_PUSH = /* GraphQL */ `
  mutation SavePush($input: PushSubscriptionInput!) {
    savePushSubscription(input: $input) {
      ... on SavePushSubscriptionSuccess { saved }
      ... on InvalidInput { field }
      ... on Refused { code }
    }
  }
`
