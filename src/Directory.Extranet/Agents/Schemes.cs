namespace PublicDirectory.Extranet.Agents;

/// <summary>The cookies of signing in.</summary>
internal static class Schemes
{
    /// <summary>Signed in.</summary>
    public const string Session = "session";

    /// <summary>The password was right, the second factor is still to come. Ten minutes.</summary>
    public const string HalfWay = "half-way";

    /// <summary>Back from the identity provider, not yet matched with an account. Ten minutes.</summary>
    public const string External = "external";

    /// <summary>The identity provider.</summary>
    public const string Provider = "provider";
}

/// <summary>What is known of who signed in: of a session from the database, of a step from its cookie.</summary>
internal static class SessionClaims
{
    public const string Account = "sub";
    public const string Name = "name";
    public const string Mail = "mail";

    /// <summary>Of a step: compared with the account's, whose password or factor may have changed since.</summary>
    public const string Stamp = "stamp";

    /// <summary>The session's id, which opens nothing.</summary>
    public const string Session = "sid";

    /// <summary>How the person proved who they are, one claim each: <c>pwd</c>, <c>otp</c>, or what the provider says (RFC 8176).</summary>
    public const string Method = "amr";

    /// <summary>The method of a passkey: possession of its key was proven.</summary>
    public const string Passkey = "pop";

    /// <summary>The method that says that there were two, here or at the provider.</summary>
    public const string ProvenTwice = "mfa";

    /// <summary>The level of assurance that the provider says.</summary>
    public const string Level = "acr";

    /// <summary>When the person signed in, in seconds since 1970: sessions end so long after it whatever happens.</summary>
    public const string At = "auth_time";

    /// <summary>When they last proved who they are, in seconds since 1970.</summary>
    public const string ConfirmedAt = "confirmed_at";
}
