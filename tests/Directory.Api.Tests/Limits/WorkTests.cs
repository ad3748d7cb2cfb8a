using GraphQLEngine.Language;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Limits;

/// <summary>Fields that give little and go through much: what they go through is counted, and ends the request at its budget.</summary>
public sealed class WorkTests(DirectoryApi api) : IClassFixture<DirectoryApi>
{
    [Fact]
    public async Task Fields_ThatGoThroughMuchForLittle_EndAtTheBudget()
    {
        // One that serves a département for very many reasons, and a démarche to which very many have added something.
        var (wide, demarche) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await api.PublishAsync(
        [
            new Publication(wide, EntryKind.Administration, 0, DocumentJson.Write(A.Mairie("Partout") with
            {
                ExternalIds = [],
                Competences =
                    [.. Enumerable.Range(0, 300).Select(number => new Competence { ServiceType = $"t{number}", Departements = ["69"] })],
            }), true),
            new Publication(
                demarche, EntryKind.Demarche, 0, DocumentJson.Write(A.Demarche("Très complétée") with { ExternalIds = [] }), true),
            .. Enumerable.Range(0, 1600).Select(number => new Publication(
                Guid.CreateVersion7(), EntryKind.LocalComplement, 0,
                DocumentJson.Write(A.LocalComplement(demarche) with { ExternalIds = [] }), true)),
        ]);
        await api.UntilNamedAsync(wide, "Partout");

        await EndsAsync(
            $"administration(id: \"{wide}\")", [.. Enumerable.Range(0, 100).Select(i => $"coverage(first: {i}) {{ totalCount }}")]);
        await EndsAsync(
            $"demarche(id: \"{demarche}\")",
            [.. SmallFrance.Data.Communes.Select(commune => $"localComplements(commune: \"{commune.Code}\") {{ __typename }}")]);
        Assert.True((await api.AskAsync(
            $"{{ administration(id: \"{wide}\") {{ coverage(first: 0) {{ totalCount }} }} demarche(id: \"{demarche}\") {{ localComplements(commune: \"01053\") {{ id }} }} }}"))
            .TryGetProperty("data", out _)); // once is no matter

        async Task EndsAsync(string parent, string[] fields)
        {
            var answer = await api.AskAsync($"{{ {parent} {{ {string.Join(' ', fields.Select((field, i) => $"a{i}: {field}"))} }} }}");
            Assert.Equal(ErrorCodes.CostLimit, answer.At("errors")[0].Code());
            Assert.True(answer.TryGetProperty("data", out _)); // while it ran: the contract alone could not know
        }
    }
}
