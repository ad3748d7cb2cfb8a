using System.Reflection;

namespace PublicDirectory.Architecture.Tests;

/// <summary>Who may use whom: the table of projects of <c>docs/architecture.md</c>, by the references of the compiled assemblies.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] BaseLibrary = ["System.", "netstandard", "mscorlib"];
    private static readonly string[] Hosting = ["Microsoft.AspNetCore", "Microsoft.Extensions.", "Microsoft.Net.Http.Headers"];
    private static readonly string[] EntityFramework =
        ["Microsoft.EntityFrameworkCore", "Npgsql.EntityFrameworkCore.PostgreSQL", "Npgsql.NodaTime", "EFCore.NamingConventions"];

    [Theory]
    [InlineData("GraphQLEngine")]
    [InlineData("PublicDirectory.Core", "Npgsql", "NodaTime", "EF Core", "MailKit", "MimeKit", "CsvHelper", "NetTopologySuite")]
    [InlineData(
        "PublicDirectory.Api", "PublicDirectory.Core", "PublicDirectory.Pages", "GraphQLEngine", "Npgsql", "NodaTime", "ASP.NET",
        "OpenTelemetry", "Markdig")]
    [InlineData("PublicDirectory.Pages", "PublicDirectory.Core", "NodaTime")]
    [InlineData(
        "PublicDirectory.Extranet", "PublicDirectory.Core", "PublicDirectory.Pages", "Npgsql", "NodaTime", "EF Core", "ASP.NET",
        "OpenTelemetry", "IdentityModel",
        "QRCoder", "System.CommandLine", "Fido2", "Fido2.Models")]
    [InlineData(
        "PublicDirectory.Importers", "PublicDirectory.Core", "Npgsql", "NodaTime", "AngleSharp", "CsvHelper", "OpenTelemetry",
        "ICSharpCode.SharpZipLib", "System.CommandLine", "NetTopologySuite")]
    public void Assembly_OfOurs_UsesOnlyWhatItMay(string name, params string[] allowed)
    {
        var references = Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!).ToList();

        var others = references.Where(reference =>
            !allowed.Contains(reference)
            && !(IsOf(BaseLibrary, reference) && reference != "System.CommandLine")
            && !(allowed.Contains("EF Core") && IsOf(EntityFramework, reference))
            && !(allowed.Contains("OpenTelemetry")
                && (reference.StartsWith("OpenTelemetry", StringComparison.Ordinal) || reference == "Npgsql.OpenTelemetry"))
            && !(allowed.Contains("NetTopologySuite") && reference.StartsWith("NetTopologySuite.", StringComparison.Ordinal))
            && !(allowed.Contains("IdentityModel") && reference.StartsWith("Microsoft.IdentityModel.", StringComparison.Ordinal))
            && !(allowed.Contains("ASP.NET") && IsOf(Hosting, reference)));
        Assert.NotEmpty(references);
        Assert.Empty(others);
    }

    [Fact]
    public void Hosts_Always_AreUsedByNobody()
    {
        string[] ours =
            ["GraphQLEngine", "PublicDirectory.Core", "PublicDirectory.Api", "PublicDirectory.Extranet", "PublicDirectory.Importers"];
        string[] hosts = ["PublicDirectory.Api", "PublicDirectory.Extranet", "PublicDirectory.Importers"];

        var uses = ours.SelectMany(name => Assembly.Load(name).GetReferencedAssemblies()
            .Where(reference => hosts.Contains(reference.Name))
            .Select(reference => $"{name} uses {reference.Name}"));

        Assert.Empty(uses);
    }

    private static bool IsOf(string[] prefixes, string name) =>
        prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
