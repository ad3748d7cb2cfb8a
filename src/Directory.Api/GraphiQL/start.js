// Starts GraphiQL on the endpoint that serves this page, with the example that the address names.
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

// « #example=by-name.graphql »: its text, and the variables that its line says; nothing where there is no such example.
async function readExample() {
  const name = new URLSearchParams(location.hash.slice(1)).get('example');
  const answer = name && await fetch('/guide/examples/' + encodeURIComponent(name));
  if (!answer || !answer.ok) {
    return {};
  }
  const query = await answer.text();
  const variables = /^# Variables: (.+)$/m.exec(query);
  return { query, variables: variables ? JSON.stringify(JSON.parse(variables[1]), null, 2) : '' };
}

// What GraphiQL leaves unsaid to those who do not see it: what each editor is for, that what scrolls can be scrolled by keys, and that its
// tabs, which hold a button of their own, are a list.
const editors = { 'graphiql-query-editor': 'Query', 'graphiql-editor-tool': 'Variables', 'result-window': 'Answer' };
function explain() {
  for (const [place, name] of Object.entries(editors)) {
    document.querySelectorAll(`.${place} .CodeMirror`).forEach((editor, index) => {
      editor.querySelector('textarea').setAttribute('aria-label', place === 'graphiql-editor-tool' && index > 0 ? 'Headers' : name);
      editor.querySelector('.CodeMirror-scroll').tabIndex = 0;
    });
  }
  for (const tab of document.querySelectorAll('.graphiql-tabs, .graphiql-tab')) {
    tab.removeAttribute('role');
    tab.removeAttribute('aria-selected');
  }
}
new MutationObserver(explain).observe(document.getElementById('graphiql'), {
  childList: true, subtree: true, attributes: true, attributeFilter: ['role', 'aria-selected'],
});

const root = ReactDOM.createRoot(document.getElementById('graphiql'));
async function start() {
  root.render(React.createElement(GraphiQL, {
    key: location.hash,
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultQuery: firstQuery,
    defaultEditorToolsVisibility: false,
    ...await readExample(),
  }));
}

addEventListener('hashchange', start);
start();
