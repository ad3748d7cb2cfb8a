using Microsoft.AspNetCore.Authentication;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>What someone goes to the provider for. It travels encrypted, so that nobody can give another's return a purpose.</summary>
/// <param name="TiedTo">To tie the identity to this account, which was in use when they left.</param>
/// <param name="Confirms">To prove again that they are this one, whose session was in use when they left.</param>
/// <param name="Invitation">To accept the invitation of this link.</param>
internal sealed record ProviderPurpose(Guid? TiedTo = null, Guid? Confirms = null, string? Invitation = null)
{
    public static readonly ProviderPurpose SignIn = new();

    private const string Tie = "tie";
    private const string Confirm = "confirm";
    private const string Invite = "invitation";

    public static ProviderPurpose Read(AuthenticationProperties properties) =>
        new(Account(properties, Tie), Account(properties, Confirm), properties.GetString(Invite));

    public void Write(AuthenticationProperties properties)
    {
        properties.SetString(Tie, TiedTo?.ToString());
        properties.SetString(Confirm, Confirms?.ToString());
        properties.SetString(Invite, Invitation);
    }

    private static Guid? Account(AuthenticationProperties properties, string item) =>
        Guid.TryParse(properties.GetString(item), out var account) ? account : null;
}
