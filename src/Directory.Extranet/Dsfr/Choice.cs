namespace PublicDirectory.Extranet.Dsfr;

/// <summary>One of several answers to a question.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Label">What is read.</param>
/// <param name="Hint">What it entails, in a few words; null when the label says enough.</param>
public sealed record Choice(string Value, string Label, string? Hint = null);
