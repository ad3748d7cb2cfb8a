using System.IO.Compression;
using System.Text.RegularExpressions;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Annuaire;
using PublicDirectory.Importers.Fiches;
using PublicDirectory.Importers.Tests.National;
using PublicDirectory.Testing;

namespace PublicDirectory.Importers.Tests.Fiches;

/// <summary>The fiches of November 2020, where the national data is beside the checkout, with what a person reads in them.</summary>
public sealed partial class NationalFichesTests
{
    private const string Consulate = "Ambassade ou consulat français à l'étranger";

    private static readonly string[] Named =
    [
        "F21089", "F14929", "F1618", "F870", "F1035", "F1427", "F12006", "F1367", "F1050", "F2265", "F18074", "F80", "F1707", "F1510", "F1636",
        "F16538", "F2208", "F2209", "F1727", "F1420", "F798", "F2213", "F2166", "F930", "F1141",
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, DemarcheDocument>> Fiches = new(Read);

    /// <summary>Fiche, path of the case, and who handles it: counters, then contacts by the beginning of their names.</summary>
    [NationalDataFact]
    public void HandledBy_OfEachCase_IsWhoTheFicheNamesForIt()
    {
        (string Fiche, string Case, string Handlers)[] cases =
        [
            ("F21089", "Demande en France", "mairie"), ("F21089", "À l'étranger", Consulate),
            ("F14929", "En France", "mairie"), ("F14929", "À l'étranger", Consulate),
            ("F1618", "En France > En mairie", "mairie"), ("F1618", "En France > Chez un notaire", "Notaire"),
            ("F1618", "En France > Pour un étranger", "mairie"), ("F1618", "À l'étranger > Pour un étranger", Consulate),
            ("F870", "Jeune vivant en France > En ligne", "mairie"), ("F870", "Jeune vivant à l'étranger", Consulate),
            ("F1035", "En France > Cas général", "prefecture"), ("F1035", "À l'étranger > Avant 12 ans", Consulate),
            ("F1427", "Né(e) en France > Sur place", "mairie"), ("F1427", "Né(e) à l'étranger > En ligne", "Service central d'état civil"),
            ("F12006", "", "caf,msa"), ("F12006", "Location > Régime agricole (MSA)", "msa"),
            ("F1367", "Liste électorale d'une mairie > En ligne", "mairie"), ("F1367", "", "mairie"),
            ("F1050", "Véhicule immatriculé à l'étranger", ""), ("F1050", "", "Agence nationale,Professionnel habilité"),
            ("F2265", "", "cpam"),
            ("F18074", "Vous êtes français > Procédure à l'étranger", "Ministère de la justice"), ("F18074", "", "tgi,ti"),
            ("F80", "Le défunt résidait à l'étranger", "Service des impôts des particuliers non résidents"),
            ("F1707", "", ""), ("F1510", "", "Avocat au Conseil d'État"),
        ];
        foreach (var (fiche, path, handlers) in cases)
        {
            var record = Record(Fiches.Value[fiche]);
            var found = CaseHandlers.Of(record, path.Length == 0 ? [] : record.PathTo(IdOf(Fiches.Value[fiche], path)));
            string[] names = [.. found.Types, .. found.Contacts.Select(contact => contact.Label.ToString())];

            var wanted = handlers.Length == 0 ? [] : handlers.Split(',');
            Assert.True(
                names.Length == wanted.Length
                    && names.Zip(wanted).All(pair => pair.First.StartsWith(pair.Second, StringComparison.Ordinal)),
                $"{fiche} [{path}]: {string.Join(", ", names)}; expected: {handlers}.");
        }
    }

    /// <summary>
    /// Fiche, path of the case, and what it asks for beyond the wider cases: how many documents, and the beginning of one.
    /// </summary>
    [NationalDataFact]
    public void RequiredDocuments_OfEachCase_AreThoseThatTheFicheListsThere()
    {
        (string Fiche, string Case, int Count, string One)[] cases =
        [
            ("F18074", "Vous êtes français", 14, "Accord écrit"),
            ("F1050", "Véhicule immatriculé en France > En ligne", 6, "Du code de cession"),
            ("F1050", "Véhicule immatriculé en France > Auprès d'un professionnel habilité", 10, "Preuve du contrôle technique"),
            ("F1636", "Première inscription > En ligne", 7, "Vos diplômes"),
            ("F16538", "Voyage d'un mineur > Voyage seul ou avec une autre personne > Parent français", 3, "Original du formulaire"),
            ("F2208", "Époux de Français", 9, "Visa de long séjour"),
            ("F2209", "Étranger pacsé", 9, "Votre passeport"),
            ("F1727", "Perte en France > Permis de catégorie C ou D", 4, "Avis médical"),
            ("F1420", "Né en outre-mer > À Wallis-et-Futuna > Sur place", 2, "Acte de naissance"),
            ("F798", "Exercice à domicile", 0, ""),
            ("F798", "Exercice à domicile > Renouvellement d'agrément", 4, "Attestation d'accueil"),
            ("F870", "Jeune vivant en France > Sur place", 3, "Justificatif de domicile"),
            ("F870", "Jeune vivant en France", 0, ""),
            ("F1367", "Liste électorale d'une mairie", 0, ""),
        ];
        foreach (var (fiche, path, count, one) in cases)
        {
            var document = Fiches.Value[fiche];
            var id = IdOf(document, path);
            var labels = document.RequiredDocuments.Where(item => item.Situations.Contains(id)).Select(item => item.Label).ToList();

            Assert.True(
                labels.Count == count && (count == 0 || labels.Exists(label => label.StartsWith(one, StringComparison.Ordinal))),
                $"{fiche} [{path}]: {labels.Count} documents: {string.Join(" / ", labels)}.");
        }
    }

    [NationalDataFact]
    public void Flags_OfDocuments_AreThoseOfTheWords()
    {
        var pacs = Fiches.Value["F1618"];
        var widowed = IdOf(pacs, "En France > Si vous êtes veuf ou veuve");
        Assert.Single(pacs.RequiredDocuments.Where(item => item.Situations.Contains(widowed)).Select(item => item.OneOf).Distinct());
        Assert.All(
            pacs.RequiredDocuments.Where(item => item.Situations.Contains(widowed)),
            item => Assert.True(item.OneOf is not null && !item.Optional));
        Assert.All(
            Fiches.Value["F21089"].RequiredDocuments.Where(
                item => item.Label.StartsWith("Justificatif de domicile", StringComparison.Ordinal)),
            item => Assert.Equal((true, false), (item.Original, item.Optional)));
        Assert.All(
            Fiches.Value["F2209"].RequiredDocuments.Where(item => item.Label.StartsWith("Votre passeport", StringComparison.Ordinal)),
            item => Assert.NotEqual(false, item.Original)); // « avec photocopies des pages… »: the passport itself
        Assert.False(
            Fiches.Value["F1727"].RequiredDocuments.First(item =>
                item.Label.StartsWith("Photo-signature", StringComparison.Ordinal)).Optional);
    }

    /// <summary>Fiche, path of the case, the amount, « ? » for none.</summary>
    [NationalDataFact]
    public void Cost_OfEachCase_IsItsOwn()
    {
        (string Fiche, string Case, string Amounts)[] cases =
        [
            ("F14929", "En France > Cas général", "86"), ("F14929", "En France > En Guyane", "43,44.50"),
            ("F14929", "À l'étranger > Si vous fournissez la photo", "96"),
            ("F2213", "Vous vivez en France > Cas général", "55"), ("F2213", "Vous vivez en France > En Guyane", "27.50"),
            ("F1035", "En France", "30"), ("F1035", "À l'étranger", "45"), ("F1727", "Perte en France > Cas général", "25"),
            ("F2208", "Époux de Français", "180,225"), ("F1420", "Né en métropole", "0"), ("F21089", "Demande en France", "0"),
        ];
        foreach (var (fiche, path, amounts) in cases)
        {
            var id = IdOf(Fiches.Value[fiche], path);
            var found = Fiches.Value[fiche].Cost.Where(cost => cost.Situation == id)
                .Select(cost => cost.Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?").Distinct();
            Assert.True(amounts == string.Join(',', found), $"{fiche} [{path}]: {string.Join(',', found)}; expected {amounts}.");
        }
    }

    /// <summary>Fiche, path of the case, the lengths of time and what silence means.</summary>
    [NationalDataFact]
    public void Delay_OfEachCase_IsItsOwnWithWhatSilenceMeans()
    {
        (string Fiche, string Case, string Delays)[] cases =
        [
            ("F2213", "Vous vivez en France", "P18M,P12M"), ("F798", "Exercice à domicile > Renouvellement d'agrément", "Accepted"),
            ("F1427", "Né(e) à l'étranger", "P4W"), ("F1050", "Véhicule immatriculé en France > En ligne", "P7D"),
            ("F1420", "Né en métropole > Par courrier", "P2W"), ("F2166", "Permis de chasse délivré par l'OFB", "Refused"),
        ];
        foreach (var (fiche, path, delays) in cases)
        {
            var id = IdOf(Fiches.Value[fiche], path);
            var found = Fiches.Value[fiche].Delay.Where(delay => delay.Situation == id)
                .Select(delay => delay.Silence?.ToString() ?? delay.Duration ?? "?").Distinct();
            Assert.True(delays == string.Join(',', found), $"{fiche} [{path}]: {string.Join(',', found)}; expected {delays}.");
        }
    }

    [NationalDataFact]
    public void OnlineServices_ThatOnlyComputeOrInform_AreNoWayToDoIt()
    {
        Assert.DoesNotContain(Fiches.Value["F2213"].OnlineServices, service => service.Kind == OnlineServiceKind.Do);
        Assert.Equal(
            OnlineServiceKind.Follow,
            Fiches.Value["F21089"].OnlineServices.First(service => service.Title.StartsWith("Suivez", StringComparison.Ordinal)).Kind);
        Assert.Equal(
            [OnlineServiceKind.Inform],
            Fiches.Value["F930"].OnlineServices.Select(service => service.Kind).Distinct()); // acts of birth do not marry anyone
    }

    [NationalDataFact]
    public void Contacts_HaveTheWaysToReachThem_AndPlacesAreLocal()
    {
        var casier = Fiches.Value["F1420"].Contacts.First(contact => contact.Label.Contains("Wallis", StringComparison.Ordinal));
        Assert.Contains(casier.Channels, channel => channel.Kind == Core.Administrations.ChannelKind.Post);
        var scec = Fiches.Value["F1427"].Contacts.First(contact => contact.Label.StartsWith("Service central", StringComparison.Ordinal));
        Assert.Contains(scec.Channels, channel => channel.Value.Contains("44941 Nantes", StringComparison.Ordinal));
        var paris = Fiches.Value["F798"].Contacts.First(contact => contact.Label.StartsWith("Sous-Direction", StringComparison.Ordinal));
        Assert.Equal(ContactScope.Local, paris.Scope);
        Assert.Contains(Fiches.Value["F18074"].Contacts, contact => contact is { ServiceType: "mjd", Role: ContactRole.Helps });
    }

    [NationalDataFact]
    public void SmallerThings_AreAsTheyStandInTheFiche()
    {
        Assert.DoesNotContain(AllLabels(Fiches.Value["F12006"].Situations), label => label.Contains("Auvergne", StringComparison.Ordinal));
        Assert.Contains(
            Fiches.Value["F1618"].Forms, form => form.Title.Contains("non-Pacs", StringComparison.Ordinal) && form.Number is null);
        Assert.DoesNotContain("1^er", Fiches.Value["F1141"].Summary!, StringComparison.Ordinal);
        Assert.All(
            ["Comment transmettre le dossier ?", "Décision de l'administration"],
            title => Assert.Contains(Fiches.Value["F2213"].Steps, step => step.Title.Replace('\u00a0', ' ') == title));
    }

    /// <summary>Every element of every file is read, or left aside for a reason that is written down.</summary>
    [LongNationalFact]
    public void Elements_OfAllFiles_AreReadOrNamedAsLeftAside()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var archive in Archives())
        {
            using var zip = ZipFile.OpenRead(archive);
            foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".xml", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(entry.Open());
                foreach (Match match in ElementName().Matches(reader.ReadToEnd()))
                {
                    names.Add(match.Groups["name"].Value);
                }
            }
        }

        Assert.True(names.Count > 100);
        Assert.All(names, name => Assert.True(FicheElements.Read.Contains(name) || FicheElements.LeftAside.ContainsKey(name), name));
    }

    [Fact]
    public void Elements_OfTheExamples_AreReadOrNamedAsLeftAside() => Assert.All(
        ElementName()
            .Matches(FicheExamples.Card + FicheExamples.Service + FicheExamples.Dossier)
            .Select(match => match.Groups["name"].Value),
        name => Assert.True(FicheElements.Read.Contains(name) || FicheElements.LeftAside.ContainsKey(name), name));

    [Fact]
    public void Elements_AreEitherReadOrLeftAside_AndTheGuideSaysWhich()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", "importing.md"));

        Assert.Empty(FicheElements.Read.Intersect(FicheElements.LeftAside.Keys));
        Assert.All(FicheElements.LeftAside.Keys, name => Assert.Contains($"`{name}`", guide, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Archives() =>
        Directory.EnumerateFiles(Path.Combine(Repository.NationalData!, "dila-fiches-2020"), "vosdroits-*.zip")
            .Order(StringComparer.Ordinal);

    // Those that the tests name, with the resources that they refer to: the whole archives take ten times as long.
    private static Dictionary<string, DemarcheDocument> Read()
    {
        using var zip = ZipFile.OpenRead(Archives().Single(name => name.Contains("particuliers", StringComparison.Ordinal)));
        var entries = zip.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var catalogue = new FicheCatalogue();
        var fiches = Named.Select(id => Fiche.Of(Tree($"{id}.xml")).Fiche!).ToList();
        foreach (var id in fiches.SelectMany(fiche => fiche.Root.Descendants("ServiceEnLigne")).Where(service => service["URL"] is null)
            .Select(service => $"{service["ID"]}.xml").Where(entries.ContainsKey).Distinct())
        {
            catalogue.Add(Fiche.Of(Tree(id)).Fiche!);
        }

        var mapper = new FicheMapper(catalogue);
        return fiches.ToDictionary(
            fiche => fiche.Id,
            fiche => mapper.Map(fiche, fiche.Title!, new IssueReporter(_ => { }, fiche.Key, new RecordPlace(1, 1, 0))),
            StringComparer.Ordinal);

        FicheElement Tree(string name)
        {
            using var content = entries[name].Open();
            return FicheXml.Read(content);
        }
    }

    private static DemarcheRecord Record(DemarcheDocument document) => new DemarcheEncoder().Encode(
        new PublishedVersion(1, Guid.Empty, EntryKind.Demarche, 1, null, PublicationPath.Import, A.Morning, A.Morning), document);

    private static string IdOf(DemarcheDocument document, string path)
    {
        var (level, id) = (document.Situations, "");
        foreach (var label in path.Split(" > "))
        {
            var found = level.FirstOrDefault(situation => situation.Label.Replace('\u00a0', ' ') == label)
                ?? throw new ArgumentException(
                    $"{document.Title}: no case {label} of {path}; there: {string.Join(" / ", level.Select(one => one.Label))}.");
            (level, id) = (found.Children, found.Id);
        }

        return id;
    }

    private static IEnumerable<string> AllLabels(IEnumerable<Situation> situations) =>
        situations.SelectMany(situation => AllLabels(situation.Children).Prepend(situation.Label));

    [GeneratedRegex(@"<([a-zA-Z]+:)?(?<name>[\p{L}]+)[\s/>]", RegexOptions.NonBacktracking)]
    private static partial Regex ElementName();
}
