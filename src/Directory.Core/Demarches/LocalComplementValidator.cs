using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Demarches;

/// <summary>What a local complement must be to be published.</summary>
public static class LocalComplementValidator
{
    /// <summary>The most documents or contacts, each.</summary>
    public const int MaxItems = 50;

    /// <summary>What does not fit, in the order of the document; empty when it is valid.</summary>
    public static IReadOnlyList<FieldError> Validate(LocalComplementDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var check = new DocumentChecks();
        check.Text("title", document.Title, DemarcheValidator.MaxTitleLength, required: "Saisissez le titre du complément.");
        if (document.Demarche == Guid.Empty)
        {
            check.Add("demarche", "REQUIRED", "Indiquez la démarche à compléter.");
        }

        if (document.Basis.Version < 1)
        {
            check.Add("basis.version", "OUT_OF_RANGE", "Indiquez la version du texte national.");
        }

        if (document.Parent is null == document.Departement is null)
        {
            check.Add("departement", "REQUIRED", "Indiquez soit l'administration, soit le département qui complète la démarche.");
        }
        else if (document.Departement is { } departement)
        {
            check.Departement("departement", departement);
        }

        check.Text("text", document.Text, DemarcheValidator.MaxTextLength, mayHaveLines: true);
        var (situations, ids) = (new SituationChecks(check), new HashSet<string>(StringComparer.Ordinal));
        check.Each("requiredDocuments", document.RequiredDocuments, MaxItems, (checks, path, item) =>
            DemarcheValidator.RequiredDocument(checks, path, item, situations, ids));
        check.Each("contacts", document.Contacts, MaxItems, (checks, path, contact) =>
            DemarcheValidator.Contact(checks, path, contact, situations));
        check.Text("delay", document.Delay, DemarcheValidator.MaxSummaryLength, mayHaveLines: true);
        if (document is { Text: null, Delay: null, RequiredDocuments.Count: 0, Contacts.Count: 0 })
        {
            check.Add("text", "REQUIRED", "Un complément dit au moins une chose : un texte, un délai, un document ou un contact.");
        }

        check.ExternalIds(document.ExternalIds, AdministrationValidator.MaxExternalIds);
        check.Provenance(document.Provenance);
        return check.Errors;
    }
}
