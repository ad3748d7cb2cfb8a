// Starts GraphiQL on the endpoint that serves this page.
'use strict';

const firstQuery = `# Which counters serve Villeurbanne, are they open, and how do I reach them?
# Press Ctrl+Enter (or the play button) to ask.
{
  administrations(filter: { serves: "69266", types: ["mairie", "prefecture"] }) {
    totalCount
    nodes {
      name
      openState { label }
      openingHours { summary }
      addresses { lines postalCode city }
      channels { kind label value }
      source { name }
    }
  }
}
`;

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultQuery: firstQuery,
    defaultEditorToolsVisibility: false,
  }),
);
