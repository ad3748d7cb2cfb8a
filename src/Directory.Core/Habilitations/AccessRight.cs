namespace PublicDirectory.Core.Habilitations;

/// <summary>The rights that a grant may give: each stands alone, none includes another.</summary>
public enum AccessRight
{
    /// <summary>Propose changes to entries, which another person approves.</summary>
    Propose,

    /// <summary>Propose as well, and propose to create, remove and bring back entries; say that an entry is right as it is.</summary>
    Modify,

    /// <summary>Publish at once what cannot wait, to be confirmed by another person.</summary>
    PublishUrgently,

    /// <summary>Decide on what others propose, and confirm or revert what others published urgently.</summary>
    Approve,

    /// <summary>Invite people, grant and revoke rights, read the journal.</summary>
    Administer,

    /// <summary>Use the orientation desk.</summary>
    Orient,
}

/// <summary>The stored name of each right, and how a sentence says it.</summary>
public static class AccessRights
{
    /// <summary>The code in tables: <c>publish_urgently</c>.</summary>
    public static string Code(this AccessRight right) => right switch
    {
        AccessRight.Propose => "propose",
        AccessRight.Modify => "modify",
        AccessRight.PublishUrgently => "publish_urgently",
        AccessRight.Approve => "approve",
        AccessRight.Administer => "administer",
        AccessRight.Orient => "orient",
        _ => throw new ArgumentOutOfRangeException(nameof(right), right, "Not a right."),
    };

    /// <exception cref="FormatException"><paramref name="code"/> is not the code of a right.</exception>
    public static AccessRight Parse(string code) =>
        Enum.GetValues<AccessRight>().Where(right => right.Code() == code).Select(right => (AccessRight?)right).FirstOrDefault()
            ?? throw new FormatException($"'{code}' is not a right.");

    /// <summary>What it lets a person do, in French: <c>publier en urgence</c>.</summary>
    public static string InFrench(this AccessRight right) => right switch
    {
        AccessRight.Propose => "proposer des modifications",
        AccessRight.Modify => "modifier, créer ou retirer des fiches, et confirmer qu'elles sont à jour",
        AccessRight.PublishUrgently => "publier en urgence",
        AccessRight.Approve => "valider les modifications proposées par d'autres",
        AccessRight.Administer => "gérer les comptes et les habilitations",
        AccessRight.Orient => "orienter les usagers",
        _ => throw new ArgumentOutOfRangeException(nameof(right), right, "Not a right."),
    };
}
