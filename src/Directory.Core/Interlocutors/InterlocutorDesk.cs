using NodaTime;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Interlocutors;

/// <summary>
/// Answers a usager who knows a démarche or a kind of service, and a commune or only a postal code: whom to turn to, or what to
/// ask first.
/// </summary>
/// <param name="picture">What is published.</param>
/// <param name="at">For which instant.</param>
/// <param name="first">How many interlocutors at most.</param>
public sealed class InterlocutorDesk(Picture picture, Instant at, int first)
{
    /// <summary>For a démarche, whose service types are asked in its own order.</summary>
    /// <param name="demarche">The démarche.</param>
    /// <param name="commune">Where the usager lives.</param>
    /// <param name="cases">Those of its cases that hold, each with those above it; none where that is not known.</param>
    public InterlocutorAnswer ForDemarche(DemarcheRecord demarche, InseeCode commune, params IReadOnlyList<SituationView> cases)
    {
        ArgumentNullException.ThrowIfNull(demarche);
        var handlers = CaseHandlers.Of(demarche, cases);
        return For([.. handlers.Types], demarche, commune, DemarcheCases.OnlineIn(demarche, cases).Count > 0, handlers.Contacts);
    }

    /// <summary>For a kind of service, by its code.</summary>
    public InterlocutorAnswer ForServiceType(string serviceType, InseeCode commune) =>
        For([serviceType], null, commune, isOnline: false, []);

    /// <summary>
    /// The same where only a postal code is known: when all its communes have the same interlocutors there is nothing to ask.
    /// </summary>
    /// <param name="postalCode">Five digits.</param>
    /// <param name="answer">The answer for one commune.</param>
    public InterlocutorAnswer ForPostalCode(string postalCode, Func<InseeCode, InterlocutorAnswer> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var communes = picture.Territories.CommunesToChoose(postalCode);
        InterlocutorAnswer[] answers = [.. communes.Select(commune => answer(commune.Code))];
        return answers switch
        {
            [] => new InterlocutorAnswer(
                InterlocutorOutcome.Nobody, $"Aucune commune n'a le code postal {postalCode}. Vérifiez-le.", null, [], [], [], null),
            [var only] => only,
            [var one, .. var others] when others.All(other => AreSame(one, other)) => one with
            {
                Explanation = $"{one.Explanation} La réponse est la même pour les {communes.Count} communes du code postal {postalCode}.",
            },
            _ => new InterlocutorAnswer(
                InterlocutorOutcome.ChooseCommune,
                $"Le code postal {postalCode} est celui de plusieurs communes : demandez laquelle.",
                null,
                communes,
                [],
                answers[0].ServiceTypes,
                answers[0].Demarche),
        };
    }

    private static bool AreSame(InterlocutorAnswer one, InterlocutorAnswer other) =>
        one.Outcome == InterlocutorOutcome.Found
        && other.Outcome == InterlocutorOutcome.Found
        && one.Interlocutors.Select(item => item.Record.Id).SequenceEqual(other.Interlocutors.Select(item => item.Record.Id));

    private InterlocutorAnswer For(
        string[] serviceTypes, DemarcheRecord? demarche, InseeCode commune, bool isOnline, IReadOnlyList<DemarcheContactView> contacts)
    {
        var found = InterlocutorSearch.Find(picture, new InterlocutorQuestion
        {
            ServiceTypes = serviceTypes,
            Commune = commune,
            Demarche = demarche?.Id,
            On = at.InZone(TerritorialCalendar.ForInseeCode(commune.Value)?.TimeZone ?? DateTimeZone.Utc).Date,
            First = first,
        });
        var outcome = found switch
        {
            [] => isOnline ? InterlocutorOutcome.OnlineOnly
                : contacts.Count > 0 ? InterlocutorOutcome.ContactOnly
                : InterlocutorOutcome.Nobody,
            [{ Reason: InterlocutorReason.Nearest }, ..] => InterlocutorOutcome.NearestOnly,
            _ => InterlocutorOutcome.Found,
        };
        var today = picture.Territories.CurrentCommune(commune);
        var sentence = outcome == InterlocutorOutcome.ContactOnly
            ? InterlocutorSentences.ContactOnly(contacts[0].Label.ToString())
            : InterlocutorSentences.Outcome(outcome, found, today);
        return new InterlocutorAnswer(outcome, Past(commune, today) + sentence, today, [], found, serviceTypes, demarche)
        {
            Contacts = contacts,
        };
    }

    // A usager who names a commune of the past is told which one it is today.
    private string Past(InseeCode asked, Commune? today) =>
        today is not null && today.Code != asked && picture.Territories.FindCommune(asked) is { } before && before.Name != today.Name
            ? $"{before.Name} fait aujourd'hui partie de la commune {today.Name}. "
            : "";
}
