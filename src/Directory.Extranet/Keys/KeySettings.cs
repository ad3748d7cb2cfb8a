namespace PublicDirectory.Extranet.Keys;

/// <summary>The section <c>Keys</c> of the settings: files that must not lie where the database and its copies do.</summary>
internal sealed record KeySettings
{
    /// <summary>Protects the keys of cookies, of kept forms and of links in waiting mails.</summary>
    public KeyFile? Certificate { get; init; }

    /// <summary>Earlier ones, until <c>renew-keys</c> has run: what they protected can still be read.</summary>
    public IReadOnlyList<KeyFile> OldCertificates { get; init; } = [];

    /// <summary>The file of the secret that second factors are encrypted with.</summary>
    public string? SecondFactors { get; init; }

    /// <summary>Earlier ones, until <c>renew-keys</c> has run.</summary>
    public IReadOnlyList<string> OldSecondFactors { get; init; } = [];
}

/// <summary>A certificate with its private key.</summary>
internal sealed record KeyFile
{
    /// <summary>PFX, or PEM with both parts in one file.</summary>
    public string? Path { get; init; }

    /// <summary>A file whose first line is the password of that file; null when it has none.</summary>
    public string? PasswordFile { get; init; }
}

/// <summary>The settings name no key, or one that does not serve. The message says what to do.</summary>
internal sealed class KeySettingsException(string message, Exception? inner = null) : Exception(message, inner);
