using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>
/// Reads the notes and comments of DILA's files. Only whole texts in known forms are understood: a text is a sequence
/// of sentences, each of which must be one of the forms below, compared without case, accents, hyphens and final dot.
/// </summary>
/// <remarks>
/// « Accueil ouvert uniquement pour l'état civil » is left unread on purpose: told « ouvert », most people who come
/// would find nobody for them, and nothing here knows what they come for.
/// </remarks>
internal static partial class SourceNotes
{
    private static readonly HashSet<string> OnlyByAppointment = new(StringComparer.Ordinal)
    {
        "accueil exclusivement sur rendez vous",
        "accueil ouvert exclusivement sur rendez vous",
        "accueil ouvert sur rendez vous uniquement",
        "accueil ouvert uniquement sur rendez vous",
        "accueil physique uniquement sur rendez vous",
        "accueil sur rendez vous exclusivement",
        "accueil sur rendez vous uniquement",
        "accueil uniquement sur rendez vous",
        "exclusivement sur rendez vous",
        "sur rendez vous exclusivement",
        "sur rendez vous uniquement",
        "telephoner pour convenir d'un rendez vous avant de se rendre sur place",
        "uniquement sur rendez vous",
    };

    // Appointments beside the slots, or at other times: whoever comes within the slots is received.
    private static readonly HashSet<string> AlsoByAppointment = new(StringComparer.Ordinal)
    {
        "accueil avec ou sans rendez vous",
        "accueil egalement possible sur rendez vous",
        "accueil egalement sur rendez vous",
        "accueil ouvert avec ou sans rendez vous",
        "accueil ouvert egalement sur rendez vous",
        "accueil ouvert sur rendez vous en dehors de ces horaires",
        "accueil possible egalement sur rendez vous",
        "accueil possible sur rendez vous",
        "accueil possible sur rendez vous en dehors de ces horaires",
        "accueil sans rendez vous",
        "accueil physique et telephonique",
        "accueil sur rendez vous de preference",
        "accueil sur rendez vous possible",
        "avec ou sans rendez vous",
        "egalement sur rendez vous",
        "et sur rendez vous",
        "rendez vous possible en dehors de ces horaires",
        "sans rendez vous",
        "un rendez vous est possible en dehors de ces horaires",
    };

    // About letters and mail, in words that could be about opening (« disponible »).
    private static readonly HashSet<string> AboutMail = new(StringComparer.Ordinal)
    {
        "pour contacter ce service par courriel, utilisez votre messagerie securisee disponible dans votre espace "
            + "particulier sur le site impots.gouv.fr. si vous ne disposez pas d'espace particulier, nous vous invitons a en "
            + "creer un",
        "pour les questions d'impots : utilisez votre messagerie securisee dans votre espace particulier sur "
            + "impot.gouv.fr. hors questions d'impots : utilisez l'adresse courriel pour nous contacter",
    };

    // They say that nothing is known, which a schedule without slots says already.
    private static readonly HashSet<string> SayNothing = new(StringComparer.Ordinal)
    {
        "pas d'horaire",
        "pas d'horaires",
        "pas d'indication d'horaires",
    };

    // Beginnings of words that a text about opening can hardly avoid. Longer than needed on purpose: a word too many
    // costs an answer « à vérifier », a word too few costs a closed door.
    private static readonly string[] OpeningWords =
    [
        "ouv", "ferm", "horair", "heur", "matin", "midi", "apres", "soir", "nuit", "minuit", "nocturn", "journ", "jour",
        "semaine", "hebdo", "quinzaine", "mois", "mensuel", "bimens", "annee", "annuel", "weekend", "week", "quotidien",
        "lun", "mar", "mer", "jeu", "ven", "sam", "dim",
        "janv", "fev", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec",
        "printemps", "ete", "estiv", "automn", "hiver", "saison", "vacanc", "conge", "scolair", "ferie", "feries", "fete", "noel",
        "paques", "pentecote", "toussaint", "ascension", "assomption", "ramadan",
        "rendez", "rdv", "rv", "permanen", "accueil", "recept", "recoi", "recev", "recu", "visit", "consult", "inscri", "reserv",
        "public", "guichet", "bureau", "standard", "antenne", "telephon", "appel", "joign", "joind", "presen", "absen",
        "sauf", "hors", "uniquement", "seul", "exclusi", "exception", "provisoi", "temporai", "definiti", "actuel",
        "travaux", "renov", "demenag", "transf", "deplac", "suspen", "suppr", "cess", "interr", "reprise", "reprend", "rouvr",
        "reouv", "greve", "covid", "sanitaire", "jusqu", "partir", "compter", "depuis", "avant", "pendant", "durant", "lors",
        "pair", "impair", "altern", "itineran", "tournee", "tous", "toutes", "chaque", "dispon", "access", "assur", "dernier",
        "premier", "deuxieme", "troisieme", "quatrieme", "prochain", "debut", "fin", "date", "delai", "calendrier", "planning",
        "possib", "oblig", "priorit", "limit", "continu", "libre", "habituel", "modif", "chang",
    ];

    /// <summary>What a note on some days does to their slots.</summary>
    /// <param name="note">Not blank.</param>
    /// <param name="slots">The slots of the same range.</param>
    /// <returns>
    /// The slots as the note leaves them, and what remains in doubt; null where any day may be concerned by words that were not understood
    /// or do not fit the slots.
    /// </returns>
    public static NoteReading? ApplyNote(string note, IReadOnlyList<RegularPeriod> slots)
    {
        if (note.Length > OpeningSchedule.MaxTextLength)
        {
            return null;
        }

        var times = slots.Select(slot => (slot.Opens, slot.Closes)).ToHashSet();
        var doubts = new List<NoteDoubt>();
        var isByAppointment = false;
        foreach (var sentence in Sentences(note))
        {
            if (OnlyByAppointment.Contains(sentence))
            {
                isByAppointment = true;
            }
            else if (!AlsoByAppointment.Contains(sentence) && !IsPhoneHoursOfOtherTimes(sentence, times))
            {
                // Slots that are all closed again are a contradiction of the source, not a day off.
                if (SourceRules.Find(sentence)?.Invoke(slots) is { Count: > 0 } changed)
                {
                    slots = changed;
                }
                else if (SourceDoubts.Find(sentence) is { } doubt)
                {
                    doubts.Add(doubt);
                }
                else if (doubts.Count == 0 || !SourceDoubts.OnlyRefers(sentence))
                {
                    return null;
                }
            }
        }

        return new(isByAppointment ? [.. slots.Select(slot => slot with { ByAppointment = true })] : slots, doubts);
    }

    /// <summary>What the general comment does to all slots.</summary>
    /// <param name="comment">Not blank.</param>
    /// <param name="slots">The slots of all ranges; without any, only a comment that changes nothing is understood.</param>
    /// <returns>As for <see cref="ApplyNote"/>.</returns>
    public static NoteReading? ApplyComment(string comment, IReadOnlyList<RegularPeriod> slots)
    {
        if (ApplyNote(comment, slots) is { } reading && (slots.Count > 0 || Sentences(comment).All(IsKnown)))
        {
            return reading;
        }

        var folded = Fold(comment);
        return SayNothing.Contains(folded) || AboutMail.Contains(folded) || !SpeaksOfOpening(comment)
            || (comment.Length <= OpeningSchedule.MaxTextLength && NewCommune().IsMatch(folded))
            ? new(slots, [])
            : null;
    }

    /// <summary>
    /// Whether a text has a word about opening, closing, time, appointments or holidays, or anything like a time or an
    /// ordinal. Conservative: true far more often than the text is really about it.
    /// </summary>
    public static bool SpeaksOfOpening(string text)
    {
        var folded = Fold(text);
        return TimeOrOrdinal().IsMatch(folded)
            || Word().Matches(folded).Any(word => OpeningWords.Any(start =>
                word.ValueSpan.StartsWith(start, StringComparison.Ordinal)));
    }

    /// <summary>
    /// Lower case, without accents or final punctuation; hyphens and runs of spaces become one space, curly apostrophes
    /// straight ones, and « rdv » is written out.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.NormalizeBounded(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            folded.Append(c switch
            {
                '’' or '‘' or 'ʼ' or '´' or '`' => '\'',
                '-' or '‐' or '‑' or '–' or '—' => ' ',
                'œ' or 'Œ' => 'o', // « œuvre »: enough for comparisons
                _ when char.IsWhiteSpace(c) => ' ',
                _ => char.ToLowerInvariant(c),
            });
        }

        var spaced = Spaces().Replace(folded.ToString(), " ").Trim(' ', '.', '!', ';', ',');
        return Appointment().Replace(spaced, "rendez vous");
    }

    private static bool IsKnown(string sentence) => OnlyByAppointment.Contains(sentence) || AlsoByAppointment.Contains(sentence);

    private static IEnumerable<string> Sentences(string text) =>
        SentenceEnd().Split(text).Select(Fold).SelectMany(
            sentence => SourceDoubts.BeginsWithAStretch(sentence) ? [sentence] : Clause().Split(sentence))
            .Select(Fold).Where(sentence => sentence.Length > 0);

    // « Accueil téléphonique du lundi au vendredi de 9h à 16h » beside slots at other times is about the phone alone. Beside
    // slots at these very times it may well mean that the slots are the phone's.
    private static bool IsPhoneHoursOfOtherTimes(
        string sentence, HashSet<(ClockTime Opens, ClockTime Closes)> slots)
    {
        var match = PhoneHours().Match(sentence);
        if (!match.Success)
        {
            return false;
        }

        var phone = new List<(ClockTime, ClockTime)>();
        for (var i = 0; i < match.Groups["from"].Captures.Count; i++)
        {
            if (Time(match.Groups["from"].Captures[i].Value) is not { } from
                || Time(match.Groups["to"].Captures[i].Value) is not { } to
                || to <= from)
            {
                return false;
            }

            phone.Add((from, to));
        }

        return slots.Count > 0 && !slots.Any(phone.Contains);
    }

    private static ClockTime? Time(string text)
    {
        var parts = text.Replace(" ", "", StringComparison.Ordinal).Split('h');
        return ClockTime.TryParse($"{parts[0]}:{(parts[1].Length == 0 ? "00" : parts[1])}", out var time) ? time : null;
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\brdv\b", RegexOptions.NonBacktracking)]
    private static partial Regex Appointment();

    [GeneratedRegex("[a-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"[0-9]\s*h([0-9]|\b)|[0-9]\s*:\s*[0-9][0-9]\b|[0-9](er|re|e|eme|nd|nde)\b|24\s*/\s*24|7\s*/\s*7", RegexOptions.NonBacktracking)]
    private static partial Regex TimeOrOrdinal();

    [GeneratedRegex(@"\.\s+|\.?[\r\n]+", RegexOptions.NonBacktracking)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"(?:,| et) (?=accueil telephonique |(?:accueil )?(?:fermee?|fermeture) )", RegexOptions.None, 1000)]
    private static partial Regex Clause();

    [GeneratedRegex(
        @"^(?:l')?accueil telephonique (?:est )?(?:ouvert )?du (?:lundi|mardi|mercredi|jeudi|vendredi) au "
        + @"(?:mardi|mercredi|jeudi|vendredi|samedi|dimanche) de (?<from>[0-9]{1,2} ?h ?(?:[0-9][0-9])?) a (?<to>[0-9]{1,2} ?h ?(?:[0-9][0-9])?)"
        + @"(?: et de (?<from>[0-9]{1,2} ?h ?(?:[0-9][0-9])?) a (?<to>[0-9]{1,2} ?h ?(?:[0-9][0-9])?))?$", RegexOptions.None, 1000)]
    private static partial Regex PhoneHours();

    // One sentence and no more: what follows a dot, a colon or a semicolon could be about hours, and so could the sentence
    // itself once it has a time or a word about receiving people.
    [GeneratedRegex(
        @"^(?!.*\b(?:[0-9]+ ?h|ouv|ferm|horair|accueil|permanen|mairie|rendez))(?:depuis )?le [0-9]{1,2}(?:er)? [a-z]+ [0-9]{4},? "
        + "la commune nouvelle (?:de |du |des |d')[^.:;]+ (?:est creee en lieu et place|remplace) (?:de |des |les )[^.:;]+$",
        RegexOptions.None,
        1000)]
    private static partial Regex NewCommune();
}

/// <summary>What a note says.</summary>
/// <param name="Slots">The slots as it leaves them.</param>
/// <param name="Doubts">What it puts in doubt; empty where all of it was understood.</param>
internal sealed record NoteReading(IReadOnlyList<RegularPeriod> Slots, IReadOnlyList<NoteDoubt> Doubts);
