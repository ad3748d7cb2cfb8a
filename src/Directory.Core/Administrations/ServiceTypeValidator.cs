using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Administrations;

/// <summary>What a service type must be to be published; the same for importers, extranet and API.</summary>
public static class ServiceTypeValidator
{
    /// <summary>The most characters in a label.</summary>
    public const int MaxLabelLength = 300;

    /// <summary>The most characters in an acronym.</summary>
    public const int MaxAcronymLength = 60;

    /// <summary>The most characters in a description.</summary>
    public const int MaxDescriptionLength = 5000;

    /// <summary>What does not fit, in the order of the document; empty when it is valid.</summary>
    public static IReadOnlyList<FieldError> Validate(ServiceTypeDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var check = new DocumentChecks();
        if (check.Text("code", document.Code, ServiceTypeCode.MaxLength,
            required: "Saisissez le code de la nature de service, par exemple sous_pref."))
        {
            check.Type("code", document.Code);
        }

        check.Text("label", document.Label, MaxLabelLength, required: "Saisissez le nom de la nature de service.");
        check.Text("acronym", document.Acronym, MaxAcronymLength);
        check.Text("description", document.Description, MaxDescriptionLength, mayHaveLines: true);
        check.ExternalIds(document.ExternalIds, AdministrationValidator.MaxExternalIds);
        check.Provenance(document.Provenance);
        return check.Errors;
    }
}
