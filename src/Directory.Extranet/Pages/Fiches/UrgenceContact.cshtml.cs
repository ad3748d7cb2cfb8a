using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.Urgent;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A phone number, a mail address or an online service that is wrong now, put right at once and for a time.</summary>
internal sealed class UrgenceContactModel(EntryDesk desk, UrgentPublications publications, ChangeRequestOptions options)
    : EntryPageModel(desk)
{
    private static readonly string[] Blocks = ["channels"];

    [BindProperty]
    public string? Channel { get; set; }

    [BindProperty]
    public string? Value { get; set; }

    [BindProperty]
    public EndForm End { get; set; } = new() { Kind = EndForm.OnDay };

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool IsChecked { get; set; }

    /// <summary>Why the agent may not; null when they may.</summary>
    public string? Refusal => Desk.Refuse(Agent.Id, Entry, EntryAction.PublishUrgently, Blocks)?.Message;

    public IReadOnlyList<Choice> Ends => EndForm.Choices(options);

    public IReadOnlyList<Choice> Channels =>
        [.. Document.Channels.Where(IsOnTheList)
            .Select(channel => new Choice(CodeOf(channel), channel.Label ?? ChannelNames.Of(channel.Kind), channel.Value))];

    private AdministrationDocument Document => (AdministrationDocument)Entry.Current!.ReadDocument()!;

    public IActionResult OnGet()
    {
        if (Entry.Current?.ReadDocument() is not AdministrationDocument)
        {
            return NotFound();
        }

        End.Day =
            Desk.Now.InZone(Disruption.ZoneOf(Document)).Date.PlusDays(7)
                .ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Entry.Current?.ReadDocument() is not AdministrationDocument document)
        {
            return NotFound();
        }

        if (Desk.Refuse(Agent.Id, Entry, EntryAction.PublishUrgently, Blocks) is { } refusal)
        {
            return this.Refuse(refusal);
        }

        var channel = document.Channels.FirstOrDefault(one => IsOnTheList(one) && CodeOf(one) == Channel);
        if (channel is null)
        {
            ModelState.AddModelError(
                nameof(Channel),
                Channel is null ? "Choisissez le contact à corriger." : "Ce contact a changé entre-temps : choisissez de nouveau.");
        }

        var value = channel is null ? "" : Clean(channel.Kind, Value, Entry.Facts.Departement);
        var problem = channel is null ? null
            : value.Length == 0 ? "Saisissez la bonne valeur."
            : value == channel.Value ? "C'est déjà la valeur publiée : saisissez la bonne."
            : ContactValue.Problem(channel.Kind, value);
        if (problem is not null)
        {
            ModelState.AddModelError(nameof(Value), problem);
        }

        this.ConfirmAddresses(nameof(Value), value);
        var end = End.Read(ModelState, nameof(End));
        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), "Indiquez pourquoi cette publication ne peut pas attendre.");
        }

        if (!IsChecked)
        {
            ModelState.AddModelError(nameof(IsChecked), "Confirmez que vous avez vérifié le nouveau contact.");
        }

        if (!ModelState.IsValid)
        {
            return Show();
        }

        var zone = Disruption.ZoneOf(document);
        var changed = document with { Channels = [.. document.Channels.Select(one => one == channel ? one with { Value = value } : one)] };
        var outcome = await publications.PublishAsync(
            Agent.Id,
            new UrgentInput
            {
                Entries = [new UrgentEntry(Entry.EntryId, Entry.Current.Version, changed)],
                Reason = Reason!,
                EndsAt = end!.At(zone, Desk.Now.InZone(zone).Date, Desk.Now, options.UnknownEndLasts),
                Key = FormKey.Of(Request),
            },
            cancellationToken);
        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        foreach (var error in outcome.Errors)
        {
            ModelState.AddModelError(
                error.Path switch { "endsAt" => "End.Day", "reason" => nameof(Reason), _ => nameof(Value) }, error.Message);
        }

        if (outcome.Conflicts.Count > 0)
        {
            ModelState.AddModelError(nameof(Channel), "Les contacts de cette fiche viennent de changer : choisissez de nouveau.");
        }

        return ModelState.IsValid ? LocalRedirect($"/extranet/urgences/{outcome.Requests[0].ActionId}") : Show();
    }

    private PageResult Show()
    {
        Head("Corriger un contact en urgence");
        return Page();
    }

    private static bool IsOnTheList(ContactChannel channel) =>
        channel.Kind is ChannelKind.Phone or ChannelKind.Email or ChannelKind.OnlineService;

    // Unique within a document: see AdministrationValidator.
    private static string CodeOf(ContactChannel channel) => $"{channel.Kind}|{channel.Audience}|{channel.Value}";

    // As the base keeps it; what is none is left as typed, for the mistake to be said. There is no place here for what is said beside it.
    private static string Clean(ChannelKind kind, string? typed, string? departement) =>
        ContactText.TryRead(kind, typed, departement) is { Remark: null } read ? read.Value : (typed ?? "").Trim();
}
