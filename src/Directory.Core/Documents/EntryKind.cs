namespace PublicDirectory.Core.Documents;

/// <summary>The kinds of entry that the directory publishes; stored as their <see cref="EntryKinds.Code"/>.</summary>
public enum EntryKind
{
    /// <summary>Any body or counter: <see cref="Administrations.AdministrationDocument"/>.</summary>
    Administration,

    /// <summary>A kind of counter (DILA's « pivot »): <see cref="Administrations.ServiceTypeDocument"/>.</summary>
    ServiceType,

    /// <summary>What a usager has to do: <see cref="Demarches.DemarcheDocument"/>.</summary>
    Demarche,

    /// <summary>A message for many administrations: <see cref="Administrations.NoticeDocument"/>.</summary>
    Notice,

    /// <summary>What is added locally to a démarche: <see cref="Demarches.LocalComplementDocument"/>.</summary>
    LocalComplement,
}

/// <summary>The stored name of each <see cref="EntryKind"/>.</summary>
public static class EntryKinds
{
    /// <summary>
    /// The code in tables and documents: <c>administration</c>, <c>service_type</c>, <c>demarche</c>, <c>notice</c>,
    /// <c>local_complement</c>.
    /// </summary>
    public static string Code(this EntryKind kind) => kind switch
    {
        EntryKind.Administration => "administration",
        EntryKind.ServiceType => "service_type",
        EntryKind.Demarche => "demarche",
        EntryKind.Notice => "notice",
        EntryKind.LocalComplement => "local_complement",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of entry."),
    };

    /// <exception cref="FormatException"><paramref name="code"/> is not the code of a kind.</exception>
    public static EntryKind Parse(string code) => code switch
    {
        "administration" => EntryKind.Administration,
        "service_type" => EntryKind.ServiceType,
        "demarche" => EntryKind.Demarche,
        "notice" => EntryKind.Notice,
        "local_complement" => EntryKind.LocalComplement,
        _ => throw new FormatException($"'{code}' is not a kind of entry."),
    };
}
