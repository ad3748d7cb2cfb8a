using System.Globalization;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Administrations;

/// <summary>
/// What a notice must be, with an entry of its own or among an administration's; the same for importers, extranet and API.
/// </summary>
public static class NoticeValidator
{
    /// <summary>The most départements: more than there are.</summary>
    public const int MaxDepartements = 120;

    /// <summary>The most administrations named one by one.</summary>
    public const int MaxAdministrations = 500;

    /// <summary>What does not fit, in the order of the document; empty when it is valid.</summary>
    public static IReadOnlyList<FieldError> Validate(NoticeDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var check = new DocumentChecks();
        Message(check, "", document.ToNotice());
        Targets(check, document.Concerns);
        check.ExternalIds(document.ExternalIds, AdministrationValidator.MaxExternalIds);
        check.Provenance(document.Provenance);
        return check.Errors;
    }

    /// <summary>Checks what a notice says and when.</summary>
    internal static void Message(DocumentChecks check, string path, Notice notice)
    {
        check.Defined(path + "level", notice.Level);
        check.Text(path + "title", notice.Title, AdministrationValidator.MaxNoticeTitleLength,
            required: "Saisissez l'information en une phrase.");
        check.Text(path + "body", notice.Body, AdministrationValidator.MaxNoticeBodyLength, mayHaveLines: true);
        if (notice.From >= notice.Until)
        {
            check.Add(path + "until", "FROM_AFTER_TO", "La fin de l'affichage doit suivre son début.");
        }
    }

    private static void Targets(DocumentChecks check, NoticeTargets targets)
    {
        var hasPlace = targets.WholeCountry || targets.Departements.Count > 0;
        if (targets.WholeCountry && targets.Departements.Count > 0)
        {
            check.Add("concerns", "CONTRADICTION", "Un message pour toute la France ne liste aucun département.");
        }
        else if (!hasPlace && targets.Administrations.Count == 0)
        {
            check.Add("concerns", "REQUIRED", "Indiquez qui est concerné.");
        }
        else if (!hasPlace && targets.ServiceTypes.Count > 0)
        {
            check.Add(
                "concerns.serviceTypes", "CONTRADICTION", "Indiquez où sont les services concernés : toute la France ou des départements.");
        }

        if (check.Count("concerns.departements", targets.Departements.Count, MaxDepartements))
        {
            for (var i = 0; i < targets.Departements.Count; i++)
            {
                var (path, code) = (string.Create(CultureInfo.InvariantCulture, $"concerns.departements[{i}]"), targets.Departements[i]);
                check.Departement(path, code);
                if (i > 0 && string.CompareOrdinal(targets.Departements[i - 1], code) >= 0)
                {
                    check.Add(path, "NOT_SORTED", "Les départements doivent être dans l'ordre des codes, sans doublon.");
                }
            }
        }

        check.Types("concerns.serviceTypes", targets.ServiceTypes, AdministrationValidator.MaxTypes);
        if (check.Count("concerns.administrations", targets.Administrations.Count, MaxAdministrations)
            && targets.Administrations.Distinct().Count() != targets.Administrations.Count)
        {
            check.Add("concerns.administrations", "DUPLICATE", "Une fiche est indiquée deux fois.");
        }
    }
}
