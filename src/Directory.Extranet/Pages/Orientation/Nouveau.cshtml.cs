using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Desk;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A message that an agent types, or pastes whole.</summary>
[RequiresRight(AccessRight.Orient)]
internal sealed class NewConversationModel(DeskBoxes boxes, DeskConversations conversations) : PageModel
{
    private const int SubjectFromText = 80;

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Box { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Mail { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    public IReadOnlyList<Choice> Boxes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => await ReadBoxesAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ReadBoxesAsync(cancellationToken);
        var pasted = PastedMail.Read(Text ?? "");
        Check(pasted);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var message = new NewConversation(
            Typed(Subject) ?? pasted.Subject ?? FirstWords(pasted.Text), pasted.Text, Typed(Name) ?? pasted.Name,
            Typed(Mail) ?? pasted.Mail, Typed(Phone));
        var id = await conversations.AddAsync(Agent.From(User).Id, Guid.Parse(Box!), message, cancellationToken);
        return id is null ? NotFound() : LocalRedirect($"/orientation/messages/{id}");
    }

    private void Check(PastedMail pasted)
    {
        if (pasted.Text.Length == 0)
        {
            ModelState.AddModelError(nameof(Text), "Saisissez ou collez le message de l'usager.");
        }
        else if (Text!.Length > PastedMail.MaxLength)
        {
            ModelState.AddModelError(
                nameof(Text), $"Le message compte {Text.Length} caractères, le maximum est de {PastedMail.MaxLength} : gardez la demande elle-même.");
        }

        if (!Boxes.Any(box => box.Value == Box))
        {
            ModelState.AddModelError(nameof(Box), "Choisissez la boîte qui reçoit ce message.");
        }

        if (Typed(Mail) is { } mail && PastedMail.Address(mail) is null)
        {
            ModelState.AddModelError(nameof(Mail), "Saisissez une adresse de courriel, par exemple prenom.nom@exemple.fr.");
        }

        AtMost(nameof(Subject), Subject, 300);
        AtMost(nameof(Name), Name, 200);
        AtMost(nameof(Phone), Phone, 40);
    }

    private void AtMost(string field, string? text, int length)
    {
        if (text?.Length > length)
        {
            ModelState.AddModelError(field, $"Saisissez au plus {length} caractères.");
        }
    }

    private async Task ReadBoxesAsync(CancellationToken cancellationToken)
    {
        Boxes = [.. (await boxes.OfAsync(Agent.From(User).Id, cancellationToken)).Select(box => new Choice(box.Id.ToString(), box.Name))];
        Box ??= Boxes is [var first, ..] ? first.Value : null;
    }

    private static string FirstWords(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= SubjectFromText ? line : string.Concat(line.AsSpan(0, SubjectFromText - 1), "…");
    }

    private static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
