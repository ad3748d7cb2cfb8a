using System.Reflection;

namespace PublicDirectory.Architecture.Tests;

/// <summary>A folder uses only those before it: the lines of <c>docs/architecture.md</c>.</summary>
public sealed class FolderOrderTests
{
    private static readonly string[] Core =
        [
            "Documents", "Spreadsheets", "Territories", "Search", "OpeningHours", "Administrations", "Demarches", "Storage", "Publishing",
            "Importing",
            "Accounts", "Journal", "Outbox", "Habilitations", "ChangeRequests", "IssueReports", "Desk", "Retention", "Published", "Interlocutors",
            "Orientation",
        ];

    private static readonly string[] Extranet =
        [
            "Shell", "Keys", "Mail", "Passwords", "Agents", "Dsfr", "Choosers", "Forms", "Comparison", "Passkeys", "SignIn",
            "OpenIdConnect", "Reports", "Editing", "Lists", "Desk",
            "Requests", "Urgent", "Administration", "Commands", "Pages",
        ];

    private static readonly string[] Pages = ["Html", "Site", "Administrations", "Demarches", "Places", "Finding", "Reports", "Following"];

    private static readonly string[] Api = ["Limits", "GraphQL", "Http", "Exports", "Pages"];

    private static readonly string[] Importers = ["Files", "Territories", "Annuaire", "Fiches", "Sample", "Commands"];

    private static readonly string[] Engine = ["Language", "Schema", "Validation", "Execution", "Introspection"];

    [Fact]
    public void Core_EachFolder_UsesOnlyEarlierOnes() =>
        AssertOrder(Assembly.Load("PublicDirectory.Core"), "PublicDirectory.Core", Core);

    [Fact]
    public void Engine_EachFolder_UsesOnlyEarlierOnes() =>
        AssertOrder(Assembly.Load("GraphQLEngine"), "GraphQLEngine", Engine);

    [Fact]
    public void Extranet_EachFolder_UsesOnlyEarlierOnes() =>
        AssertOrder(Assembly.Load("PublicDirectory.Extranet"), "PublicDirectory.Extranet", Extranet);

    [Fact]
    public void Pages_EachFolder_UsesOnlyEarlierOnes() =>
        AssertOrder(Assembly.Load("PublicDirectory.Pages"), "PublicDirectory.Pages", Pages);

    [Fact]
    public void Api_EachFolder_UsesOnlyEarlierOnes() => AssertOrder(Assembly.Load("PublicDirectory.Api"), "PublicDirectory.Api", Api);

    [Fact]
    public void Importers_EachFolder_UsesOnlyEarlierOnes() =>
        AssertOrder(Assembly.Load("PublicDirectory.Importers"), "PublicDirectory.Importers", Importers);

    private static void AssertOrder(Assembly assembly, string root, string[] order)
    {
        var uses = (
            from type in assembly.GetTypes()
            let folder = FolderOf(type, root)
            where folder is not null
            from use in UsedTypes.Of(type)
            where use.Used.Assembly == assembly
            let used = FolderOf(use.Used, root)
            where used is not null && used != folder
            select (From: folder, To: used, What: $"{use.Member} uses {use.Used.Name}")).ToList();

        // Every folder is in the line, and the check has something to look at.
        Assert.Equal(order.Order(), assembly.GetTypes().Select(type => FolderOf(type, root)).OfType<string>().Distinct().Order());
        Assert.NotEmpty(uses);
        var wrong = uses
            .Where(use => Array.IndexOf(order, use.To) > Array.IndexOf(order, use.From))
            .GroupBy(use => $"{use.From} → {use.To}")
            .Select(group => $"{group.Key} ({group.Count()}): {string.Join("; ", group.Select(use => use.What).Distinct().Take(12))}");
        Assert.True(!wrong.Any(), string.Join(Environment.NewLine, wrong));
    }

    // The first level below the root: Published/Queries belongs to Published. The compiler's own types have no namespace.
    private static string? FolderOf(Type type, string root)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Namespace is { } name && name.StartsWith(root + ".", StringComparison.Ordinal)
            ? name[(root.Length + 1)..].Split('.')[0]
            : null;
    }
}
