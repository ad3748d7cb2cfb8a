using Npgsql;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.GraphQL;

[Collection(SampleCollection.Name)]
public sealed class NodeTests(DirectoryApi api)
{
    [Fact]
    public async Task Node_OfEachKind_IsFoundByItsId()
    {
        var mairie = await api.IdAsync("mairie-69266");
        var type = (await api.DataAsync("{ serviceTypes { id code } }")).At("serviceTypes").EnumerateArray()
            .Single(item => item.Text("code") == "mairie").Text("id");

        var data = await api.DataAsync(
            """
            query ($mairie: ID!, $type: ID!) {
              administration: node(id: $mairie) { __typename id ... on Administration { name } ... on Entry { version } }
              type: node(id: $type) { __typename id ... on ServiceType { code } }
              commune: node(id: "commune-69266") { __typename id ... on Commune { code name } }
              former: node(id: "commune-69152") { id }
              departement: node(id: "departement-69") { id ... on Departement { code name } }
              region: node(id: "region-84") { id ... on Region { code name } }
              theme: node(id: "theme-N530") { id ... on Theme { code label demarches(first: 1) { totalCount } } }
              lifeEvent: node(id: "life-event-F16507") { id ... on LifeEvent { code label demarches(first: 1) { totalCount } } }
            }
            """,
            new { mairie, type });

        Json.AssertEqual(
            $$"""
            {
              "administration": { "__typename": "Administration", "id": "{{mairie}}", "name": "Mairie - Villeurbanne", "version": 1 },
              "type": { "__typename": "ServiceType", "id": "{{type}}", "code": "mairie" },
              "commune": { "__typename": "Commune", "id": "commune-69266", "code": "69266", "name": "Villeurbanne" },
              "former": { "id": "commune-69149" },
              "departement": { "id": "departement-69", "code": "69", "name": "Rhône" },
              "region": { "id": "region-84", "code": "84", "name": "Auvergne-Rhône-Alpes" },
              "theme": { "id": "theme-N530", "code": "N530", "label": "Permis de conduire", "demarches": { "totalCount": 2 } },
              "lifeEvent": { "id": "life-event-F16507", "code": "F16507", "label": "Je fais face au décès d'un proche", "demarches": { "totalCount": 2 } }
            }
            """,
            data);
    }

    [Theory]
    [InlineData("01a203d0-b3e5-73e2-9f3f-e15ab4b0391c")] // an id that nothing has
    [InlineData("commune-99999")]
    [InlineData("commune-")]
    [InlineData("69266")] // a code is no id
    [InlineData("theme-")]
    [InlineData("theme-N0")]
    [InlineData("departement-84x")]
    [InlineData("region-")]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    public async Task Node_UnknownId_IsNull(string id)
    {
        var data = await api.DataAsync("query ($id: ID!) { node(id: $id) { id } }", new { id });

        Json.AssertEqual("""{ "node": null }""", data);
    }

    [Fact]
    public async Task Ids_OfWhatIsNotPublished_AreNothingInEachArgument()
    {
        // A person, a right, a proposed entry and the request that proposes it.
        Guid[] hidden = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];
        await using (var database = NpgsqlDataSource.Create(api.Database.OwnerConnectionString))
        {
            await using var command = database.CreateCommand(
                $$$"""
                insert into accounts (id, mail, name, created_at) values ('{{{hidden[0]}}}', 'secret@example.fr', 'Marqueur', now());
                insert into access_grants (id, account_id, access_right, perimeter, valid_from, granted_at) values ('{{{hidden[1]}}}', '{{{hidden[0]}}}', 'propose', 'national', now(), now());
                insert into change_requests (id, action_id, entry_id, kind, operation, path, state, base_version, proposed, blocks, author_id, created_at, updated_at)
                values ('{{{hidden[3]}}}', '{{{hidden[3]}}}', '{{{hidden[2]}}}', 'administration', 'create', 'standard', 'draft', 0, '{"schemaVersion": 1, "name": "Marqueur"}', '{name}', '{{{hidden[0]}}}', now(), now());
                """);
            await command.ExecuteNonQueryAsync();
        }

        const string Question =
            """
            query ($id: ID!) {
              node(id: $id) { id } nodes(ids: [$id]) { id } administration(id: $id) { id } demarche(id: $id) { id }
              entryAsOf(id: $id, at: "2026-03-01T00:00:00Z") { id }
            }
            """;
        var nothing = await api.DataAsync(Question, new { id = Guid.CreateVersion7() });
        foreach (var id in hidden)
        {
            Json.AssertEqual(nothing.GetRawText(), await api.DataAsync(Question, new { id }));
        }
    }

    [Fact]
    public async Task Nodes_KnownAndUnknownTwice_KeepTheirOrder()
    {
        var data = await api.DataAsync("""{ nodes(ids: ["commune-97302", "no", "commune-69266", "commune-97302"]) { id } }""");

        Json.AssertEqual(
            """{ "nodes": [{ "id": "commune-97302" }, null, { "id": "commune-69266" }, { "id": "commune-97302" }] }""", data);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public async Task Nodes_MoreThanAHundred_AreRefused(int count, bool isRefused)
    {
        var ids = Enumerable.Repeat("commune-69266", count);

        var answer = await api.AskAsync("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids });

        Assert.Equal(isRefused, answer.TryGetProperty("errors", out var errors));
        if (isRefused)
        {
            Assert.Equal("BAD_USER_INPUT", errors[0].Code());
            Assert.Equal("« ids » compte 101 identifiants : 100 au maximum à la fois.", errors[0].Message());
        }
        else
        {
            Assert.Equal(count, answer.At("data", "nodes").GetArrayLength());
        }
    }
}
