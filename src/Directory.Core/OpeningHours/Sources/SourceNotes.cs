using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>
/// Reads the notes and comments of DILA's files: each sentence is taken apart into clauses, each clause is read word by word
/// (<see cref="ClauseReader"/>) and held against the slots (<see cref="ClauseMeaning"/>). What is not understood puts in doubt the days
/// that it names, or all of its row.
/// </summary>
internal static partial class SourceNotes
{
    // They are about the desk, not about when it receives.
    private static readonly HashSet<string> ChangeNothing = new(StringComparer.Ordinal)
    {
        "accueil par un technicien conseil",
        "accueil par un travailleur social",
        "accueil en visio guichet",
        "contacter l'accueil pour connaitre les horaires des differents services",
        "contacter l'accueil pour obtenir les horaires d'ouverture des differents services",
        "contacter l'accueil pour obtenir les horaires des differents services",
        "espace numerique en libre service ou accompagne",
        "les horaires ci dessus sont ceux de l'accueil general",
        "les horaires ci dessus sont ceux de l'accueil",
        "memes horaires pour le standard telephonique",
        "pour contacter ce service par courriel, utilisez votre messagerie securisee disponible dans votre espace particulier sur le site impots.gouv.fr",
        "si vous ne disposez pas d'espace particulier, nous vous invitons a en creer un",
        "merci de vous presenter 30 mn avant la fermeture",
        "possibilite de prendre rendez vous en contactant l'accueil",
        "contacter l'accueil pour prendre rendez vous",
        "contacter l'accueil pour obtenir un rendez vous",
        "prenez rendez vous depuis votre compte ameli ou en appelant le 3646",
        "vous pouvez prendre rendez vous directement depuis votre compte ameli.fr",
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
    /// <param name="days">The days of the range.</param>
    /// <param name="slots">Its slots.</param>
    /// <param name="elsewhere">Takes what the note says of days of other ranges.</param>
    /// <returns>
    /// The slots as the note leaves them, and what remains in doubt; null for a note that is too long.
    /// </returns>
    public static NoteReading? ApplyNote(string note, Weekdays days, IReadOnlyList<RegularPeriod> slots, Action<Clause>? elsewhere = null)
    {
        if (note.Length > OpeningSchedule.MaxTextLength)
        {
            return null;
        }

        var reading = new NoteReading(slots);
        var unread = Weekdays.None;
        var folded = FoldedText.Of(note);
        var isReception = DeskTexts.SaysRowIsReception(folded.Text);
        foreach (var part in Clauses(folded, isReception))
        {
            var text = Trim(part.Text);
            if (text.Length == 0 || ChangeNothing.Contains(text) || (NotItsTask().IsMatch(text) && !SpeaksOfOpening(text)))
            {
                continue;
            }

            var clause = ClauseReader.Read(part);
            if (clause is not null && Apply(clause, days, reading.Slots) is { } next)
            {
                reading = Together(reading, next);
                if (clause.Desk == ClauseDesk.Counter && !(clause.Named & ~days).IsEmpty)
                {
                    elsewhere?.Invoke(clause);
                }
            }
            else if (clause is null && DeskTexts.IsAboutDesk(text, isReception))
            {
                continue;
            }
            else if (Reopening().Match(text) is { Success: true } back && ExtendTo(reading, back))
            {
                continue;
            }
            else if (SourceDoubts.Find(text) is { } doubt)
            {
                reading.Doubts.Add(doubt with { Days = doubt.Days == Weekdays.All ? days | ClauseReader.NamedAnywhere(text) : doubt.Days });
            }
            else if (reading.Doubts.Count == 0 || !SourceDoubts.OnlyRefers(text))
            {
                // The days that it names are in doubt with its own; but what is said of the phone names days of calls.
                unread |= days | (OnlyPhone().IsMatch(text) ? Weekdays.None : ClauseReader.NamedAnywhere(text));
            }
        }

        return unread.IsEmpty ? reading : reading with
        {
            Slots = slots,
            Unread = unread,
            Doubts = [.. reading.Doubts.Where(doubt => !(doubt.Days & ~unread).IsEmpty)],
        };
    }

    /// <summary>What a clause does to slots of these days; null where they do not fit together.</summary>
    public static NoteReading? Apply(Clause clause, Weekdays days, IReadOnlyList<RegularPeriod> slots)
    {
        try
        {
            return new ClauseMeaning(clause, days, slots).Apply();
        }
        catch (OsmException)
        {
            return null; // ranks counted from both ends of the month
        }
    }

    /// <summary>What the general comment does to all slots.</summary>
    /// <param name="comment">Not blank.</param>
    /// <param name="slots">The slots of all ranges; without any, only a comment that changes nothing is understood.</param>
    /// <returns>As for <see cref="ApplyNote"/>; null too where it was not understood.</returns>
    public static NoteReading? ApplyComment(string comment, IReadOnlyList<RegularPeriod> slots)
    {
        if (ApplyNote(comment, Weekdays.All, slots) is { Unread.IsEmpty: true } reading
            && (slots.Count > 0 || reading is { Slots.Count: 0, Doubts.Count: 0 }))
        {
            return reading;
        }

        var folded = Fold(comment);
        return SayNothing.Contains(folded) || AboutMail.Contains(folded) || !SpeaksOfOpening(comment)
            || (comment.Length <= OpeningSchedule.MaxTextLength && NewCommune().IsMatch(folded))
            ? new(slots)
            : null;
    }

    /// <summary>Whether a comment without any hours says that nobody is ever received.</summary>
    public static bool SaysClosedToPublic(string comment) =>
        comment.Length <= OpeningSchedule.MaxTextLength && NoReception().IsMatch(Fold(comment));

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

    // « Également sur rendez-vous. Fermé le jeudi, accueil téléphonique de 9h à 12h »: each clause by itself. One that begins with
    // a stretch of the year is said of all that follows.
    private static IEnumerable<FoldedText> Clauses(FoldedText text, bool isReception)
    {
        foreach (var sentence in Split(text, SentenceEnd()))
        {
            if (BeginsWithCondition().IsMatch(sentence.Text) || DeskTexts.IsAboutDesk(Trim(sentence.Text), isReception)
                || SourceDoubts.BeginsWithAStretch(Trim(sentence.Text)))
            {
                yield return sentence;
                continue;
            }

            foreach (var clause in Split(sentence, Clause()))
            {
                yield return clause;
            }
        }
    }

    private static IEnumerable<FoldedText> Split(FoldedText text, Regex ends)
    {
        var start = 0;
        foreach (Match end in ends.Matches(text.Text))
        {
            yield return text.Part(start, end.Index - start);
            start = end.Index + end.Length;
        }

        yield return text.Part(start, text.Text.Length - start);
    }

    private static string Trim(string text) => text.Trim(' ', '.', '!', ';', ',', ':', '\n');

    private static NoteReading Together(NoteReading one, NoteReading next) => next with
    {
        Doubts = [.. one.Doubts, .. next.Doubts],
        Phone = [.. one.Phone, .. next.Phone],
        Exceptional = [.. one.Exceptional, .. next.Exceptional],
    };

    // « fermé du 12 juillet au 30 août. Réouverture le 6 septembre »: closed, or in doubt, until the day before.
    private static bool ExtendTo(NoteReading reading, Match back)
    {
        var month = FrenchText.Month(back.Groups["month"].Value);
        if (!int.TryParse(back.Groups["day"].Value.Replace("er", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var day)
            || month == 0 || day < 1 || day > DateTime.DaysInMonth(2000, month))
        {
            return false;
        }

        if (reading.Doubts is [.., { Recurrence.Seasons: [var season] } last])
        {
            var before = new LocalDate(2001, month, Math.Min(day, DateTime.DaysInMonth(2001, month))).PlusDays(-1);
            reading.Doubts[^1] =
                last with { Recurrence = new Recurrence { Seasons = [season with { To = new(before.Month, before.Day) }] } };
            return true;
        }

        if (reading.Exceptional is [.., { IsClosed: true } closed])
        {
            var year = back.Groups["year"].Success ? int.Parse(back.Groups["year"].Value, CultureInfo.InvariantCulture) : closed.To.Year;
            var until = new LocalDate(year, month, Math.Min(day, DateTime.DaysInMonth(year, month))).PlusDays(-1);
            reading.Exceptional[^1] = closed with { To = until > closed.To ? until : closed.To };
            return true;
        }

        return false;
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\brdv\b", RegexOptions.NonBacktracking)]
    private static partial Regex Appointment();

    [GeneratedRegex("[a-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(
        @"[0-9]\s*h([0-9]|\b)|[0-9]\s*:\s*[0-9][0-9]\b|[0-9](er|re|e|eme|nd|nde)\b|24\s*/\s*24|7\s*/\s*7", RegexOptions.NonBacktracking)]
    private static partial Regex TimeOrOrdinal();

    [GeneratedRegex(@"(?<!\b(?:m|mme|mlle|st|av|bd|tel))\.(?: +|(?=accueil)|$)|\.?\n+|;", RegexOptions.None, 1000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(
        @"(?:,| et| mais|(?<=h ?[0-9]{0,2})) ?(?=(?:l')?accueil telephonique\b|accueil (?:ouvert|physique|ferme)|(?:accueil )?(?:est )?(?:fermee?s?|fermeture)\b|permanence telephonique|agence postale)|(?<!accueil|ouvert|possible|physique|est),? (?=egalement sur rendez vous)|, (?=egalement |uniquement sur rendez vous (?:du|les?) )|(?<=sur rendez vous),? (?=fermee?\b|fermeture\b)|,? et (?=espace )",
        RegexOptions.None,
        1000)]
    private static partial Regex Clause();

    [GeneratedRegex(
        @"^[ ,]*(?:pendant|durant|hors|en (?:periode|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|du [0-9]|au mois|vacances)\b", RegexOptions.None, 1000)]
    private static partial Regex BeginsWithCondition();

    [GeneratedRegex(
        @"^(?:accueil |permanence |standard )?(?:telephonique|par telephone)?[^.]*telephon[^.]*$(?<!physique.*)(?<!ferm.*)(?<!ouvert.*)",
        RegexOptions.None, 1000)]
    private static partial Regex OnlyPhone();

    // « la sous-préfecture ne traite plus les demandes de carte grise »
    [GeneratedRegex(
        "^(?:attention ?:? ?)?(?:la sous prefecture|le site|le service|ce service|la prefecture) .*(?:ne traite|ne delivre|n'est plus|ne s'occupe)", RegexOptions.NonBacktracking)]
    private static partial Regex NotItsTask();

    [GeneratedRegex(
        "^(?:pas d'accueil (?:physique )?(?:du|au|de) public|accueil telephonique uniquement|(?:service |bureau )?ferme(?:e)? au public|pas d'accueil physique)$", RegexOptions.NonBacktracking)]
    private static partial Regex NoReception();

    [GeneratedRegex(
        @"^(?:reouverture|reprise|ouverture) (?:au public )?le (?:lundi |mardi |mercredi |jeudi |vendredi |samedi )?(?<day>1er|[0-9]{1,2}) (?<month>[a-z]+)(?: (?<year>20[0-9]{2}))?$", RegexOptions.None, 1000)]
    private static partial Regex Reopening();

    // One sentence and no more: what follows a dot, a colon or a semicolon could be about hours, and so could the sentence
    // itself once it has a time or a word about receiving people.
    [GeneratedRegex(
        @"^(?!.*\b(?:[0-9]+ ?h\b|ouver|ouvr|fermee?s?\b|fermeture|horair|accueil|permanen|mairie|rendez))(?:depuis le|le|a compter du) [0-9]{1,2}(?:er)? [a-z]+ [0-9]{4},? "
        + "(?:la commune nouvelle (?:de |du |des |d')[^.:;]+ (?:est creee en lieu et place|remplace) (?:de |des |les )[^.:;]+"
        + "|(?:dans le departement [^.:;,]+, )?les communes (?:de |du |des |d')?[^.:;]+ ont fusionne pour former la commune nouvelle [^.:;]+)$",
        RegexOptions.None,
        1000)]
    private static partial Regex NewCommune();
}
