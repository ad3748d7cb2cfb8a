using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Requests;

/// <summary>Something looked at by itself before a person decides.</summary>
/// <param name="IsPassed">Whether all is well.</param>
/// <param name="Text">What was found.</param>
internal sealed record RequestCheck(bool IsPassed, string Text);

/// <summary>
/// « Contrôles automatiques »: what a machine can tell of a request. They inform; the domain alone decides what is impossible.
/// </summary>
internal static class RequestChecks
{
    private const double FarMetres = 1000;

    public static IReadOnlyList<RequestCheck> Of(ChangeRequestDetail detail)
    {
        var request = detail.Line.Request;
        var (before, after) =
            (ComparedDocument.Read(request.Kind, detail.Change.Before), ComparedDocument.Read(request.Kind, detail.Change.After));
        var checks = new List<RequestCheck>();
        if (after is not null)
        {
            var errors = DocumentValidation.Validate(after);
            checks.AddRange(errors.Select(error => new RequestCheck(false, error.Message)));
            Add(errors.Count == 0, "Le contenu respecte les règles de forme.", "");
        }

        Add(detail.LostByAuthor is null, "", detail.LostByAuthor ?? "");
        checks.AddRange(detail.Conflicts.Select(conflict =>
            new RequestCheck(
                false,
                $"« {BlockNames.Of(conflict.Block)} » a aussi été modifié dans une version publiée depuis : demandez à l'auteur de choisir.")));
        Add(detail.Conflicts.Count == 0, "Aucune version publiée depuis ne touche les mêmes rubriques.", "");
        Add(DocumentMerge.Differences(detail.Change.Before, detail.Change.After).Count > 0, "La demande change ce qui est publié.", "La demande ne change rien à ce qui est publié.");
        if (after is AdministrationDocument changed)
        {
            var published = before as AdministrationDocument;
            Add(changed.Channels.Count > 0
                || published is { Channels.Count: 0 }, "Il reste un moyen de contact.", "La fiche n'a plus aucun moyen de contact.");
            Add(
                changed.OpeningHours is { IsEmpty: false } || published?.OpeningHours is null or { IsEmpty: true },
                "Les horaires d'ouverture ne disparaissent pas.", "Les horaires d'ouverture disparaissent de la fiche.");
            var moved = Moved(published, changed);
            Add(moved <= FarMetres, "La position reste proche de l'ancienne.", $"La position est déplacée de {AddressWords.Distance(moved)}.");
            var (lost, all) = LostCommunes(published, changed);
            Add(lost * 2 <= all, "La zone de compétence garde plus de la moitié de ses communes.", $"La zone de compétence perd {lost} communes sur {all}.");
        }

        return checks;

        void Add(bool isPassed, string passed, string failed)
        {
            if ((isPassed ? passed : failed) is { Length: > 0 } text)
            {
                checks.Add(new RequestCheck(isPassed, text));
            }
        }
    }

    private static double Moved(AdministrationDocument? before, AdministrationDocument after) =>
        before?.Addresses is [{ Location: { } was }, ..] && after.Addresses is [{ Location: { } will }, ..]
            ? was.DistanceMetresTo(will)
            : 0;

    private static (int Lost, int All) LostCommunes(AdministrationDocument? before, AdministrationDocument after)
    {
        var was = (before?.Competences ?? []).SelectMany(competence => competence.Communes).ToHashSet();
        var all = was.Count;
        was.ExceptWith(after.Competences.SelectMany(competence => competence.Communes));
        return (after.Competences.Any(competence => competence.WholeCountry) ? 0 : was.Count, all);
    }
}
