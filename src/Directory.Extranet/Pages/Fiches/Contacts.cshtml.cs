using System.Globalization;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

internal sealed class ContactsModel(EntryDesk desk) : SectionPageModel<AdministrationDocument, ContactsForm>(desk)
{
    public static readonly IReadOnlyList<Choice> KindChoices =
        [.. Enum.GetValues<ChannelKind>().Select(kind => new Choice(kind.ToString(), ChannelNames.Of(kind)))];

    public static readonly IReadOnlyList<Choice> AudienceChoices =
        [new(nameof(ChannelAudience.Public), "Tout le monde"), new(nameof(ChannelAudience.Agent), "Les agents seulement")];

    public static readonly IReadOnlyList<Choice> AccessibleChoices = [new("oui", "Oui"), new("non", "Non"), new("", "Je ne sais pas")];

    public override Section Section => Sections.Contacts;

    /// <summary>What to type for the value of a kind.</summary>
    public static string ValueHint(string? kind) => kind switch
    {
        nameof(ChannelKind.Phone) or nameof(ChannelKind.Fax) => "Par exemple 03 20 00 00 00, ou un numéro court comme 3939.",
        nameof(ChannelKind.Email) => "Par exemple accueil@mairie.example.",
        nameof(ChannelKind.Appointment) => "L'adresse de la page, ou un numéro de téléphone.",
        nameof(ChannelKind.Counter) or nameof(ChannelKind.Post) => "Une ligne par élément.",
        _ => "Commence par https://.",
    };

    /// <summary>The page of the channel's own hours, and what they say; null for a channel that is not saved yet.</summary>
    public (string Path, string? Hours)? HoursOf(ChannelRow row)
    {
        var channels = (Entry.Document as AdministrationDocument)?.Channels ?? [];
        for (var i = 0; i < channels.Count; i++)
        {
            if (DocumentJson.WritePart(channels[i]) == row.Before)
            {
                return (
                    string.Create(CultureInfo.InvariantCulture, $"{Section.PathOf(Entry.EntryId)}/{i}/horaires"),
                    channels[i].OpeningHours is { } hours ? OpeningSummary.Of(hours) : null);
            }
        }

        return null;
    }

    protected override ContactsForm Read(AdministrationDocument document) => new()
    {
        Channels = [.. document.Channels.Select(ChannelRow.Of)],
        NextKind = nameof(ChannelKind.Phone),
    };

    protected override AdministrationDocument Write(AdministrationDocument document, ContactsForm form)
    {
        form.Channels.RemoveAll(row => row.IsBlank);
        return document with
        {
            Channels = [.. form.Channels.Select((row, index) => row.Write(
                document.Channels,
                document.Commune?.DepartementCode,
                (property, message) => ModelState.AddModelError($"{Field(index)}.{property}", message)))],
        };
    }

    protected override string FieldOf(string path) =>
        path.StartsWith("channels[", StringComparison.Ordinal) && path.IndexOf("].", StringComparison.Ordinal) is var end and > 0
            ? $"Form.Channels{path["channels".Length..(end + 1)]}." + path[(end + 2)..].Split('.', '[')[0] switch
            {
                "label" => nameof(ChannelRow.Label),
                "cost" => nameof(ChannelRow.Cost),
                "answersWithin" => nameof(ChannelRow.AnswersWithin),
                "kind" => nameof(ChannelRow.Kind),
                _ => nameof(ChannelRow.Value),
            }
            : "";

    protected override string? Perform(ContactsForm form, string gesture)
    {
        var asked = RowGesture.Parse(gesture);
        var row =
            asked.On(
                form.Channels,
                () =>
                    new ChannelRow { Kind = form.NextKind
                        ?? nameof(ChannelKind.Phone), Audience = nameof(ChannelAudience.Public), Accessible = "" });
        if (asked.Verb == RowGesture.Remove)
        {
            TempData.Say("Contact retiré.");
        }

        return asked.Focus(row, index => FieldTagHelper.IdOf($"{Field(index)}.{nameof(ChannelRow.Value)}"));
    }

    private static string Field(int index) => string.Create(CultureInfo.InvariantCulture, $"Form.Channels[{index}]");
}
