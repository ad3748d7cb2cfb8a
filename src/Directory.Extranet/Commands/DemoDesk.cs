using PublicDirectory.Core.Desk;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Extranet.Commands;

/// <summary>Two boxes with invented messages of every kind, so that the desk can be tried: pasted mails of <c>DemoMessages.txt</c>.</summary>
internal sealed class DemoDesk(DeskBoxAdministration boxes, DeskConversations conversations)
{
    private const string Separator = "=== ";

    private static readonly (string Place, string Name, Perimeter Perimeter)[] Boxes =
    [
        ("69", "Préfecture du Rhône, accueil", Perimeter.OfDepartement("69")),
        ("france", "Support du site des démarches", Perimeter.National),
    ];

    /// <summary>Makes the boxes that are missing, with their messages.</summary>
    /// <param name="member">Who may orient everywhere: the boxes' one member.</param>
    /// <param name="cancellationToken">Leaves some of them made.</param>
    public async Task CreateAsync(Guid member, CancellationToken cancellationToken)
    {
        var messages = await ReadAsync(cancellationToken);
        foreach (var (place, name, perimeter) in Boxes)
        {
            var (box, refusal) = await boxes.OpenAsync(null, name, perimeter, cancellationToken);
            if (refusal is not null)
            {
                continue; // it is there
            }

            await boxes.AddAsync(null, box, member, cancellationToken);
            foreach (var pasted in messages[place])
            {
                var message = new NewConversation(pasted.Subject!, pasted.Text, pasted.Name, pasted.Mail, null);
                await conversations.AddAsync(member, box, message, cancellationToken);
            }
        }
    }

    // By box, in the order of the file.
    private static async Task<ILookup<string, PastedMail>> ReadAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(typeof(DemoDesk).Assembly.GetManifestResourceStream("demo-messages.txt")!);
        var text = (await reader.ReadToEndAsync(cancellationToken)).ReplaceLineEndings("\n");
        return text.Split(Separator, StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n', 2))
            .ToLookup(parts => parts[0], parts => PastedMail.Read(parts[1]));
    }
}
