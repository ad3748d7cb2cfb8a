namespace PublicDirectory.Extranet.Passkeys;

/// <summary>A form that a passkey answers.</summary>
/// <param name="Action">Where the answer goes.</param>
/// <param name="Options">Where the question comes from.</param>
/// <param name="Button">What the button says.</param>
/// <param name="Retour">Where to go afterwards.</param>
internal sealed record PasskeyForm(string Action, string Options, string Button, string? Retour);
