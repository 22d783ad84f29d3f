import type { OutboxRequest } from '@vigie/schema'

const REFUSAL = '... on Refusal { code message permanent } ... on InvalidInput { field }'

/**
 * The operations that the outbox sends, as text: they leave from the service worker too, where no GraphQL client is.
 * A test checks them against the emitted schema.
 */
export const DOCUMENTS: Record<OutboxRequest['kind'], string> = {
  reportAlert: `mutation OutboxReportAlert($input: ReportAlertInput!) {
    reportAlert(input: $input) {
      __typename ... on ReportAlertSuccess { repeated alert { id reportedAt } } ${REFUSAL}
    }
  }`,
  commentAlert: `mutation OutboxCommentAlert($input: CommentAlertInput!) {
    commentAlert(input: $input) {
      __typename ... on CommentAlertSuccess { repeated comment { id createdAt } } ${REFUSAL}
    }
  }`,
  acknowledgeAlert: `mutation OutboxAcknowledgeAlert($input: AcknowledgeAlertInput!) {
    acknowledgeAlert(input: $input) {
      __typename ... on HandleAlertSuccess { repeated step { id at } } ${REFUSAL}
    }
  }`,
  resolveAlert: `mutation OutboxResolveAlert($input: ResolveAlertInput!) {
    resolveAlert(input: $input) {
      __typename ... on HandleAlertSuccess { repeated step { id at } } ${REFUSAL}
    }
  }`,
}

/** Asked before anything leaves: whose session is it? */
export const WHO_IS_SIGNED_IN = 'query OutboxOwner { viewer { id } }'
