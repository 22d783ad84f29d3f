/** The same page in the words of the schema that PostGraphile makes of the tables. */
export const POSTGRAPHILE_FEED = /* GraphQL */ `
  query Feed($town: UUID!, $neighbourhood: UUID!, $first: Int!) {
    allAlerts(
      condition: { townId: $town, neighbourhoodId: $neighbourhood }
      orderBy: [REPORTED_AT_DESC, ROW_ID_DESC]
      first: $first
    ) {
      edges {
        node {
          __typename rowId category description place shownLatitude shownLongitude
          neighbourhoodByTownIdAndNeighbourhoodId { __typename rowId name }
          personByTownIdAndAuthorId { __typename rowId name role }
          claimedAt reportedAt happening danger severity urgency certainty status commentCount
          photosByTownIdAndAlertId(orderBy: [ORDINAL_ASC], first: 4) {
            nodes { __typename rowId status width height }
          }
          handlingStepsByTownIdAndAlertId(orderBy: [AT_ASC, ROW_ID_ASC], first: 50) {
            nodes { __typename rowId status at note personByTownIdAndPersonId { __typename rowId name role } }
          }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`
