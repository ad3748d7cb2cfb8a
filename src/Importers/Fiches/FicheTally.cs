using System.Globalization;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>What the files hold, in figures.</summary>
internal readonly record struct FicheTally
{
    /// <summary>Files F, N and R.</summary>
    public int Files { get; init; }

    /// <summary>Of those, the ones that the index does not name.</summary>
    public int Withdrawn { get; init; }

    /// <summary>Themes and dossiers.</summary>
    public int Themes { get; init; }

    /// <summary>Forms, services, model letters.</summary>
    public int Resources { get; init; }

    /// <summary>Fiches that became démarches.</summary>
    public int Demarches { get; init; }

    /// <summary>Of those, the ones for which documents to bring were found.</summary>
    public int WithDocuments { get; init; }

    /// <summary>All those documents.</summary>
    public int Documents { get; init; }

    /// <summary>Démarches with cases.</summary>
    public int WithSituations { get; init; }

    /// <summary>Démarches that a service type of the directory handles.</summary>
    public int WithCounters { get; init; }

    /// <summary>Démarches with an online service or a form.</summary>
    public int WithServices { get; init; }

    /// <summary>Démarches with steps.</summary>
    public int WithSteps { get; init; }

    public FicheTally With(DemarcheDocument document) => this with
    {
        Demarches = Demarches + 1,
        WithDocuments = WithDocuments + (document.RequiredDocuments.Count > 0 ? 1 : 0),
        Documents = Documents + document.RequiredDocuments.Count,
        WithSituations = WithSituations + (document.Situations.Count > 0 ? 1 : 0),
        WithCounters = WithCounters + (document.HandledBy.Count > 0 ? 1 : 0),
        WithServices = WithServices + (document.OnlineServices.Count + document.Forms.Count > 0 ? 1 : 0),
        WithSteps = WithSteps + (document.Steps.Count > 0 ? 1 : 0),
    };

    /// <summary>Two lines for whoever ran the import.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"  {Files:N0} files: {Themes:N0} themes and dossiers, {Resources:N0} forms and services, {Withdrawn:N0} withdrawn\n  {Demarches:N0} démarches: {WithDocuments:N0} with documents to bring ({Documents:N0}), {WithSituations:N0} with cases, {WithSteps:N0} with steps, {WithCounters:N0} with a counter, {WithServices:N0} with a service or form");
}
