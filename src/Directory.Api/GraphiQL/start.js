// Starts GraphiQL on the endpoint that serves this page.
'use strict';

// GraphiQL makes a style element while a dialog is open, and gives it this: the page's policy takes no other one.
window.__webpack_nonce__ = document.currentScript.nonce;

const firstQuery = `# Which counters serve Villeurbanne? Are they
# open? How do I reach them? Ctrl+Enter asks.
query Villeurbanne {
  administrations(
    filter: {
      serves: "69266" # its INSEE code
      types: ["mairie", "prefecture"]
    }
  ) {
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
