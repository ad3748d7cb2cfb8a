using System.Collections.Frozen;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Search.Queries;
using PublicDirectory.Core.Territories.Reading;

namespace PublicDirectory.Core.Orientation;

/// <summary>The kind of counter that a message names by its label or acronym: « la Caf », « votre préfecture ».</summary>
/// <param name="Type">The kind.</param>
/// <param name="IsAll">Whether the message is about it and nothing else: « Quand ouvre la mairie de Bron ? »</param>
internal sealed record ServiceWanted(ServiceTypeRecord Type, bool IsAll)
{
    // Without accents: what is said of a counter by whoever wants to reach it, and out of courtesy.
    private static readonly FrozenSet<string> Reaching = (
        "numero telephone tel joindre contacter contact appeler adresse adresser mail courriel ecrire site rendez rdv prendre "
        + "horaire horaires heure heures ouverture ouvertures ouvre ouvrent ouvert ouverte fermeture ferme fermee quand quel "
        + "quelle quels quelles comment aller trouve situe situee proche pres plus demain aujourdhui lundi mardi mercredi jeudi "
        + "vendredi samedi dimanche matin midi soir habite bonsoir madame monsieur plait stp cordialement avoir obtenir "
        + "donner donnez voir pouvez pourriez possible peux peut puis dois faut")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The one with the longest name, and of those the first; null where none is named.</summary>
    /// <param name="message">What the usager wrote.</param>
    /// <param name="places">The places that it names.</param>
    /// <param name="picture">What is published.</param>
    public static ServiceWanted? In(UsagerMessage message, IReadOnlyList<PlaceMention> places, Picture picture)
    {
        if (picture.ServicesIn(message.Text) is not { Count: > 0 } named)
        {
            return null;
        }

        var isAll = message.Words.All(word =>
            word.IsSmall || Reaching.Contains(word.Folded) || IntentionWords.Contains(word.Folded)
                || named.Any(service => service.Start <= word.Start && word.Start < service.End)
                || places.Any(place => place.Start <= word.Start && word.Start < place.End));
        return new ServiceWanted(named.MaxBy(service => service.End - service.Start)!.Type, isAll);
    }
}
