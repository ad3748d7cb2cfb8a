namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>Why someone who came back from the provider cannot go on; the page of return says it.</summary>
internal enum ProviderRefusal
{
    /// <summary>The answer is not the provider's, not for us, not of now, or not to what we asked.</summary>
    Failed,

    /// <summary>The provider could not be asked.</summary>
    Unreachable,

    /// <summary>The person, or the provider, said no.</summary>
    Denied,

    /// <summary>The level of assurance that is asked for here is missing.</summary>
    Level,

    /// <summary>The person was to prove again who they are, and did not.</summary>
    NotFresh,

    /// <summary>No account is tied to the identity.</summary>
    NoAccount,

    /// <summary>Another account is.</summary>
    OtherAccount,
}

/// <summary>The provider could not be asked, or answered something that cannot be trusted. The message quotes nothing of it.</summary>
internal sealed class ProviderException(ProviderRefusal reason, string message, Exception? inner = null) : Exception(message, inner)
{
    public ProviderRefusal Reason => reason;
}
