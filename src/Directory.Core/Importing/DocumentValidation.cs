using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Importing;

/// <summary>The validator of each kind of document.</summary>
internal static class DocumentValidation
{
    public static IReadOnlyList<FieldError> Validate(EntryDocument document) => document switch
    {
        AdministrationDocument administration => AdministrationValidator.Validate(administration),
        ServiceTypeDocument serviceType => ServiceTypeValidator.Validate(serviceType),
        DemarcheDocument demarche => DemarcheValidator.Validate(demarche),
        NoticeDocument notice => NoticeValidator.Validate(notice),
        LocalComplementDocument complement => LocalComplementValidator.Validate(complement),
        _ => throw new ArgumentOutOfRangeException(nameof(document)),
    };
}
